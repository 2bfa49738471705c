package org.hatchery;

import ch.qos.logback.classic.pattern.ExtendedThrowableProxyConverter;
import ch.qos.logback.classic.pattern.MessageConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text of others in the log. It can neither begin a line nor move the cursor, so no line of the log can be forged; and telephone
 * numbers, mail addresses and identity numbers that came along in a message do not stay there.
 */
final class LogText {

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\u0085\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z-])(1[3-9][0-9]|[0-9]{6}(?=[0-9]{11}[0-9Xx]))[0-9]{4,11}([0-9]{3}[0-9Xx])(?![0-9A-Za-z-])");
  private static final Pattern MAIL = Pattern.compile("[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*\\.[A-Za-z]{2,24})");

  private LogText() {}

  /** In one line: a line's end is seen as {@code \n}. */
  static String plain(String text) {
    if (text == null || text.isEmpty()) {
      return text;
    }
    String seen = UNSEEN.matcher(text).replaceAll(found -> escaped(found.group().charAt(0)));
    seen = NUMBER.matcher(seen).replaceAll("$1****$2");
    return seen.indexOf('@') < 0 ? seen : MAIL.matcher(seen).replaceAll("***@$1");
  }

  private static String escaped(char sign) {
    return switch (sign) {
      case '\n' -> "\\\\n";
      case '\r' -> "\\\\r";
      case '\t' -> "\\\\t";
      default -> "\\\\u%04x".formatted((int) sign);
    };
  }

  /** For {@code %m}. */
  public static class Message extends MessageConverter {

    @Override
    public String convert(ILoggingEvent event) {
      return plain(super.convert(event));
    }
  }

  /** For {@code %wEx}: each line begins with a bar, which no entry does; the words of an exception may have several lines. */
  public static class Stack extends ExtendedThrowableProxyConverter {

    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
      return super.throwableProxyToString(thrown)
          .lines()
          .map(line -> "    | " + plain(line.replaceFirst("^\t+", "  ")))
          .collect(Collectors.joining(System.lineSeparator(), "", System.lineSeparator()));
    }
  }
}
