package io.github.camelus3.client.source;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A region of a file, read by position, so that several threads can read regions of one file. */
final class FileSource implements ObjectSource {
  private final Path path;
  private final FileChannel channel;
  private final FileState state; // when it was opened
  private final long offset;
  private final long length;

  private FileSource(Path path, FileChannel channel, FileState state, long offset, long length) {
    this.path = path;
    this.channel = channel;
    this.state = state;
    this.offset = offset;
    this.length = length;
  }

  /** A file of length 0 that has bytes, such as one in {@code /proc}, is read as a stream. */
  static ObjectSource open(Path path) throws IOException {
    BasicFileAttributes file = attributes(path);
    if (file.isDirectory()) {
      throw new IOException(path + ": the file to upload is a folder");
    }
    if (!file.isRegularFile()) { // opening a pipe blocks until it has a writer
      throw new IOException(
          path
              + ": the file to upload must be a regular file, not a pipe or device;"
              + " an InputStream of it can be uploaded");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      FileState state =
          FileState.of(file); // from before the open, so that a replaced file is detected
      return state.sizeBytes() == 0 && hasBytes(channel)
          ? new StreamSource(Channels.newInputStream(channel), StreamSource.UNKNOWN)
          : new FileSource(path, channel, state, 0, state.sizeBytes());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether there are bytes beyond the end, as in files of the kernel. */
  private static boolean hasBytes(FileChannel channel) throws IOException {
    boolean isAny = channel.read(ByteBuffer.allocate(1), 0) > 0;
    return isAny && channel.size() == 0; // a file that has grown is detected when it is read
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      throw new NoSuchFileException(path.toString(), null, "the file to upload does not exist");
    }
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public Optional<SourceIdentity> identity() {
    return Optional.of(
        new SourceIdentity(
            path.toAbsolutePath().toString(), state.sizeBytes(), state.modified().toMillis()));
  }

  @Override
  public byte[] peek(int max) throws IOException {
    byte[] head = new byte[(int) Math.min(max, length)];
    int read = 0;
    while (read < head.length) {
      int count = channel.read(ByteBuffer.wrap(head, read, head.length - read), offset + read);
      if (count < 0) {
        return Arrays.copyOf(head, read);
      }
      read += count;
    }
    return head;
  }

  @Override
  public ObjectSource slice(long sliceOffset, long sliceLength) {
    Objects.checkFromIndexSize(sliceOffset, sliceLength, length);
    return new FileSource(path, channel, state, offset + sliceOffset, sliceLength);
  }

  @Override
  public ReadableByteChannel channel() {
    return new SourceChannel() {
      private long readBytes;

      @Override
      public int read(ByteBuffer buffer) throws IOException {
        if (length == 0) {
          requireUnchanged(); // otherwise checked before the last bytes
        }
        if (readBytes == length) {
          return -1;
        }
        int limit = buffer.limit();
        buffer.limit((int) Math.min(limit, buffer.position() + length - readBytes));
        int count = FileSource.this.channel.read(buffer, offset + readBytes);
        buffer.limit(limit);
        if (count < 0 || readBytes + count == length) {
          requireUnchanged();
        }
        if (count < 0) {
          throw new EOFException(
              path + " ends before its length of " + state.sizeBytes() + " bytes");
        }
        readBytes += count;
        return count;
      }
    };
  }

  @Override
  public void requireUnchanged() throws IOException {
    state.requireStill(path, channel.size());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
