package org.hatchery.diagrams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we took from others is what we took: nobody has edited a vendored file. */
class VendoredFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/resources/META-INF/resources/vendor/bpmn-js",
        "src/test/resources/vendor/bpmnlint"
      })
  void filesHaveTheirChecksums(Path folder) throws IOException, NoSuchAlgorithmException {
    for (String line : Files.readAllLines(folder.resolve("SHA256SUMS"))) {
      String[] sumAndName = line.split("\\s+", 2);
      byte[] bytes = Files.readAllBytes(folder.resolve(sumAndName[1]));
      String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));

      assertThat(sum).as(sumAndName[1]).isEqualTo(sumAndName[0]);
    }
  }
}
