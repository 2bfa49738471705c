package org.hatchery.desk;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/** Files as people upload them, and as those do who mean no good. */
final class SampleFiles {

  private SampleFiles() {}

  /** One empty page of which nothing is said. */
  static byte[] pdf() {
    return pdf(document -> {});
  }

  static byte[] pdf(Consumer<PDDocument> more) {
    try (PDDocument document = new PDDocument(); ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      document.addPage(new PDPage());
      more.accept(document);
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text with further parts. @param more names of parts and what they hold */
  static byte[] word(Map<String, byte[]> more) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", text("<Types/>"));
    parts.put("word/document.xml", text("<w:document/>"));
    parts.putAll(more);
    return zip(parts);
  }

  static byte[] excel(Map<String, byte[]> more) {
    Map<String, byte[]> parts = new LinkedHashMap<>();
    parts.put("[Content_Types].xml", text("<Types/>"));
    parts.put("xl/workbook.xml", text("<workbook/>"));
    parts.putAll(more);
    return zip(parts);
  }

  static byte[] zip(Map<String, byte[]> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Left half red, right half blue. */
  static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setColor(Color.RED);
    pen.fillRect(0, 0, width / 2, height);
    pen.setColor(Color.BLUE);
    pen.fillRect(width / 2, 0, width - width / 2, height);
    pen.dispose();
    return image;
  }

  static byte[] image(String format, BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, format, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A photograph with what a camera notes: how it was held, and where. */
  static byte[] photograph(BufferedImage image, int orientation, String where) {
    byte[] jpeg = image("jpg", image);
    byte[] place = text(where);
    ByteBuffer tiff = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4 + place.length);
    tiff.put(text("MM")).putShort((short) 42).putInt(8).putShort((short) 2);
    tiff.putShort((short) 0x010e).putShort((short) 2).putInt(place.length).putInt(8 + 2 + 24 + 4);
    tiff.putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) orientation).putShort((short) 0);
    tiff.putInt(0).put(place);
    ByteBuffer segment = ByteBuffer.allocate(4 + 6 + tiff.capacity());
    segment.put((byte) 0xff).put((byte) 0xe1).putShort((short) (2 + 6 + tiff.capacity()));
    segment.put(text("Exif\0\0")).put(tiff.array());
    return join(slice(jpeg, 0, 2), segment.array(), slice(jpeg, 2, jpeg.length));
  }

  /** A PNG with a chunk behind its header. */
  static byte[] withChunk(byte[] png, String chunk, byte[] content) {
    return join(slice(png, 0, 33), chunk(chunk, content), slice(png, 33, png.length));
  }

  /** A PNG whose header says that it is so large. */
  static byte[] hugePng(int width, int height) {
    byte[] header =
        ByteBuffer.allocate(13).putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0}).array();
    return join(
        new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'}, chunk("IHDR", header),
        chunk("IDAT", new byte[] {1}), chunk("IEND", new byte[0]));
  }

  private static byte[] chunk(String name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(text(name));
    crc.update(content);
    return ByteBuffer.allocate(12 + content.length)
        .putInt(content.length).put(text(name)).put(content).putInt((int) crc.getValue()).array();
  }

  private static byte[] slice(byte[] bytes, int from, int to) {
    return Arrays.copyOfRange(bytes, from, to);
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
