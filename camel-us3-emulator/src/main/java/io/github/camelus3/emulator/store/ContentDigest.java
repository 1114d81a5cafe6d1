package io.github.camelus3.emulator.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * Computes digests of a stream. An object's ETag is URL-safe base64 of a 4-byte little-endian count
 * of 4 MiB blocks and a SHA-1: of the bytes when they fit in one block, else of the blocks' SHA-1s.
 * A part's ETag is the SHA-1 of the part alone. Sources: ufile authorization.md, ufile-gosdk
 * calculateEtag; for parts the ListParts and Finish pages. Not thread safe.
 */
final class ContentDigest {
  static final int ETAG_BLOCK_BYTES = 4 * 1024 * 1024;

  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest whole = digest("SHA-1");
  private final MessageDigest block = digest("SHA-1");
  private final MessageDigest blockDigests = digest("SHA-1");
  private int blocks;
  private int inBlock;
  private long size;

  void update(byte[] bytes, int offset, int length) {
    md5.update(bytes, offset, length);
    whole.update(bytes, offset, length);
    size += length;
    int from = offset;
    for (int left = length; left > 0; ) {
      int step = Math.min(left, ETAG_BLOCK_BYTES - inBlock);
      block.update(bytes, from, step);
      inBlock += step;
      from += step;
      left -= step;
      if (inBlock == ETAG_BLOCK_BYTES) {
        endBlock();
      }
    }
  }

  private void endBlock() {
    blockDigests.update(block.digest());
    blocks++;
    inBlock = 0;
  }

  /** Completes the digests. */
  Result result() {
    if (inBlock > 0) {
      endBlock();
    }
    byte[] sha1 = whole.digest();
    byte[] objectDigest = blocks > 1 ? blockDigests.digest() : sha1;
    ByteBuffer eTag = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    eTag.putInt(blocks).put(objectDigest);
    Base64.Encoder base64 = Base64.getUrlEncoder();
    return new Result(
        size,
        base64.encodeToString(eTag.array()),
        base64.encodeToString(sha1),
        HexFormat.of().formatHex(md5.digest()));
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has MD5 and SHA-1
    }
  }

  /** The digests of all bytes. */
  record Result(long size, String eTag, String partETag, String md5Hex) {}
}
