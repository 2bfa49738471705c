package org.hatchery.desk;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Latin words on the pages of the webapps: in texts, in what fields and tooltips say, in choices, in what styles write. */
final class WordsOnScreen {

  /**
   * Names and units, kinds of files, keys of the keyboard, what the engine calls itself and its webapps, figures with their
   * Chinese names beside.
   */
  private static final Set<String> ALLOWED =
      Set.of(
          "Camunda", "Platform", "Runtime", "ID", "API", "BPMN", "DMN", "LDAP", "SHA", "KB", "MB", "ctrl", "alt", "shift", "default",
          "cockpit", "tasklist", "currentUser", "DI", "EDE", "FNI", "PI", "TU", "PDF", "PNG",
          "JPG", "Word", "docx", "Excel", "xlsx", "PPT", "pptx", "txt", "csv");

  /** Numbers of cases and notices, ids, accounts, groups, addresses, versions. */
  private static final List<Pattern> DATA =
      List.of(
          Pattern.compile("\\b[A-Z]{2,}(?:-[A-Z0-9]+)+\\b"),
          Pattern.compile("\\b[0-9a-f]{8}-[0-9a-f-]{27}\\b"),
          Pattern.compile("编号 [A-Z0-9]{6} 告诉管理员"),
          Pattern.compile("https?://\\S+"),
          Pattern.compile("\\S+@\\S+"),
          Pattern.compile("\\b[a-z0-9-]+[.:][a-z0-9-]+\\b"));

  private static final Pattern WORD = Pattern.compile("[A-Za-z]{2,}");

  private static final String TEXTS =
      """
      () => {
        const found = [['title', document.title]];
        const where = e => {
          const names = [];
          for (let at = e; at && at !== document.body && names.length < 4; at = at.parentElement) {
            names.unshift(at.tagName.toLowerCase() + (typeof at.className === 'string' && at.className ? '.' + at.className.trim().split(/\\s+/).slice(0, 2).join('.') : ''));
          }
          return names.join(' > ');
        };
        // the engine's own account of itself is for its makers
        const skipped = 'script, style, template, noscript, .debug pre';
        // what stands in a closed list of choices is read when it is opened
        const seen = e => !e.closest(skipped) && (e.closest('select') ?? e).checkVisibility();
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const parent = texts.currentNode.parentElement;
          if (seen(parent)) {
            found.push([where(parent), texts.currentNode.data]);
          }
        }
        for (const e of document.querySelectorAll('body *')) {
          if (!seen(e)) continue;
          for (const name of ['placeholder', 'title', 'aria-label', 'alt', 'label', 'tooltip', 'uib-tooltip', 'data-label']) {
            // the names of variables are not shown: see user-styles.css
            if (e.hasAttribute(name) && !(name === 'uib-tooltip' && e.matches('.variable-label'))) found.push([where(e) + ' @' + name, e.getAttribute(name)]);
          }
          for (const part of ['::before', '::after']) {
            const content = getComputedStyle(e, part).content;
            if (content.startsWith('"')) found.push([where(e) + part, content]);
          }
        }
        return found.filter(one => /[A-Za-z]{2,}/.test(one[1])).map(one => [one[0], one[1].replace(/\\s+/g, ' ').trim()]);
      }
      """;

  private final Set<String> named;
  private final List<Pattern> data;
  private final Map<String, String> english = new TreeMap<>();

  /**
   * @param named keys and names in the engine's tables, which people or diagrams gave
   * @param more that is no word, beside what is none on any screen
   */
  WordsOnScreen(Set<String> named, Pattern... more) {
    this.named = named;
    this.data = Stream.concat(Stream.of(more), DATA.stream()).toList();
  }

  /** Reads the page as it is now. @param screen how the report names it */
  @SuppressWarnings("unchecked")
  void read(String screen, Page page) {
    for (List<String> text : (List<List<String>>) page.evaluate(TEXTS)) {
      List<String> words = words(text.get(1));
      if (!words.isEmpty()) {
        String said = text.get(1);
        english.putIfAbsent(words + " in “" + said.substring(0, Math.min(120, said.length())) + "” at " + text.get(0), screen);
      }
    }
  }

  /** What was English on all that was read, each with the first screen that showed it. */
  Map<String, String> english() {
    return english;
  }

  private List<String> words(String text) {
    if (named.contains(text)) {
      return List.of();
    }
    String rest = text;
    for (Pattern one : data) {
      rest = one.matcher(rest).replaceAll(" ");
    }
    List<String> words = new ArrayList<>();
    WORD.matcher(rest).results().map(match -> match.group()).filter(word -> !ALLOWED.contains(word) && !named.contains(word)).forEach(words::add);
    return words;
  }
}
