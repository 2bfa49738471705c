package org.hatchery.desk;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.task.Task;
import org.hatchery.Browser;
import org.hatchery.FormProbe;
import org.hatchery.RunNotes;
import org.opentest4j.TestAbortedException;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Opens each form in Tasklist the first time a story comes to it, as the person who has the task, and notes what is wrong:
 * errors in the console, templates that were not filled in, English words of the form's engine.
 * {@link EveryFormIT} reads the notes.
 */
@Component
class FormsInBrowser implements FormProbe {

  /** Words of form-js itself; what people type may be English. */
  private static final Pattern ENGLISH =
      Pattern.compile("\\{\\{|\\bundefined\\b|\\bnull\\b|Add new|Select|required|Nothing to show|No results|\\bRemove\\b|Search");

  static final RunNotes SEEN = new RunNotes("forms-seen");
  static final RunNotes NO_BROWSER = new RunNotes("no-browser");
  static final RunNotes FAULTS = new RunNotes("forms-faults");

  private final Environment environment;
  private final Map<String, Tasklist> desks = new ConcurrentHashMap<>();
  private final Map<Page, Integer> told = new ConcurrentHashMap<>();
  private volatile boolean noBrowser;

  FormsInBrowser(Environment environment) {
    this.environment = environment;
  }

  @Override
  public synchronized void before(String user, Task task) {
    String form = task.getTaskDefinitionKey();
    if (noBrowser || form.startsWith("trial") || !SEEN.add(form)) {
      return;
    }
    try {
      Tasklist desk = desks.computeIfAbsent(user, name -> new Tasklist(port(), name));
      desk.open(task.getId());
      check(form, desk.page());
      // the story completes the task behind this page's back: it must not go on asking for it
      desk.put();
      told.put(desk.page(), Browser.errors(desk.page()).size());
    } catch (TestAbortedException e) {
      noBrowser = true;
      NO_BROWSER.add("here");
    } catch (RuntimeException e) {
      FAULTS.say(form + " does not open: " + e.getMessage());
    }
  }

  int port() {
    return environment.getRequiredProperty("local.server.port", Integer.class);
  }

  void check(String form, Page page) {
    page.locator(".fjs-form").first().waitFor();
    Matcher english = ENGLISH.matcher(page.locator(".fjs-form").first().innerText());
    if (english.find()) {
      FAULTS.say(form + " shows “" + english.group() + "”");
    }
    if (page.locator(".fjs-form .fjs-form-field-error").count() > 0) {
      FAULTS.say(form + " shows an error before anybody typed");
    }
    List<String> errors = Browser.errors(page);
    List<String> ofThisForm = errors.subList(told.getOrDefault(page, 0), errors.size());
    told.put(page, errors.size());
    if (!ofThisForm.isEmpty()) {
      FAULTS.say(form + " writes to the console: " + ofThisForm);
    }
    look(form, page, 1500, "");
    look(form, page, 390, "-telephone");
    page.setViewportSize(1500, 950);
  }

  /** At a desk and on a telephone, whole: nothing is cut off. */
  private void look(String form, Page page, int width, String where) {
    if (page.viewportSize().width != width) {
      page.setViewportSize(width, 950);
    }
    // Tasklist moves its columns to their new places
    page.waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running')");
    List<String> cut = Browser.cut(page, ".fjs-form");
    if (!cut.isEmpty()) {
      FAULTS.say(form + " at " + width + " pixels is cut off: " + cut);
    }
    Browser.screenshot(page, "form-" + form + where);
  }
}
