package io.github.camelus3.benchmarks.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ETags of a file, of its parts and of its prefixes of any length. The file is read once, by
 * the constructor. Frequent ETags are kept in memory, so that a response needs no hashing.
 *
 * <p>An object's ETag is URL-safe Base64 of a 4-byte little-endian count of 4 MiB blocks and a
 * SHA-1: of the bytes, or of the SHA-1s of several blocks. A part's is that of its SHA-1 alone.
 * Source: UCloud API reference, "authorization" and "finish_multipart_upload".
 */
final class FileETags implements ETagSource {
  static final int BLOCK_BYTES = 4 << 20;

  private final Path file;
  private final List<byte[]> blocks;
  private final Map<Long, String> objects = new ConcurrentHashMap<>();

  private FileETags(Path file, List<byte[]> blocks) {
    this.file = file;
    this.blocks = blocks;
  }

  /** Reads the file once. */
  static FileETags of(Path file) throws IOException {
    List<byte[]> blocks = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      for (long offset = 0; offset < size; offset += BLOCK_BYTES) {
        blocks.add(sha1(channel, offset, Math.min(BLOCK_BYTES, size - offset)));
      }
    }
    return new FileETags(file, List.copyOf(blocks));
  }

  @Override
  public String ofPart(int partNumber, long length) throws IOException {
    boolean whole = length == BLOCK_BYTES && partNumber < blocks.size();
    byte[] sha1 = whole ? blocks.get(partNumber) : blockBeginning(partNumber, length);
    return Base64.getUrlEncoder().encodeToString(sha1);
  }

  @Override
  public String ofObject(long length) throws IOException {
    String known = objects.get(length);
    if (known == null) {
      known = objectETag(length);
      objects.put(length, known);
    }
    return known;
  }

  private String objectETag(long length) throws IOException {
    int wholeBlocks = Math.toIntExact(length / BLOCK_BYTES);
    List<byte[]> sha1s = new ArrayList<>(blocks.subList(0, wholeBlocks));
    if (length % BLOCK_BYTES > 0) {
      sha1s.add(blockBeginning(wholeBlocks, length % BLOCK_BYTES));
    }
    byte[] digest;
    if (sha1s.size() == 1) {
      digest = sha1s.get(0);
    } else {
      MessageDigest ofBlocks = sha1();
      sha1s.forEach(ofBlocks::update);
      digest = ofBlocks.digest();
    }
    ByteBuffer eTag = ByteBuffer.allocate(Integer.BYTES + digest.length);
    eTag.putInt(Integer.reverseBytes(sha1s.size())).put(digest);
    return Base64.getUrlEncoder().encodeToString(eTag.array());
  }

  private byte[] blockBeginning(int block, long length) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return sha1(channel, (long) block * BLOCK_BYTES, length);
    }
  }

  private static byte[] sha1(FileChannel channel, long offset, long length) throws IOException {
    MessageDigest sha1 = sha1();
    ByteBuffer buffer = ByteBuffer.allocate(1 << 18);
    long done = 0;
    while (done < length) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), length - done));
      int count = channel.read(buffer, offset + done);
      if (count < 0) {
        throw new IOException("the known file ends before byte " + (offset + length));
      }
      sha1.update(buffer.flip());
      done += count;
    }
    return sha1.digest();
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-1 must be available", e);
    }
  }
}
