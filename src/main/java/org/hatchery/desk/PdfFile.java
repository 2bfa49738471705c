package org.hatchery.desk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.hatchery.engine.Refusal;

/** A PDF: no program and no other file in it, and without the note of who wrote it with what. */
final class PdfFile {

  static final long MOST_UNPACKED = 100L * 1024 * 1024;

  private static final String AGAIN = "请用“打印”选“另存为 PDF”，存成只有页面的文件后再上传。";
  private static final Set<String> PROGRAMS = Set.of("JavaScript", "Launch", "ImportData", "RichMedia", "Movie");
  private static final Set<String> FILES = Set.of("EmbeddedFile", "EmbeddedFiles", "EF");

  /** Packed more than once, which no program does with it. */
  private static final Pattern TWICE = Pattern.compile("/Filter\\s*\\[\\s*/\\w+\\s*/\\w+");

  private PdfFile() {}

  static Taken taken(String name, byte[] content) {
    unpacks(name, content);
    try (PDDocument document = Loader.loadPDF(content)) {
      if (document.getNumberOfPages() == 0) {
        throw broken(name);
      }
      for (COSObjectKey key : List.copyOf(document.getDocument().getXrefTable().keySet())) {
        look(name, document.getDocument().getObjectFromPool(key).getObject());
      }
      return withoutAuthor(document, content);
    } catch (InvalidPasswordException e) {
      throw new Refusal("文件“" + name + "”设了打开密码，别人打不开。请去掉密码后再上传。");
    } catch (IOException | IllegalArgumentException | ClassCastException | NullPointerException e) {
      throw broken(name);
    }
  }

  /** What is signed or closed by its author stays byte for byte: it would prove nothing any more. */
  private static Taken withoutAuthor(PDDocument document, byte[] content) throws IOException {
    boolean said =
        !document.getDocumentInformation().getMetadataKeys().isEmpty() || document.getDocumentCatalog().getMetadata() != null;
    if (!said || document.isEncrypted() || !document.getSignatureDictionaries().isEmpty()) {
      return new Taken(FileKind.PDF, content, List.of());
    }
    document.setDocumentInformation(new PDDocumentInformation());
    document.getDocumentCatalog().setMetadata(null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return new Taken(FileKind.PDF, out.toByteArray(), List.of("文档属性里的作者、软件、时间等信息已去掉"));
  }

  /** An object with what lies in it; what it refers to is an object of its own. */
  private static void look(String name, COSBase object) {
    Deque<COSBase> open = new ArrayDeque<>();
    if (object != null) {
      open.add(object);
    }
    while (!open.isEmpty()) {
      COSBase one = open.poll();
      if (one instanceof COSDictionary dictionary) {
        forbid(name, dictionary);
        dictionary.getValues().stream().filter(PdfFile::holds).forEach(open::add);
      } else if (one instanceof COSArray array) {
        array.toList().stream().filter(PdfFile::holds).forEach(open::add);
      }
    }
  }

  private static boolean holds(COSBase value) {
    return value instanceof COSDictionary || value instanceof COSArray;
  }

  private static void forbid(String name, COSDictionary dictionary) {
    for (COSName key : dictionary.keySet()) {
      COSBase value = dictionary.getItem(key);
      String said = value instanceof COSName told ? told.getName() : "";
      if (key.getName().equals("JS") || PROGRAMS.contains(key.getName()) || PROGRAMS.contains(said)) {
        throw new Refusal("PDF 文件“" + name + "”里有脚本或会启动程序，不能上传。" + AGAIN);
      }
      if (FILES.contains(key.getName()) || FILES.contains(said)) {
        throw new Refusal("PDF 文件“" + name + "”里附带了其他文件，不能上传。" + AGAIN + "附带的文件可以单独上传。");
      }
    }
  }

  /** The directory of objects may be packed, and is unpacked whole on opening: it is counted before. */
  private static void unpacks(String name, byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    long unpacked = 0;
    for (String kind : List.of("/ObjStm", "/XRef")) {
      for (int at = text.indexOf(kind); at >= 0; at = text.indexOf(kind, at + 1)) {
        int stream = text.indexOf("stream", at);
        if (stream < 0) {
          continue;
        }
        if (TWICE.matcher(text.substring(Math.max(0, text.lastIndexOf("obj", at)), stream)).find()) {
          throw broken(name);
        }
        int begin = stream + 6;
        while (begin < content.length && (content[begin] == '\r' || content[begin] == '\n')) {
          begin++;
        }
        unpacked += size(content, begin, MOST_UNPACKED - unpacked);
        if (unpacked > MOST_UNPACKED) {
          throw new Refusal("PDF 文件“" + name + "”解开后过大，不能上传。" + AGAIN);
        }
      }
    }
  }

  private static long size(byte[] content, int at, long most) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(content, at, content.length - at);
      byte[] some = new byte[8192];
      long size = 0;
      while (!inflater.finished() && size <= most) {
        int read = inflater.inflate(some);
        if (read == 0) {
          break;
        }
        size += read;
      }
      return size;
    } catch (DataFormatException e) {
      return 0;
    } finally {
      inflater.end();
    }
  }

  private static Refusal broken(String name) {
    return new Refusal("PDF 文件“" + name + "”打不开，可能已损坏。请重新导出后再上传。");
  }
}
