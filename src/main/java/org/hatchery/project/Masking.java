package org.hatchery.project;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Telephone numbers, e-mail addresses and identity numbers that people wrote into a text, for those who need not act on them. */
public final class Masking {

  private static final Pattern IDENTITY = Pattern.compile("(?<![0-9])([0-9]{6})[0-9]{8}([0-9]{3}[0-9Xx])(?![0-9])");
  private static final Pattern MOBILE =
      Pattern.compile("(?<![0-9])(1[3-9][0-9])[ -]?[0-9]{4}[ -]?([0-9]{4})(?![0-9])");
  private static final Pattern LANDLINE = Pattern.compile("(?<![0-9])(0[0-9]{2,3})[ -]?[0-9]{3,4}([0-9]{4})(?![0-9])");
  private static final Pattern MAIL = Pattern.compile("([A-Za-z0-9])[A-Za-z0-9._%+-]*@([A-Za-z0-9.-]+\\.[A-Za-z]{2,})");

  private Masking() {}

  /** The same text with 138****1234 for 13800001234; null stays null. */
  public static String masked(String text) {
    if (text == null) {
      return null;
    }
    String masked = IDENTITY.matcher(text).replaceAll("$1********$2");
    masked = MOBILE.matcher(masked).replaceAll("$1****$2");
    masked = LANDLINE.matcher(masked).replaceAll("$1****$2");
    return MAIL.matcher(masked).replaceAll("$1***@$2");
  }

  /** The same, and without the name of the contact person, who is often named in the text, too. */
  public static String masked(String text, String contact) {
    String masked = masked(text);
    return masked == null || contact == null || contact.length() < 2 ? masked : masked.replace(contact, name(contact));
  }

  /** Rows of a form's table, for whoever decides on them and need not call anybody. */
  public static List<Map<String, Object>> rows(List<? extends Map<String, ?>> rows) {
    return rows.stream().map(Masking::row).toList();
  }

  private static Map<String, Object> row(Map<String, ?> row) {
    Map<String, Object> masked = new LinkedHashMap<>(row);
    masked.replaceAll((key, value) -> value instanceof String text ? masked(text) : value);
    return masked;
  }

  /** The first character of a name. */
  public static String name(String name) {
    return name == null || name.isBlank() ? name : name.substring(0, name.offsetByCodePoints(0, 1)) + "**";
  }

  /** Whatever was typed as a telephone number. */
  public static String phone(String phone) {
    return phone == null || phone.length() < 8 ? "****" : phone.substring(0, 3) + "****" + phone.substring(phone.length() - 4);
  }
}
