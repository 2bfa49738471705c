package org.hatchery.desk;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a file is by its content; what the browser says of it is not believed. */
enum FileKind {
  PDF("application/pdf", "pdf"),
  PNG("image/png", "png"),
  JPEG("image/jpeg", "jpg", "jpeg"),
  WORD("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
  EXCEL("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
  SLIDES("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
  TEXT("text/plain", "txt", "csv");

  static final String WORDS = "PDF、PNG、JPG、Word（docx）、Excel（xlsx）、PPT（pptx）和文本文件（txt、csv）";

  private final String mediaType;
  private final List<String> endings;

  FileKind(String mediaType, String... endings) {
    this.mediaType = mediaType;
    this.endings = List.of(endings);
  }

  String mediaType() {
    return mediaType;
  }

  /** Whether a file of that name is expected to be of this kind. */
  boolean named(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return endings.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** @return empty where the content is none of those that are taken */
  static Optional<FileKind> of(byte[] content) {
    if (begins(content, '%', 'P', 'D', 'F', '-')) {
      return Optional.of(PDF);
    }
    if (begins(content, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
      return Optional.of(PNG);
    }
    if (begins(content, 0xff, 0xd8, 0xff)) {
      return Optional.of(JPEG);
    }
    if (begins(content, 'P', 'K', 3, 4)) {
      return office(ZipDirectory.of(content).parts().stream().map(ZipDirectory.Part::name).collect(Collectors.toSet()));
    }
    return charset(content).map(charset -> TEXT);
  }

  private static Optional<FileKind> office(Set<String> parts) {
    if (!parts.contains("[Content_Types].xml")) {
      return Optional.empty();
    }
    return parts.contains("word/document.xml")
        ? Optional.of(WORD)
        : parts.contains("xl/workbook.xml")
            ? Optional.of(EXCEL)
            : parts.contains("ppt/presentation.xml") ? Optional.of(SLIDES) : Optional.empty();
  }

  /** UTF-8, or what spreadsheets on Chinese systems write; empty where it is no text. */
  static Optional<Charset> charset(byte[] content) {
    for (byte b : content) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return Optional.empty();
      }
    }
    return Stream.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))
        .filter(charset -> decodes(content, charset))
        .findFirst();
  }

  private static boolean decodes(byte[] content, Charset charset) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(content));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** @param with bytes, 0 to 255 */
  static boolean begins(byte[] content, int... with) {
    if (content.length < with.length) {
      return false;
    }
    for (int i = 0; i < with.length; i++) {
      if (content[i] != (byte) with[i]) {
        return false;
      }
    }
    return true;
  }
}
