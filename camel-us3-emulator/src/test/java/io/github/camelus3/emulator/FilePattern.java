package io.github.camelus3.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/** The content of a recorded case's file, made again from its description. */
final class FilePattern {
  /** A shorter one is its beginning. */
  private static final AtomicReference<byte[]> longestP1 = new AtomicReference<>(new byte[0]);

  private FilePattern() {}

  static byte[] content(JsonNode file) {
    int size = file.get("size").intValue();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
    bytes.writeBytes(file.path("prefix").asText("").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(HexFormat.of().parseHex(file.path("prefix_hex").asText("")));
    String pattern = file.path("pattern").asText("p1");
    int left = Math.max(0, size - bytes.size());
    if (pattern.equals("p1")) {
      bytes.writeBytes(p1(left));
    } else if (pattern.startsWith("rep:")) {
      bytes.writeBytes(repeated(pattern.substring("rep:".length()), left));
    } else {
      bytes.writeBytes(random(Long.parseLong(pattern.substring("lcg:".length())), left));
    }
    return TestClient.slice(bytes.toByteArray(), 0, size);
  }

  private static byte[] p1(int size) {
    byte[] bytes = longestP1.updateAndGet(known -> known.length < size ? newP1(size) : known);
    return TestClient.slice(bytes, 0, size);
  }

  private static byte[] newP1(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (31 * i + 17 * (i >>> 12) + 59 * (i >>> 16) + 101 * (i >>> 22) + 7);
    }
    return bytes;
  }

  private static byte[] repeated(String text, int size) {
    byte[] unit = text.getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = unit[i % unit.length];
    }
    return bytes;
  }

  private static byte[] random(long seed, int size) {
    byte[] bytes = new byte[size];
    long state = seed;
    for (int i = 0; i < size; i++) {
      state = (state * 1_103_515_245L + 12_345) & 0x7fffffffL;
      bytes[i] = (byte) (state >> 16);
    }
    return bytes;
  }
}
