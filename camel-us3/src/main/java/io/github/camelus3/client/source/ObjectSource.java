package io.github.camelus3.client.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The bytes of an upload or of one part. Files and byte arrays are repeatable: several threads can
 * slice and read them concurrently. A stream is read once, by one thread at a time. The caller
 * closes a source; closing the source of a stream closes the stream.
 */
public sealed interface ObjectSource extends Closeable
    permits FileSource, BytesSource, ChunkedSource, StreamSource {

  /**
   * The bytes of a file, which is opened at once. Reading fails if its length, time of change or
   * identity has changed since. A change within the resolution of the file system's clock, usually
   * some milliseconds, is not detected.
   *
   * <p>A file of length 0 that has bytes, such as one in {@code /proc}, becomes a source of unknown
   * length that is not repeatable.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such file
   * @throws IOException if the file cannot be read, or is no regular file: a folder, pipe or device
   */
  static ObjectSource file(Path path) throws IOException {
    return FileSource.open(path);
  }

  /** The bytes of an array, which must not change while the source is used. */
  static ObjectSource bytes(byte[] bytes) {
    return new BytesSource(bytes, 0, bytes.length);
  }

  /** The bytes of a range of an array, which must not change while the source is used. */
  static ObjectSource bytes(byte[] bytes, int offset, int length) {
    return new BytesSource(bytes, offset, length);
  }

  /**
   * The first {@code length} bytes of arrays, one after another, which must not change while the
   * source is used. Small arrays avoid large contiguous allocations.
   */
  static ObjectSource chunks(byte[][] chunks, int length) {
    return new ChunkedSource(chunks, length);
  }

  /** The bytes of a stream whose length is unknown. */
  static ObjectSource stream(InputStream stream) {
    return new StreamSource(stream, StreamSource.UNKNOWN);
  }

  /** The bytes of a stream of known length; reading fails if the stream has another one. */
  static ObjectSource stream(InputStream stream, long length) {
    if (length < 0) {
      throw new IllegalArgumentException("length must be 0 or more: " + length);
    }
    return new StreamSource(stream, length);
  }

  /** The number of bytes; empty for a stream of unknown length. */
  OptionalLong length();

  /** The identity of the source file, to recognise it later; empty for other sources. */
  default Optional<SourceIdentity> identity() {
    return Optional.empty();
  }

  /**
   * Fails if a source file has changed since it was opened. Does nothing for other sources.
   *
   * @throws SourceChangedException if it has changed
   * @throws IOException if its attributes cannot be read
   */
  default void requireUnchanged() throws IOException {}

  /** Whether the bytes can be read again from the start. Only a stream cannot. */
  default boolean repeatable() {
    return true;
  }

  /**
   * The first bytes: {@code max} of them, or fewer if the source is shorter. They are not consumed.
   *
   * @throws IOException if the source cannot be read
   */
  byte[] peek(int max) throws IOException;

  /**
   * A range of a repeatable source, usable while this source is open.
   *
   * @throws UnsupportedOperationException if the source is not repeatable
   */
  ObjectSource slice(long offset, long length);

  /**
   * Reads the next bytes of a source that is not repeatable.
   *
   * @return the number of bytes: less than the buffer's length only at the end
   * @throws UnsupportedOperationException if the source is repeatable: take a {@link #slice}
   * @throws IOException if the source cannot be read
   */
  default int readNext(byte[] buffer) throws IOException {
    throw new UnsupportedOperationException("readNext needs a stream; slice a repeatable source");
  }

  /**
   * The bytes in order, for one thread: all bytes of a repeatable source, the remaining ones of a
   * stream. The last bytes are returned only after {@link #requireUnchanged()}, so a changed file
   * fails the request instead of storing a wrong object. Reading fails if the source cannot be
   * read, or is shorter or longer than {@link #length()}. Closing the channel does not close the
   * source.
   */
  ReadableByteChannel channel();

  /**
   * Writes all bytes to {@code out}, with a buffer of at most 64 KiB.
   *
   * @throws IOException if the source cannot be read, {@code out} cannot be written, or the source
   *     has changed
   */
  default void writeTo(OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(SourceChannel.bufferBytes(length()));
    ReadableByteChannel bytes = channel();
    while (bytes.read(buffer.clear()) >= 0) {
      out.write(buffer.array(), 0, buffer.position());
    }
  }
}
