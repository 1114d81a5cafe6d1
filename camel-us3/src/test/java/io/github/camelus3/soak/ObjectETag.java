package io.github.camelus3.soak;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The ETag of US3 in a second implementation, so that the client is not tested against itself.
 * Source: UCloud's api/authorization.md and calculateEtag of ufile-gosdk. Not thread safe.
 */
final class ObjectETag {
  static final int BLOCK = 4 << 20;

  private final MessageDigest block = sha1();
  private final MessageDigest ofBlocks = sha1();
  private byte[] lastBlock;
  private int blocks;
  private int inBlock;

  static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has SHA-1
    }
  }

  void update(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      int count = Math.min(length - done, BLOCK - inBlock);
      block.update(bytes, offset + done, count);
      done += count;
      inBlock += count;
      if (inBlock == BLOCK) {
        add(block.digest());
        inBlock = 0;
      }
    }
  }

  /** Adds the SHA-1 of a whole block, or of the last block. */
  void add(byte[] sha1OfBlock) {
    lastBlock = sha1OfBlock;
    ofBlocks.update(sha1OfBlock);
    blocks++;
  }

  /** The ETag of all bytes; no bytes count as no block. Call it once, at the end. */
  String eTag() {
    if (inBlock > 0) {
      add(block.digest());
    }
    byte[] digest =
        switch (blocks) {
          case 0 -> sha1().digest();
          case 1 -> lastBlock;
          default -> ofBlocks.digest();
        };
    ByteBuffer eTag = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    return Base64.getUrlEncoder().encodeToString(eTag.putInt(blocks).put(digest).array());
  }
}
