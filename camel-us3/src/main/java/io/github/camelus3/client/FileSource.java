package io.github.camelus3.client;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
    BasicFileAttributes file = attributes(path);
    if (file.isDirectory()) {
      throw new IOException(path + ": the file to upload is a folder");
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      long size = channel.size();
      return new FileSource(path, channel, size, file.lastModifiedTime().toMillis(), 0, size);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
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

  @Override
  public ReadableByteChannel channel() {
    return new SourceChannel() {
      private long given;

      @Override
      public int read(ByteBuffer buffer) throws IOException {
        if (length == 0) {
          requireSameLength(); // with bytes, this was checked before the last ones
        }
        if (given == length) {
          return -1;
        }
        int limit = buffer.limit();
        buffer.limit((int) Math.min(limit, buffer.position() + length - given));
        int count = FileSource.this.channel.read(buffer, offset + given);
        buffer.limit(limit);
        if (count < 0 || given + count == length) {
          requireSameLength();
        }
        if (count < 0) {
          throw new EOFException(path + " ends before its length of " + fileLength + " bytes");
        }
        given += count;
        return count;
      }
    };
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
