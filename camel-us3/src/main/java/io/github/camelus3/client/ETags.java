package io.github.camelus3.client;

import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.sign.Algorithms;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The ETags that US3 gives to objects and parts.
 *
 * <p>An object's ETag is URL-safe Base64 of a 4-byte little-endian block count and a 20-byte SHA-1,
 * over 4 MiB blocks: the SHA-1 of the only block, or else the SHA-1 of the blocks' SHA-1s. It is
 * not an MD5. Source: UCloud API reference, "authorization", and ufile-gosdk, utils.go,
 * calculateEtag. A part's ETag is URL-safe Base64 of the part's SHA-1. Source: UCloud API
 * reference, "finish_multipart_upload".
 */
public final class ETags {
  /** The block over which an object's ETag is computed, 4 MiB. */
  public static final int BLOCK_SIZE_BYTES = 4 << 20;

  private static final int SHA1_BYTES = 20;
  private static final int COUNT_BYTES = 4;
  private static final byte[] NO_SHA1 = {};

  /** Only cloned, never updated, so it is thread safe. A clone is faster than a provider lookup. */
  private static final MessageDigest FRESH_SHA1 = Algorithms.digest("SHA-1");

  private ETags() {}

  /** The ETag of a part with this SHA-1: 28 characters. */
  public static String ofPart(byte[] sha1) {
    return Base64.getUrlEncoder().encodeToString(sha1);
  }

  /**
   * The ETag of an object: 32 characters.
   *
   * @param blockSha1s the SHA-1s of its 4 MiB blocks, in order; empty for an empty object
   */
  public static String ofObject(List<byte[]> blockSha1s) {
    if (blockSha1s.size() == 1) {
      return encode(1, blockSha1s.get(0));
    }
    MessageDigest sha1 = sha1();
    blockSha1s.forEach(sha1::update);
    return encode(blockSha1s.size(), sha1.digest());
  }

  /**
   * The ETag of an object of these parts, if each part is one block: when the service's part size
   * is 4 MiB. Empty when a part's ETag does not hold its SHA-1.
   *
   * @param parts in the order of their numbers
   */
  public static Optional<String> ofParts(List<UploadedPart> parts) {
    List<byte[]> sha1s = parts.stream().map(part -> sha1In(part.eTag())).toList();
    return sha1s.contains(NO_SHA1) ? Optional.empty() : Optional.of(ofObject(sha1s));
  }

  /**
   * Whether {@code eTag} is that of a part with this SHA-1. The documents give a part the bare
   * SHA-1; recorded responses give it the ETag of an object of one block. Both forms match.
   */
  public static boolean namesPart(String eTag, byte[] sha1) {
    return Arrays.equals(sha1In(eTag), sha1);
  }

  /**
   * Whether a text has the form of an object's ETag. Proxies send ETags of their own pages too. An
   * MD5 in hexadecimal is as long, but would stand for more blocks than any object has.
   *
   * @param eTag null when absent
   */
  static boolean isOfObject(String eTag) {
    if (eTag == null) {
      return false;
    }
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(eTag);
      return decoded.length == COUNT_BYTES + SHA1_BYTES && decoded[COUNT_BYTES - 1] == 0;
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  /** The SHA-1 in a part's ETag of either form; else {@link #NO_SHA1}. */
  private static byte[] sha1In(String eTag) {
    byte[] decoded;
    try {
      decoded = Base64.getUrlDecoder().decode(eTag);
    } catch (IllegalArgumentException e) {
      return NO_SHA1; // not Base64
    }
    if (decoded.length == SHA1_BYTES) {
      return decoded;
    }
    boolean oneBlock = decoded.length == COUNT_BYTES + SHA1_BYTES && decoded[0] == 1;
    return oneBlock ? Arrays.copyOfRange(decoded, COUNT_BYTES, decoded.length) : NO_SHA1;
  }

  /** Reads a repeatable source once and returns its SHA-1. */
  public static byte[] sha1Of(ObjectSource source) throws IOException {
    MessageDigest digest = sha1();
    SourceRequestBody.observe(source, ByteObserver.of(digest));
    return digest.digest();
  }

  static MessageDigest sha1() {
    try {
      return (MessageDigest) FRESH_SHA1.clone();
    } catch (CloneNotSupportedException e) { // by a third-party security provider
      return Algorithms.digest("SHA-1");
    }
  }

  private static String encode(int blocks, byte[] digest) {
    byte[] bytes = new byte[COUNT_BYTES + SHA1_BYTES];
    for (int i = 0; i < COUNT_BYTES; i++) {
      bytes[i] = (byte) (blocks >>> (8 * i));
    }
    System.arraycopy(digest, 0, bytes, COUNT_BYTES, SHA1_BYTES);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }

  /** An ETag without quotes and without the {@code W/} that proxies add. */
  static String unquoted(String eTag) {
    if (eTag == null) {
      return null;
    }
    String strong = eTag.startsWith("W/") ? eTag.substring(2) : eTag;
    return strong.replace("\"", "");
  }
}
