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
 * What an object, or a part of one, is uploaded from. Files and byte arrays can be read again and
 * sliced, also by several threads at once; a stream is read once, by one thread at a time. Whoever
 * makes a source closes it; closing a source made from a stream closes the stream.
 */
public sealed interface ObjectSource extends Closeable
    permits FileSource, BytesSource, ChunkedSource, StreamSource {

  /**
   * The bytes of a file. The file is opened at once. Reading fails when its length or time of
   * change is another one by then, or another file has its name. A change within the time that the
   * file system's clock stands still, some milliseconds mostly, is not seen.
   *
   * <p>A file that says it has no bytes and gives some, as those in {@code /proc}, becomes a source
   * of unknown length that is not repeatable.
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

  /** The bytes of a piece of an array, which must not change while the source is used. */
  static ObjectSource bytes(byte[] bytes, int offset, int length) {
    return new BytesSource(bytes, offset, length);
  }

  /**
   * The first {@code length} bytes of arrays, one after another, which must not change while the
   * source is used. Small arrays spare a heap what one large array would need in one piece.
   */
  static ObjectSource chunks(byte[][] chunks, int length) {
    return new ChunkedSource(chunks, length);
  }

  /** The bytes of a stream whose length is unknown. */
  static ObjectSource stream(InputStream stream) {
    return new StreamSource(stream, StreamSource.UNKNOWN);
  }

  /** The bytes of a stream of known length; a stream that ends earlier or later is an error. */
  static ObjectSource stream(InputStream stream, long length) {
    if (length < 0) {
      throw new IllegalArgumentException("length must be 0 or more: " + length);
    }
    return new StreamSource(stream, length);
  }

  /** The number of bytes; empty for a stream of unknown length. */
  OptionalLong length();

  /** What the bytes are read from, by which it is known again; empty unless it is a file. */
  default Optional<SourceIdentity> identity() {
    return Optional.empty();
  }

  /**
   * Fails if the source is known to have changed since it was made. Only a file is looked at.
   *
   * @throws SourceChangedException if it has changed
   * @throws IOException if it cannot be looked at
   */
  default void requireUnchanged() throws IOException {}

  /** Whether the bytes can be read again from the start. Only a stream cannot. */
  default boolean repeatable() {
    return true;
  }

  /**
   * The first bytes, at most {@code max} and fewer only where the source is shorter; they are still
   * there for whoever reads the source afterwards.
   *
   * @throws IOException if the source cannot be read
   */
  byte[] peek(int max) throws IOException;

  /**
   * A piece of a repeatable source, which stays usable only while this source is open.
   *
   * @throws UnsupportedOperationException if the source is not repeatable
   */
  ObjectSource slice(long offset, long length);

  /**
   * Fills {@code buffer} with the next bytes of a source that is not repeatable.
   *
   * @return how many bytes there were: fewer than the buffer takes only at the end
   * @throws UnsupportedOperationException if the source is repeatable: take a {@link #slice}
   * @throws IOException if the source cannot be read
   */
  default int readNext(byte[] buffer) throws IOException {
    throw new UnsupportedOperationException("a repeatable source is sliced, not consumed");
  }

  /**
   * The bytes in order, for one thread: those of a repeatable source from its start, of a stream
   * what is left. The last ones are only given out after {@link #requireUnchanged()}, so that who
   * sends them leaves a request unfinished rather than an object wrong. Reading fails if the source
   * cannot be read, or has become shorter or longer than {@link #length()}. Closing the channel
   * closes nothing: that is this source's.
   */
  ReadableByteChannel channel();

  /**
   * Writes all bytes to {@code out}, holding at most 64 KiB of them.
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
