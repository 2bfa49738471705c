package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The webapps say in Chinese everything they say in English, and fill in the same places. */
class ChineseWordsTest {

  private static final String WEBAPPS = "META-INF/resources/webjars/camunda/";

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

  /** Names and abbreviations that stay as they are. */
  private static final Set<String> NOT_TRANSLATED =
      Set.of("Camunda", "Optimize", "ID", "API", "LDAP", "DI", "EDE", "FNI", "PI", "TU", "cockpit", "tasklist",
          "resolve", "yyyy", "MM", "ddTHH", "mm", "ss");

  private static final Pattern FILLED_IN = Pattern.compile("\\{\\{.*?}}|%[a-z]");
  private static final Pattern TAG = Pattern.compile("</?(?:a|br|strong)\\b[^>]*>");
  private static final Pattern ENTITY = Pattern.compile("&[a-z]+;");
  private static final Pattern DATE_TOKENS = Pattern.compile("[YMDdHmLT]+");
  private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]+");

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome", "admin"})
  void everyWordHasAChineseOneInTheSameOrder(String app) throws IOException {
    assertThat(words(app, "zh-CN").keySet()).containsExactlyElementsOf(words(app, "en").keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome", "admin"})
  void nothingIsLeftEmptyOrEnglish(String app) throws IOException {
    Map<String, String> english = words(app, "en");
    words(app, "zh-CN").forEach((key, word) -> {
      assertThat(word.isBlank()).as(key).isEqualTo(english.get(key).isBlank());
      assertThat(LATIN_WORD.matcher(spoken(key, word)).results().map(MatchResult::group).toList())
          .as("%s: %s", key, word)
          .isSubsetOf(NOT_TRANSLATED);
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome", "admin"})
  void theSamePlacesAreFilledIn(String app) throws IOException {
    Map<String, String> english = words(app, "en");
    words(app, "zh-CN").forEach((key, word) -> {
      assertThat(all(FILLED_IN, word))
          .as("%s: %s", key, word)
          .containsExactlyInAnyOrderElementsOf(all(FILLED_IN, english.get(key)));
      // our text of the banner links nowhere
      if (!key.endsWith("/BANNER_CE_EOL_TEXT")) {
        assertThat(all(TAG, word)).as("%s: %s", key, word).isEqualTo(all(TAG, english.get(key)));
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"tasklist", "welcome", "admin"})
  void chineseIsWhatABrowserGetsThatAsksForNothingElse(String app) throws IOException {
    assertThat(text("app/" + app + "/scripts/config.js"))
        .contains("availableLocales: ['zh-CN', 'en']")
        .contains("fallbackLocale: 'zh-CN'");
    assertThat(text("app/" + app + "/styles/user-styles.css")).startsWith("@charset \"UTF-8\";");
  }

  @Test
  void theEnglishThatFormsWriteIsStillWhatWeReplace() throws IOException {
    String library = text("lib/deps.js");
    String script = text("app/tasklist/scripts/form-words.js");
    List<String> words =
        Pattern.compile("(?m)^  '((?:[^'\\\\]|\\\\.)+)': ").matcher(script).results()
            .map(word -> word.group(1).replace("\\'", "'"))
            .toList();
    assertThat(words).hasSizeGreaterThan(30);
    assertThat(words).allSatisfy(word -> assertThat(library).contains('"' + word + '"'));
    List<String> sentences =
        Pattern.compile("(?m)^  \\[/\\^(\\w+ \\w+)").matcher(script).results().map(start -> start.group(1)).toList();
    assertThat(sentences).hasSizeGreaterThan(8);
    assertThat(sentences).allSatisfy(start -> assertThat(library).contains(start));
  }

  @Test
  void theEnglishOfTheProgramsIsStillWhatWeReplace() throws IOException {
    StringBuilder programs = new StringBuilder(text("lib/deps.js"));
    programs.append(resource("META-INF/resources/plugin/cockpit/app/plugin.js"));
    for (String app : List.of("tasklist", "welcome", "admin")) {
      programs.append(text("app/" + app + "/camunda-" + app + "-bootstrap.js"));
    }
    String script = text("app/tasklist/scripts/words.js");
    List<String> words =
        Pattern.compile("(?:'([^']+)'|\\b(\\w+)): '").matcher(script).results()
            .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
            .filter(word -> !word.equals("Asia/Shanghai") && !word.equals("SYSTEM") && !word.equals("WORKFLOW"))
            .toList();
    assertThat(words).hasSizeGreaterThan(90);
    assertThat(words).allSatisfy(word -> assertThat(programs.indexOf(word)).as(word).isNotNegative());
  }

  /** What is left to read once the filled-in places, the markup and the tokens of date formats are taken out. */
  private static String spoken(String key, String word) {
    String rest = ENTITY.matcher(TAG.matcher(FILLED_IN.matcher(word).replaceAll("")).replaceAll("")).replaceAll("");
    boolean dateFormat = key.startsWith("/dateLocales/calendar/") || key.startsWith("/dateLocales/longDateFormat/");
    return dateFormat ? DATE_TOKENS.matcher(rest).replaceAll("") : rest;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }

  /** Each word by its path in the file, in the order of the file. */
  private static Map<String, String> words(String app, String locale) throws IOException {
    Map<String, String> words = new LinkedHashMap<>();
    collect("", JSON.readTree(text("app/" + app + "/locales/" + locale + ".json")), words);
    assertThat(words).isNotEmpty();
    return words;
  }

  private static void collect(String path, JsonNode node, Map<String, String> words) {
    if (node.isObject()) {
      node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), words));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        collect(path + "/" + i, node.get(i), words);
      }
    } else {
      words.put(path, node.asText());
    }
  }

  /** A file of the webapps as the class path gives it: ours before Camunda's, whose files may begin with a BOM. */
  private static String text(String file) throws IOException {
    return resource(WEBAPPS + file);
  }

  private static String resource(String file) throws IOException {
    try (InputStream stream = ChineseWordsTest.class.getClassLoader().getResourceAsStream(file)) {
      assertThat(stream).as(file).isNotNull();
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
  }
}
