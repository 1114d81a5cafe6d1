package io.github.camelus3.client.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

/** A stream, read once. Bytes that {@link #peek(int)} has read are returned first. */
final class StreamSource implements ObjectSource {
  static final long UNKNOWN = -1;

  private final InputStream stream;
  private final long length;
  private byte[] head = new byte[0];
  private int headRead;
  private long readBytes;

  StreamSource(InputStream stream, long length) {
    this.stream = Objects.requireNonNull(stream, "stream");
    this.length = length;
  }

  @Override
  public OptionalLong length() {
    return length == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(length);
  }

  @Override
  public boolean repeatable() {
    return false;
  }

  @Override
  public byte[] peek(int max) throws IOException {
    if (headRead == 0 && head.length < max) {
      byte[] more = stream.readNBytes(max - head.length);
      int had = head.length;
      head = Arrays.copyOf(head, had + more.length);
      System.arraycopy(more, 0, head, had, more.length);
    }
    return Arrays.copyOfRange(head, headRead, Math.min(head.length, headRead + max));
  }

  @Override
  public ObjectSource slice(long offset, long sliceLength) {
    throw new UnsupportedOperationException(
        "slice needs a repeatable source, which a stream is not");
  }

  @Override
  public int readNext(byte[] buffer) throws IOException {
    return next(buffer, buffer.length);
  }

  private int next(byte[] buffer, int wanted) throws IOException {
    int count = Math.min(wanted, head.length - headRead);
    System.arraycopy(head, headRead, buffer, 0, count);
    headRead += count;
    count += stream.readNBytes(buffer, count, wanted - count);
    readBytes += count;
    boolean ended = count < wanted;
    if (length != UNKNOWN && (readBytes > length || (ended && readBytes < length))) {
      throw new SourceLengthException("the stream to upload", length, "it gives " + readBytes);
    }
    return count;
  }

  /** Reads one byte past a known length, because the stream may be longer. */
  @Override
  public ReadableByteChannel channel() {
    byte[] bytes = new byte[SourceChannel.bufferBytes(length())];
    return new SourceChannel() {
      @Override
      public int read(ByteBuffer buffer) throws IOException {
        long left = length == UNKNOWN ? bytes.length : length - readBytes;
        int count = next(bytes, (int) Math.min(left, Math.min(bytes.length, buffer.remaining())));
        if (readBytes == length) {
          next(new byte[1], 1); // throws if there is one
        }
        buffer.put(bytes, 0, count);
        return count == 0 ? -1 : count;
      }
    };
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
