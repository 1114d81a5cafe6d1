package io.github.camelus3.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** A region of a file, read by position, so that several threads can read regions of one file. */
final class FileSource implements ObjectSource {
  private static final int BUFFER_BYTES = 64 << 10;

  private final Path path;
  private final FileChannel channel;
  private final long fileLength;
  private final long lastModifiedMillis;
  private final long offset;
  private final long length;

  private FileSource(
      Path path,
      FileChannel channel,
      long fileLength,
      long lastModifiedMillis,
      long offset,
      long length) {
    this.lastModifiedMillis = lastModifiedMillis;
    this.path = path;
    this.channel = channel;
    this.fileLength = fileLength;
    this.offset = offset;
    this.length = length;
  }

  static FileSource open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString(), null, "the file to upload does not exist");
    }
    if (Files.isDirectory(path)) {
      throw new IOException(path + ": the file to upload is a folder");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      long size = channel.size();
      return new FileSource(
          path, channel, size, Files.getLastModifiedTime(path).toMillis(), 0, size);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public OptionalLong length() {
    return OptionalLong.of(length);
  }

  @Override
  public Optional<SourceIdentity> identity() {
    return Optional.of(
        new SourceIdentity(path.toAbsolutePath().toString(), fileLength, lastModifiedMillis));
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public byte[] head(int max) throws IOException {
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
    return new FileSource(
        path, channel, fileLength, lastModifiedMillis, offset + sliceOffset, sliceLength);
  }

  @Override
  public int readNext(byte[] buffer) {
    throw new UnsupportedOperationException("a repeatable source is sliced, not consumed");
  }

  /**
   * Checks the file's length before the last bytes go out, so that a file that has changed its
   * length leaves the request unfinished instead of the object wrong.
   */
  @Override
  public void writeTo(OutputStream out) throws IOException {
    if (length == 0) {
      requireSameLength();
    }
    byte[] array = new byte[(int) Math.min(BUFFER_BYTES, length)];
    long written = 0;
    while (written < length) {
      int wanted = (int) Math.min(array.length, length - written);
      int count = channel.read(ByteBuffer.wrap(array, 0, wanted), offset + written);
      if (count < 0 || written + count == length) {
        requireSameLength();
      }
      if (count < 0) {
        throw new EOFException(path + " ends before its length of " + fileLength + " bytes");
      }
      out.write(array, 0, count);
      written += count;
    }
  }

  private void requireSameLength() throws IOException {
    long now = channel.size();
    if (now != fileLength) {
      throw new SourceLengthException(path.toString(), fileLength, "it has " + now);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
