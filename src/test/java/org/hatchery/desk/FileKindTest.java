package org.hatchery.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class FileKindTest {

  @Test
  void tellsAFileByItsContent() throws IOException {
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
  void takesNothingElse() throws IOException {
    assertThat(FileKind.of(new byte[] {'M', 'Z', 0, 1})).isEmpty();
    assertThat(FileKind.of(new byte[] {0x7f, 'E', 'L', 'F', 0})).isEmpty();
    assertThat(FileKind.of(zip("evil.exe"))).isEmpty();
    assertThat(FileKind.of(zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"))).isEmpty();
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

  static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write('x');
      }
    }
    return bytes.toByteArray();
  }
}
