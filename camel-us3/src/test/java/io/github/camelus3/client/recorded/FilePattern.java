package io.github.camelus3.client.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;

/** The bytes of a file that was uploaded while recording, made again from their description. */
final class FilePattern {
  private FilePattern() {}

  static byte[] bytesOf(JsonNode file) {
    byte[] bytes = new byte[file.path("size").asInt()];
    byte[] prefix =
        file.has("prefix_hex")
            ? HexFormat.of().parseHex(file.get("prefix_hex").asText())
            : file.path("prefix").asText("").getBytes(UTF_8);
    System.arraycopy(prefix, 0, bytes, 0, Math.min(prefix.length, bytes.length));
    fill(bytes, prefix.length, file.path("pattern").asText());
    return bytes;
  }

  private static void fill(byte[] bytes, int from, String pattern) {
    if (pattern.startsWith("rep:")) {
      byte[] unit = pattern.substring("rep:".length()).getBytes(UTF_8);
      for (int i = 0; from + i < bytes.length; i++) {
        bytes[from + i] = unit[i % unit.length];
      }
    } else if (pattern.startsWith("lcg:")) {
      long state = Long.parseLong(pattern.substring("lcg:".length()));
      for (int i = from; i < bytes.length; i++) {
        state = (state * 1_103_515_245L + 12_345) & 0x7fff_ffffL;
        bytes[i] = (byte) (state >> 16);
      }
    } else {
      for (int i = 0; from + i < bytes.length; i++) {
        bytes[from + i] =
            (byte) (31 * i + 17 * (i >>> 12) + 59 * (i >>> 16) + 101 * (i >>> 22) + 7);
      }
    }
  }
}
