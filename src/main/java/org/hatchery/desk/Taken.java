package org.hatchery.desk;

import java.util.List;
import java.util.Locale;
import org.hatchery.engine.Refusal;

/**
 * A file as it is kept: its kind told by its content, checked for what may do harm, and without what says more of who made
 * it than he meant to hand in.
 *
 * @param removed what was taken out of it, in the user's words, each a whole sentence
 */
record Taken(FileKind kind, byte[] content, List<String> removed) {

  /** @throws Refusal that says what is wrong with the file and what to do about it */
  static Taken of(String name, byte[] content) {
    FileKind kind =
        FileKind.of(content)
            .orElseThrow(() -> new Refusal("文件“" + name + "”的类型不能上传。可以上传 " + FileKind.WORDS + "，不能含宏。"));
    if (!kind.named(name)) {
      throw new Refusal("文件“" + name + "”的内容与扩展名不符。请用原来的程序另存后再上传。");
    }
    return switch (kind) {
      case JPEG, PNG -> ImageFile.taken(kind, name, content);
      case PDF -> PdfFile.taken(name, content);
      case WORD, EXCEL, SLIDES -> OfficeFile.taken(kind, name, content);
      case TEXT ->
          name.toLowerCase(Locale.ROOT).endsWith(".csv") ? CsvText.taken(content) : new Taken(kind, content, List.of());
    };
  }
}
