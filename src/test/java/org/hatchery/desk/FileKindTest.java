package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileKindTest {

  @Test
  void tellsAFileByItsContent() {
    assertThat(FileKind.of("%PDF-1.7\n…".getBytes(StandardCharsets.UTF_8))).contains(FileKind.PDF);
    assertThat(FileKind.of(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0})).contains(FileKind.PNG);
    assertThat(FileKind.of(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0})).contains(FileKind.JPEG);
    assertThat(FileKind.of(zip("[Content_Types].xml", "word/document.xml"))).contains(FileKind.WORD);
    assertThat(FileKind.of(zip("[Content_Types].xml", "xl/workbook.xml"))).contains(FileKind.EXCEL);
    assertThat(FileKind.of(zip("[Content_Types].xml", "ppt/presentation.xml"))).contains(FileKind.SLIDES);
    assertThat(FileKind.of("姓名,人数\n𠮷,3\n".getBytes(StandardCharsets.UTF_8))).contains(FileKind.TEXT);
    assertThat(FileKind.of("姓名,人数\n".getBytes(Charset.forName("GB18030")))).contains(FileKind.TEXT);
  }

  @Test
  void takesNothingElse() {
    assertThat(FileKind.of(new byte[] {'M', 'Z', 0, 1})).isEmpty();
    assertThat(FileKind.of(new byte[] {0x7f, 'E', 'L', 'F', 0})).isEmpty();
    assertThat(FileKind.of(zip("evil.exe"))).isEmpty();
    assertThat(FileKind.of(new byte[] {'P', 'K', 3, 4})).isEmpty();
    assertThat(FileKind.of(new byte[] {'P', 'K', 3, 4, 'P', 'K', 5, 6, 1, 1, 1, 1, 9, 9, 9, 9, 9, 9, 9, 9, 127, 127, 127, 127, 0, 0, 0}))
        .isEmpty();
    assertThat(FileKind.of(new byte[] {1, 2, 3})).isEmpty();
  }

  @Test
  void theNameMustAgree() {
    assertThat(FileKind.PDF.named("方案.PDF")).isTrue();
    assertThat(FileKind.PDF.named("方案.pdf.exe")).isFalse();
    assertThat(FileKind.TEXT.named("page.html")).isFalse();
    assertThat(FileKind.JPEG.named("照片.jpeg")).isTrue();
  }

  private static byte[] zip(String... names) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    Arrays.stream(names).forEach(name -> parts.put(name, new byte[] {'x'}));
    return SampleFiles.zip(parts);
  }
}
