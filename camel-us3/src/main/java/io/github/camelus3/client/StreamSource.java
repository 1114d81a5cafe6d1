package io.github.camelus3.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.OptionalLong;

/** A stream, read once. What {@link #head(int)} has read is given out first. */
final class StreamSource implements ObjectSource {
  static final long UNKNOWN = -1;
  private static final int BUFFER_BYTES = 64 << 10;

  private final InputStream stream;
  private final long length;
  private byte[] head = new byte[0];
  private int headRead;
  private long given;

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
  public byte[] head(int max) throws IOException {
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
    throw new UnsupportedOperationException("a stream is consumed, not sliced");
  }

  @Override
  public int readNext(byte[] buffer) throws IOException {
    int count = Math.min(buffer.length, head.length - headRead);
    System.arraycopy(head, headRead, buffer, 0, count);
    headRead += count;
    count += stream.readNBytes(buffer, count, buffer.length - count);
    given += count;
    boolean ended = count < buffer.length;
    if (length != UNKNOWN && (given > length || (ended && given < length))) {
      throw new SourceLengthException("the stream to upload", length, "it gives " + given);
    }
    return count;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    // one buffer ahead, so that a stream of the wrong length leaves the request unfinished
    byte[] bytes = new byte[BUFFER_BYTES];
    byte[] ahead = new byte[BUFFER_BYTES];
    int count = readNext(bytes);
    while (count > 0) {
      int next = readNext(ahead);
      out.write(bytes, 0, count);
      byte[] swap = bytes;
      bytes = ahead;
      ahead = swap;
      count = next;
    }
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
