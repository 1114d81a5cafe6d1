package io.github.camelus3.client;

/** Bytes for objects. The period is a prime, so that parts of equal length differ. */
public final class TestBytes {
  private TestBytes() {}

  /** {@code length} bytes, each its position modulo 251. */
  public static byte[] pattern(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i % 251);
    }
    return bytes;
  }
}
