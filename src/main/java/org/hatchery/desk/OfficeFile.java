package org.hatchery.desk;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.hatchery.engine.Refusal;

/** A text, table or slides of an office: a zip file, looked through as the office program would unpack it. */
final class OfficeFile {

  static final int MOST_PARTS = 5_000;
  static final long MOST_UNPACKED = 200L * 1024 * 1024;

  private static final String AGAIN = "请在办公软件里去掉后另存，或另存为 PDF 后再上传。";

  private final String name;
  private long unpacked;
  private int parts;

  private OfficeFile(String name) {
    this.name = name;
  }

  static Taken taken(FileKind kind, String name, byte[] content) {
    new OfficeFile(name).check(content, false);
    return new Taken(kind, content, List.of());
  }

  private void check(byte[] zip, boolean within) {
    ZipDirectory directory = ZipDirectory.of(zip);
    if (!directory.whole()) {
      throw broken();
    }
    for (ZipDirectory.Part part : directory.parts()) {
      if (++parts > MOST_PARTS) {
        throw new Refusal("文件“" + name + "”里的部件超过 " + MOST_PARTS + " 个，不能上传。请拆分，或另存为 PDF 后再上传。");
      }
      if ((part.flags() & 1) != 0) {
        throw new Refusal("文件“" + name + "”设了密码，别人打不开。请去掉密码后再上传。");
      }
      byte[] beginning = unpack(zip, part);
      named(part.name().toLowerCase(Locale.ROOT));
      holds(zip, part, beginning, within);
    }
  }

  private void named(String part) {
    if (part.endsWith("vbaproject.bin") || part.contains("/macrosheets/") || part.contains("/activex/")) {
      throw new Refusal("文件“" + name + "”含宏或控件，不能上传。" + AGAIN);
    }
  }

  /** A chart keeps its figures as a table within the text; anything deeper, or of another kind, has no business there. */
  private void holds(byte[] zip, ZipDirectory.Part part, byte[] beginning, boolean within) {
    // the first begins what older office programs kept: macros and objects of other programs
    if (FileKind.begins(beginning, 0xd0, 0xcf, 0x11, 0xe0) || FileKind.begins(beginning, 'M', 'Z')) {
      throw new Refusal("文件“" + name + "”里嵌入了其他程序的文件，不能上传。" + AGAIN);
    }
    boolean archive =
        FileKind.begins(beginning, 'P', 'K', 3, 4) || FileKind.begins(beginning, 'R', 'a', 'r', '!')
            || FileKind.begins(beginning, '7', 'z', 0xbc) || FileKind.begins(beginning, 0x1f, 0x8b);
    if (!archive) {
      return;
    }
    byte[] inner = within ? new byte[0] : whole(zip, part);
    if (within || FileKind.of(inner).isEmpty()) {
      throw new Refusal("文件“" + name + "”里还有压缩文件，不能上传。" + AGAIN);
    }
    check(inner, true);
  }

  /** Unpacks to count, whatever the directory says of the size. @return the first bytes */
  private byte[] unpack(byte[] zip, ZipDirectory.Part part) {
    return unpack(zip, part, 8);
  }

  private byte[] whole(byte[] zip, ZipDirectory.Part part) {
    return unpack(zip, part, Integer.MAX_VALUE);
  }

  private byte[] unpack(byte[] zip, ZipDirectory.Part part, int keep) {
    if (part.packed() < 0 || part.data() < 0 || part.data() + (long) part.packed() > zip.length) {
      throw broken();
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    if (part.method() == 0) {
      count(part.packed());
      kept.write(zip, part.data(), Math.min(keep, part.packed()));
      return kept.toByteArray();
    }
    if (part.method() != 8) {
      throw broken();
    }
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(zip, part.data(), part.packed());
      byte[] some = new byte[8192];
      while (!inflater.finished()) {
        int read = inflater.inflate(some);
        if (read == 0) {
          throw broken();
        }
        count(read);
        kept.write(some, 0, Math.max(0, Math.min(read, keep - kept.size())));
      }
      return kept.toByteArray();
    } catch (DataFormatException e) {
      throw broken();
    } finally {
      inflater.end();
    }
  }

  private void count(int bytes) {
    unpacked += bytes;
    if (unpacked > MOST_UNPACKED) {
      throw new Refusal("文件“" + name + "”解开后超过 " + MOST_UNPACKED / 1024 / 1024 + " MB，不能上传。请拆分，或另存为 PDF 后再上传。");
    }
  }

  private Refusal broken() {
    return new Refusal("文件“" + name + "”打不开，可能已损坏。请用原来的程序另存后再上传。");
  }
}
