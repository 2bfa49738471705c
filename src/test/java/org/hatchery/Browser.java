package org.hatchery;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The Chromium of the machine, for all browser tests of one run; started at the first page that is
 * asked for. Which Chromium: environment variable {@code CHROMIUM}, else the usual places of
 * Debian. Where there is none, the tests that want one are skipped, or fail if the environment
 * variable {@code CI} is {@code true}.
 *
 * <p>Playwright belongs to one thread: ask for pages and use them on the thread of the test only.
 */
public final class Browser {

  /** First the one without a user interface: a new page takes it less than half the work (docs/adr/0013). */
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser");
  /**
   * What costs time in each new window and shows nothing of ours; the last switch of this name counts, so what Playwright
   * leaves out stands here too.
   */
  private static final List<String> WITHOUT =
      List.of(
          "PreloadTopChromeWebUI", "OptimizationHints", "OptimizationGuideOnDeviceModel", "MediaRouter", "DialMediaRouteProvider",
          "Translate", "HttpsUpgrades", "PaintHolding", "GlobalMediaControls", "LensOverlay", "AcceptCHFrame",
          "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "ThirdPartyStoragePartitioning", "RenderDocument");
  /** Nothing glides or fades: each move of a column or a dialog would be waited for. A sheet of its own, no policy forbids it. */
  private static final String STILL =
      """
      const still = new CSSStyleSheet();
      still.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important; }');
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, still];
      """;

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Map<Page, List<String>> ERRORS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private static com.microsoft.playwright.Browser chromium;

  private Browser() {}

  /**
   * A page with cookies and storage of its own, as an office computer in China shows it: zh-CN,
   * Asia/Shanghai, 1500 x 950. A second person in one test is a second page. Close it with {@code
   * page.context().close()}.
   */
  public static Page page() {
    return page(1500, 950, 1);
  }

  /** The same on a telephone: 390 x 844. */
  public static Page phone() {
    return page(390, 844, 2);
  }

  /**
   * The same in another size.
   *
   * @param width of the window in CSS pixels
   * @param height of the window in CSS pixels
   * @param scale device pixels for a CSS pixel
   */
  public static Page page(int width, int height, double scale) {
    BrowserContext context =
        chromium()
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setLocale("zh-CN")
                    .setTimezoneId("Asia/Shanghai")
                    .setViewportSize(width, height)
                    .setDeviceScaleFactor(scale));
    context.setDefaultTimeout(60_000);
    context.addInitScript(STILL);
    PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    Page page = context.newPage();
    List<String> errors = new CopyOnWriteArrayList<>();
    ERRORS.put(page, errors);
    page.onConsoleMessage(
        message -> {
          if ("error".equals(message.type())) {
            errors.add(message.text());
          }
        });
    page.onPageError(errors::add);
    return page;
  }

  /**
   * What the page's console has reported as an error so far, and exceptions of its scripts; never
   * null.
   */
  public static List<String> errors(Page page) {
    return List.copyOf(ERRORS.getOrDefault(page, List.of()));
  }

  /**
   * Saves what the window shows as {@code target/screenshots/<name>.png}, from its top to its end, where the run was started
   * with {@code -Dhatchery.screenshots=true}: drawing hundreds of long forms takes minutes.
   */
  public static void screenshot(Page page, String name) {
    if (!Boolean.getBoolean("hatchery.screenshots")) {
      return;
    }
    try {
      Path file = Files.createDirectories(SCREENSHOTS).resolve(name + ".png");
      page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Types account and password of the demonstration into the sign-in page that is open, and goes on. */
  public static void signIn(Page page, String user) {
    page.fill("#user", user);
    page.fill("#password", "hatchery");
    page.click("main button.main");
  }

  /** Texts within what the selector finds that end beyond their box or beyond the window; none where all is well. */
  @SuppressWarnings("unchecked")
  public static List<String> cut(Page page, String within) {
    return (List<String>)
        page.evaluate(
            """
            within => [...document.querySelectorAll(within + ' *')]
              .filter(e => {
                const box = e.getBoundingClientRect();
                const style = getComputedStyle(e);
                if (!box.width || style.visibility === 'hidden' || !e.innerText || !e.innerText.trim()) return false;
                const hides = style.overflowX !== 'visible' || style.textOverflow === 'ellipsis';
                return (hides && e.scrollWidth > e.clientWidth + 1) || box.right > innerWidth + 1 || box.left < -1;
              })
              .map(e => e.tagName + '.' + e.className + ': ' + e.innerText.trim().slice(0, 60))
              .slice(0, 10)
            """,
            within);
  }

  private static synchronized com.microsoft.playwright.Browser chromium() {
    if (chromium == null) {
      Path program = program();
      if (program == null) {
        String text =
            "No Chromium on this machine: looked for "
                + String.join(", ", places())
                + "; set CHROMIUM to its path";
        if ("true".equals(System.getenv("CI"))) {
          fail(text);
        }
        System.out.println(text + ". Browser tests are skipped.");
        abort(text);
      }
      // the driver ends with this process, and Chromium with the driver
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      chromium =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(program)
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-dev-shm-usage",
                              "--disable-gpu",
                              // Debian's start script asks for it, and without a graphics card it is slower than none
                              "--disable-gpu-rasterization",
                              "--disable-features=" + String.join(",", WITHOUT),
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync",
                              "--no-first-run")));
    }
    return chromium;
  }

  private static Path program() {
    return places().stream().map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
  }

  private static List<String> places() {
    String named = System.getenv("CHROMIUM");
    return named != null && !named.isBlank() ? List.of(named) : PLACES;
  }
}
