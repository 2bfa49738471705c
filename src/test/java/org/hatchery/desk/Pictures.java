package org.hatchery.desk;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** The pictures of screens in README and handbook, taken anew with {@code -Dhatchery.pictures=write}. */
final class Pictures {

  static final Path HANDBOOK = Path.of("docs", "handbook", "pictures");

  private static final Path ON_TELEPHONES = Path.of("target", "screenshots", "telephone");

  private Pictures() {}

  static void tasklist(Page page) {
    take(page, Path.of("docs/pictures/tasklist.png"));
  }

  /** The window as it is, for the handbook; as it is on a telephone, for whoever takes the pictures to look at. */
  static void handbook(Page page, String name) {
    take(page, HANDBOOK.resolve(name + ".png"));
    page.setViewportSize(390, 844);
    page.waitForFunction("() => document.getAnimations().every(one => one.playState !== 'running')");
    take(page, ON_TELEPHONES.resolve(name + ".png"));
    page.setViewportSize(1500, 950);
  }

  private static void take(Page page, Path file) {
    if ("write".equals(System.getProperty("hatchery.pictures"))) {
      page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }
  }
}
