package org.hatchery.diagrams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** The diagrams and decision tables as they lie in the source tree. */
final class Diagrams {

  static final Path ROOT = Path.of("bpmn");

  private Diagrams() {}

  /** All diagrams, in the order of their paths; empty if there are none. */
  static List<Path> bpmn() {
    return files(".bpmn");
  }

  /** All files of decision tables, in the order of their paths; empty if there are none. */
  static List<Path> dmn() {
    return files(".dmn");
  }

  private static List<Path> files(String ending) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One test for each file; none for none. */
  static Stream<DynamicTest> each(List<Path> files, Function<Path, List<String>> problems) {
    return files.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    name(file),
                    () ->
                        org.assertj.core.api.Assertions.assertThat(problems.apply(file))
                            .as("problems of %s", file)
                            .isEmpty()));
  }

  /** File name without its ending. */
  static String name(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  /** Name of the stage's folder. */
  static String stage(Path file) {
    return file.getParent().getFileName().toString();
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SHA-256 of the text, the same whatever line ends a checkout gives it. */
  static String sha256(Path file) {
    try {
      byte[] bytes = text(file).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
