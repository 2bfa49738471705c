package org.hatchery.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Long passwords that are guessed first all the same: common ones, a common word or two with digits around, pinyin of a name with a
 * birthday, rows of the keyboard, the same again and again.
 */
@Component
class WeakPasswords {

  private static final int SHORTEST_WORD = 4;
  private static final int FEWEST_FREE = 6;

  private static final Pattern AROUND = Pattern.compile("^[\\p{ASCII}&&[^a-z]]+|[\\p{ASCII}&&[^a-z]]+$");
  private static final Pattern AGAIN_AND_AGAIN = Pattern.compile("(.{1,8}?)\\1+.{0,2}");

  /** One to three syllables, as names and most words have. */
  private static final Pattern PINYIN =
      Pattern.compile(
          "((zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
              + "(iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|van|ai|ei|ao|ou|ia|ie|iu|ua|uo|ui|ue|ve|an|en|in|un|vn|er|a|o|e|i|u|v)"
              + "){1,3}");

  private static final List<String> ROWS =
      List.of(
          "abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "!@#$%^&*()",
          "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/", "1q2w3e4r5t6y7u8i9o0p", "qazwsxedcrfvtgbyhnujmikolp", "147258369", "741852963");

  private final Set<String> words = new HashSet<>();

  WeakPasswords(PasswordSettings settings) {
    try (InputStream common = new GZIPInputStream(new ClassPathResource("passwords/common.txt.gz").getInputStream());
        InputStream local = new ClassPathResource("passwords/local.txt").getInputStream()) {
      read(common);
      read(local);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    settings.words().forEach(word -> words.add(word.strip().toLowerCase(Locale.ROOT)));
  }

  private void read(InputStream list) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (!line.isBlank() && !line.startsWith("# ")) {
        words.add(line.strip());
      }
    }
  }

  /** @return what is weak, in the user's words */
  Optional<String> weakness(String password) {
    String small = password.toLowerCase(Locale.ROOT);
    if (small.length() > PasswordRules.LONGEST) {
      return Optional.of("密码最多 " + PasswordRules.LONGEST + " 个字符。");
    }
    if (words.contains(small)) {
      return Optional.of("密码太常见，很容易被猜到。");
    }
    if (AGAIN_AND_AGAIN.matcher(small).matches()) {
      return Optional.of("密码不能是同样内容的重复。");
    }
    if (withoutRows(small).length() < FEWEST_FREE) {
      return Optional.of("密码不能是键盘上或字母表里相连的一串。");
    }
    String core = withoutEnds(small);
    if (core.isEmpty()) {
      return Optional.of("密码不能只有数字和符号：电话、日期、证件号码容易被猜到。");
    }
    if (PINYIN.matcher(core).matches()) {
      return Optional.of("密码不能只是一个名字或一个词的拼音加数字、符号。");
    }
    boolean common = ofWords(core) || ofWords(letters(small, 'i')) || ofWords(letters(small, 'l')) || ofWords(letters(core, 'i'));
    return common ? Optional.of("密码不能只是一两个常见的词加数字、符号，把字母换成形近的数字、符号也不行。") : Optional.empty();
  }

  private boolean ofWords(String text) {
    if (words.contains(text)) {
      return true;
    }
    for (int cut = SHORTEST_WORD; cut <= text.length() - SHORTEST_WORD; cut++) {
      if (words.contains(text.substring(0, cut)) && words.contains(text.substring(cut))) {
        return true;
      }
    }
    return false;
  }

  /** With the signs that people write for letters read as letters, and what stands around left out. */
  private static String letters(String text, char one) {
    String read =
        text.replace('0', 'o').replace('1', one).replace('!', one).replace('3', 'e').replace('4', 'a').replace('@', 'a')
            .replace('5', 's').replace('$', 's').replace('7', 't');
    return withoutEnds(read);
  }

  private static String withoutEnds(String text) {
    return AROUND.matcher(text).replaceAll("");
  }

  /** What is left without runs of four or more along a row, forwards or backwards. */
  private static String withoutRows(String text) {
    StringBuilder left = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int run = run(text, at);
      if (run >= SHORTEST_WORD) {
        at += run;
      } else {
        left.append(text.charAt(at++));
      }
    }
    return left.toString();
  }

  private static int run(String text, int from) {
    int longest = 0;
    for (String row : ROWS) {
      longest = Math.max(longest, Math.max(run(text, from, row), run(text, from, new StringBuilder(row).reverse().toString())));
    }
    return longest;
  }

  private static int run(String text, int from, String row) {
    int start = row.indexOf(text.charAt(from));
    if (start < 0) {
      return 0;
    }
    int length = 1;
    while (from + length < text.length() && start + length < row.length()
        && text.charAt(from + length) == row.charAt(start + length)) {
      length++;
    }
    return length;
  }
}
