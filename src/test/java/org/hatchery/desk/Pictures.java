package org.hatchery.desk;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** The picture of Tasklist in the README, taken anew with {@code -Dhatchery.pictures=write}. */
final class Pictures {

  private Pictures() {}

  static void tasklist(Page page) {
    if ("write".equals(System.getProperty("hatchery.pictures"))) {
      page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("docs/pictures/tasklist.png")));
    }
  }
}
