package io.github.camelus3.client.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Sees the bytes of a body in order; one thread at a time calls it. */
public interface ByteObserver {
  ByteObserver NONE = bytes -> {};

  /** The next bytes: what is left in the buffer. */
  void update(ByteBuffer bytes);

  /** The body is sent from its first byte on, perhaps once more. */
  default void begin() {}

  /** Feeds a digest, from anew each time. */
  static ByteObserver of(MessageDigest digest) {
    return new ByteObserver() {
      @Override
      public void begin() {
        digest.reset();
      }

      @Override
      public void update(ByteBuffer bytes) {
        digest.update(bytes);
      }
    };
  }
}
