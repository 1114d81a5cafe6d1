package io.github.camelus3.client.http;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Receives the bytes of a body in order. Called by one thread at a time. */
public interface ByteObserver {
  /** Ignores the bytes. */
  ByteObserver NONE = bytes -> {};

  /** Takes the remaining bytes of the buffer. */
  void update(ByteBuffer bytes);

  /** Called before the first byte, each time the body is sent. */
  default void begin() {}

  /** Updates a digest, which is reset each time the body is sent. */
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
