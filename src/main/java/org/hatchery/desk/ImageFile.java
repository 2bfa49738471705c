package org.hatchery.desk;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.hatchery.engine.Refusal;

/** A photograph or drawing, drawn anew: no place, time or owner of the camera stays in it, and nothing hidden behind it. */
final class ImageFile {

  static final long MOST_PIXELS = 40_000_000;

  private static final float QUALITY = 0.92f;

  /** A picture of 40 million pixels takes a few hundred megabytes while it is drawn. */
  private static final Semaphore DRAWING = new Semaphore(2, true);

  private ImageFile() {}

  /** @param pixels of all frames together @param orientation 1 to 8, as cameras write it @param said whether it tells of its making */
  private record Header(long pixels, boolean moves, int orientation, boolean said) {}

  static Taken taken(FileKind kind, String name, byte[] content) {
    Header header = kind == FileKind.JPEG ? jpeg(content) : png(content);
    DRAWING.acquireUninterruptibly();
    try {
      return drawn(kind, name, content, header);
    } catch (IOException | RuntimeException e) {
      if (e instanceof Refusal refusal) {
        throw refusal;
      }
      throw new Refusal("图片“" + name + "”打不开：可能已损坏，或是印刷用的颜色（CMYK）。请用看图软件另存为普通的 JPG 或 PNG 后再上传。");
    } finally {
      DRAWING.release();
    }
  }

  private static Taken drawn(FileKind kind, String name, byte[] content, Header header) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(content))) {
      ImageReader reader = ImageIO.getImageReadersByFormatName(kind == FileKind.JPEG ? "jpeg" : "png").next();
      try {
        reader.setInput(in, true, true);
        long pixels = Math.max((long) reader.getWidth(0) * reader.getHeight(0), header.pixels());
        if (pixels > MOST_PIXELS) {
          throw new Refusal(
              "图片“" + name + "”太大：有 " + pixels / 10_000 + " 万像素，最多 " + MOST_PIXELS / 10_000 + " 万。请缩小后再上传。");
        }
        byte[] drawn = written(kind, upright(reader.read(0), header.orientation()));
        return new Taken(kind, drawn, removed(header));
      } finally {
        reader.dispose();
      }
    }
  }

  private static List<String> removed(Header header) {
    List<String> removed = new ArrayList<>();
    if (header.said()) {
      removed.add("图片里的拍摄时间、地点、设备等信息已去掉");
    }
    if (header.moves()) {
      removed.add("图片里有几幅画面，只留了第一幅");
    }
    return removed;
  }

  private static byte[] written(FileKind kind, BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(kind == FileKind.JPEG ? "jpeg" : "png").next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      writer.setOutput(stream);
      ImageWriteParam how = writer.getDefaultWriteParam();
      if (kind == FileKind.JPEG) {
        how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        how.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return out.toByteArray();
  }

  /** Turned as the camera was held, since the note of it goes. */
  private static BufferedImage upright(BufferedImage image, int orientation) {
    double w = image.getWidth();
    double h = image.getHeight();
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, h, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, h, w);
          case 8 -> new AffineTransform(0, -1, 1, 0, 0, w);
          default -> null;
        };
    if (turn == null) {
      return image;
    }
    boolean lies = orientation >= 5;
    BufferedImage turned =
        new BufferedImage((int) (lies ? h : w), (int) (lies ? w : h), image.getType() == 0 ? BufferedImage.TYPE_INT_RGB : image.getType());
    return new AffineTransformOp(turn, AffineTransformOp.TYPE_NEAREST_NEIGHBOR).filter(image, turned);
  }

  /** Walks the segments up to the picture itself; what is cut short is found out when it is drawn. */
  private static Header jpeg(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    int orientation = 1;
    boolean said = false;
    boolean more = false;
    try {
      int at = 2;
      while (bytes.get(at) == (byte) 0xff && bytes.get(at + 1) != (byte) 0xda) {
        int marker = Byte.toUnsignedInt(bytes.get(at + 1));
        int length = Short.toUnsignedInt(bytes.getShort(at + 2));
        boolean exif = marker == 0xe1 && begins(content, at + 4, "Exif\0\0");
        orientation = exif ? orientation(content, at + 10, length - 8) : orientation;
        // APP1 camera and XMP, APP13 Photoshop, COM; APP2 holds colours, or several pictures
        said |= marker == 0xe1 || marker == 0xed || marker == 0xfe;
        more |= marker == 0xe2 && begins(content, at + 4, "MPF\0");
        at += 2 + length;
      }
    } catch (IndexOutOfBoundsException e) {
      // the reader says what is wrong with it
    }
    return new Header(0, more, orientation, said);
  }

  /** @param at where the TIFF header of the camera's note begins */
  private static int orientation(byte[] content, int at, int length) {
    try {
      ByteBuffer tiff = ByteBuffer.wrap(content, at, length).slice();
      tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
      int directory = tiff.getInt(4);
      int entries = Short.toUnsignedInt(tiff.getShort(directory));
      for (int i = 0; i < entries; i++) {
        if (tiff.getShort(directory + 2 + 12 * i) == 0x0112) {
          return tiff.getShort(directory + 2 + 12 * i + 8);
        }
      }
    } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
      // as if it said nothing
    }
    return 1;
  }

  private static Header png(byte[] content) {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    Set<String> chunks = new HashSet<>();
    long frames = 1;
    try {
      for (int at = 8; at >= 8; at += 12 + bytes.getInt(at)) {
        String chunk = new String(content, at + 4, 4, StandardCharsets.ISO_8859_1);
        chunks.add(chunk);
        frames = chunk.equals("acTL") ? Integer.toUnsignedLong(bytes.getInt(at + 8)) : frames;
        if (chunk.equals("IEND") || bytes.getInt(at) < 0) {
          break;
        }
      }
      long pixels = Integer.toUnsignedLong(bytes.getInt(16)) * Integer.toUnsignedLong(bytes.getInt(20)) * Math.min(frames, MOST_PIXELS);
      boolean said = chunks.stream().anyMatch(Set.of("tEXt", "zTXt", "iTXt", "eXIf", "tIME")::contains);
      return new Header(pixels, frames > 1, 1, said);
    } catch (IndexOutOfBoundsException e) {
      return new Header(0, false, 1, false);
    }
  }

  private static boolean begins(byte[] content, int at, String with) {
    byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
    return at + wanted.length <= content.length
        && Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
