package org.hatchery.desk;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory at the end of a zip file; nothing is unpacked. The library's own reading skips what it holds for harmless, and an
 * office program may not.
 *
 * @param parts as far as they could be read; never null
 * @param whole false: the file is broken
 */
record ZipDirectory(List<Part> parts, boolean whole) {

  /** @param data where its bytes begin @param packed how many they are; either may be nonsense */
  record Part(String name, int flags, int method, int data, int packed) {}

  static ZipDirectory of(byte[] zip) {
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    List<Part> parts = new ArrayList<>();
    try {
      int end = zip.length - 22;
      while (bytes.getInt(end) != 0x06054b50) {
        end--;
      }
      int entries = Short.toUnsignedInt(bytes.getShort(end + 10));
      int at = bytes.getInt(end + 16);
      for (int i = 0; i < entries; i++) {
        if (bytes.getInt(at) != 0x02014b50) {
          return new ZipDirectory(parts, false);
        }
        int name = Short.toUnsignedInt(bytes.getShort(at + 28));
        int local = bytes.getInt(at + 42);
        int data =
            local + 30 + Short.toUnsignedInt(bytes.getShort(local + 26)) + Short.toUnsignedInt(bytes.getShort(local + 28));
        parts.add(
            new Part(
                new String(zip, at + 46, name, StandardCharsets.UTF_8), bytes.getShort(at + 8) | bytes.getShort(local + 6),
                bytes.getShort(at + 10), data, bytes.getInt(at + 20)));
        at += 46 + name + Short.toUnsignedInt(bytes.getShort(at + 30)) + Short.toUnsignedInt(bytes.getShort(at + 32));
      }
      return new ZipDirectory(parts, true);
    } catch (IndexOutOfBoundsException e) {
      return new ZipDirectory(parts, false);
    }
  }
}
