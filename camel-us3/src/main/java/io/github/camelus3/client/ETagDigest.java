package io.github.camelus3.client;

import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Computes an object's ETag from its bytes, in order; see {@link ETags}. Holds 20 bytes for every 4
 * MiB. For one thread at a time.
 */
public final class ETagDigest {
  private final MessageDigest sha1 = ETags.sha1();
  private final List<byte[]> blockSha1s = new ArrayList<>();
  private int inBlock;

  /** Reads a repeatable source once and returns its ETag. */
  public static String of(ObjectSource source) throws IOException {
    ETagDigest digest = new ETagDigest();
    SourceRequestBody.observe(source, digest.observer());
    return digest.eTag();
  }

  /** Adds the next bytes of the object. */
  public void update(byte[] bytes, int offset, int length) {
    update(ByteBuffer.wrap(bytes, offset, length));
  }

  /** Adds the remaining bytes of a buffer. */
  public void update(ByteBuffer bytes) {
    int end = bytes.limit();
    while (bytes.position() < end) {
      int count = Math.min(end - bytes.position(), ETags.BLOCK_SIZE_BYTES - inBlock);
      sha1.update(bytes.limit(bytes.position() + count));
      inBlock += count;
      if (inBlock == ETags.BLOCK_SIZE_BYTES) {
        endBlock();
      }
    }
  }

  /** Starts again with an empty object. */
  public void reset() {
    sha1.reset();
    blockSha1s.clear();
    inBlock = 0;
  }

  /** Feeds this digest while a body is sent; starts again when the body does. */
  ByteObserver observer() {
    return new ByteObserver() {
      @Override
      public void begin() {
        reset();
      }

      @Override
      public void update(ByteBuffer bytes) {
        ETagDigest.this.update(bytes);
      }
    };
  }

  /** The ETag of the bytes added so far. No more bytes can be added afterwards. */
  public String eTag() {
    if (inBlock > 0) {
      endBlock();
    }
    return ETags.ofObject(blockSha1s);
  }

  private void endBlock() {
    blockSha1s.add(sha1.digest());
    inBlock = 0;
  }
}
