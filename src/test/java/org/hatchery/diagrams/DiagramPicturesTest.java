package org.hatchery.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hatchery.Browser;
import org.junit.jupiter.api.Test;

/**
 * The pictures in {@code docs/diagrams} show the diagrams and decision tables as they are. {@code
 * -Dhatchery.pictures=write} draws them all anew; then look at them.
 */
class DiagramPicturesTest {

  private static final Path FOLDER = Path.of("docs", "diagrams");
  private static final Path LIST = FOLDER.resolve("pictures.properties");
  private static final String COMMAND =
      "mvn -q test -Dtest=DiagramPicturesTest -Dhatchery.pictures=write";

  @Test
  void picturesShowTheDiagramsAsTheyAre() throws IOException {
    if ("write".equals(System.getProperty("hatchery.pictures"))) {
      write();
    }
    Map<String, String> drawn = list();
    Map<String, String> wanted = wanted();
    List<String> stale = new ArrayList<>();
    wanted.forEach(
        (source, sha) -> {
          if (!sha.equals(drawn.get(source))) {
            stale.add(
                source
                    + (drawn.containsKey(source)
                        ? " has changed since it was drawn"
                        : " was never drawn"));
          }
        });
    drawn.keySet().stream()
        .filter(source -> !wanted.containsKey(source))
        .forEach(source -> stale.add(source + " is gone"));
    Set<String> files = pictures();
    Set<String> expected = new TreeSet<>();
    wanted.keySet().forEach(source -> expected.addAll(picturesOf(Path.of(source))));
    expected.stream().filter(f -> !files.contains(f)).forEach(f -> stale.add(f + " is missing"));
    files.stream()
        .filter(f -> !expected.contains(f))
        .forEach(f -> stale.add(f + " shows nothing of ours"));

    assertThat(stale)
        .as("pictures in %s that are not current; draw them anew with: %s", FOLDER, COMMAND)
        .isEmpty();
  }

  private static Map<String, String> wanted() {
    Map<String, String> wanted = new TreeMap<>();
    Stream.concat(Diagrams.bpmn().stream(), Diagrams.dmn().stream())
        .forEach(file -> wanted.put(file.toString().replace('\\', '/'), Diagrams.sha256(file)));
    return wanted;
  }

  private static List<String> picturesOf(Path source) {
    String name = Diagrams.name(source);
    return source.toString().endsWith(".dmn")
        ? List.of(name + ".png")
        : List.of(name + ".png", name + ".svg");
  }

  private static Map<String, String> list() throws IOException {
    Map<String, String> list = new TreeMap<>();
    if (Files.exists(LIST)) {
      for (String line : Files.readAllLines(LIST)) {
        int at = line.indexOf('=');
        if (at > 0 && !line.startsWith("#")) {
          list.put(line.substring(0, at), line.substring(at + 1));
        }
      }
    }
    return list;
  }

  private static Set<String> pictures() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return Set.of();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".png") || name.endsWith(".svg"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static void write() throws IOException {
    Files.createDirectories(FOLDER);
    for (String old : pictures()) {
      Files.delete(FOLDER.resolve(old));
    }
    for (Path file : Diagrams.bpmn()) {
      String svg = svg(Diagrams.text(file));
      Files.writeString(FOLDER.resolve(Diagrams.name(file) + ".svg"), svg);
      photograph(
          "<div style='display:inline-block;padding:12px'>"
              + svg.substring(svg.indexOf("<svg"))
              + "</div>",
          file);
    }
    for (Path file : Diagrams.dmn()) {
      photograph(TablePage.html(file), file);
    }
    StringBuilder list =
        new StringBuilder("# what was drawn: file = SHA-256; written by DiagramPicturesTest\n");
    wanted().forEach((source, sha) -> list.append(source).append('=').append(sha).append('\n'));
    Files.writeString(LIST, list);
    Files.writeString(FOLDER.resolve("README.md"), Gallery.markdown(COMMAND));
  }

  /** The diagram as bpmn-js draws it. */
  private static String svg(String xml) {
    Page page = Browser.page();
    try {
      page.setContent("<body><div id='canvas' style='width:1400px;height:900px'></div></body>");
      page.addScriptTag(
          new Page.AddScriptTagOptions()
              .setPath(
                  Path.of(
                      "src/main/resources/META-INF/resources/vendor/bpmn-js/bpmn-navigated-viewer.production.min.js")));
      String svg =
          (String)
              page.evaluate(
                  """
                  async xml => {
                    const viewer = new BpmnJS({ container: '#canvas' });
                    const { warnings } = await viewer.importXML(xml);
                    if (warnings.length) throw new Error(warnings.map(w => w.message).join('; '));
                    return (await viewer.saveSVG()).svg;
                  }\
                  """,
                  xml);
      assertThat(Browser.errors(page)).isEmpty();
      return stable(svg);
    } finally {
      page.context().close();
    }
  }

  /** Marker ids are random; numbered, so that an unchanged diagram gives an unchanged picture. */
  private static String stable(String svg) {
    Map<String, String> ids = new java.util.LinkedHashMap<>();
    return java.util.regex.Pattern.compile("marker-[0-9a-z]{20,}")
        .matcher(svg)
        .replaceAll(match -> ids.computeIfAbsent(match.group(), id -> "marker-" + ids.size()));
  }

  private static void photograph(String html, Path source) {
    Page page = Browser.page(1500, 950, source.toString().endsWith(".dmn") ? 1 : 1.5);
    try {
      page.setContent("<body style='margin:0;background:white'>" + html + "</body>");
      page.locator("body > *")
          .screenshot(
              new com.microsoft.playwright.Locator.ScreenshotOptions()
                  .setType(ScreenshotType.PNG)
                  .setPath(FOLDER.resolve(Diagrams.name(source) + ".png")));
    } finally {
      page.context().close();
    }
  }
}
