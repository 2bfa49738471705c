package org.hatchery.desk;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.hatchery.Browser;

/** The pictures of screens in README and handbook, taken anew with {@code -Dhatchery.pictures=write}. */
final class Pictures {

  static final Path HANDBOOK = Path.of("docs", "handbook", "pictures");

  private Pictures() {}

  static void tasklist(Page page) {
    take(page, Path.of("docs/pictures/tasklist.png"));
  }

  /** The window as it is, for the handbook; always kept among the test's own screenshots too. */
  static void handbook(Page page, String name) {
    Browser.screenshot(page, "handbook-" + name);
    take(page, HANDBOOK.resolve(name + ".png"));
  }

  private static void take(Page page, Path file) {
    if ("write".equals(System.getProperty("hatchery.pictures"))) {
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }
}
