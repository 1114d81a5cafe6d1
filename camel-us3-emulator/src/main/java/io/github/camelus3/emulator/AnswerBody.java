package io.github.camelus3.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of an answer: from memory or a stretch of a file. */
interface AnswerBody {
  int BUFFER_BYTES = 64 * 1024;

  AnswerBody NONE = of(new byte[0]);

  /** How many bytes there are. */
  long length();

  /** Writes the first {@code count} bytes; all of them when it is {@link #length()}. */
  void writeTo(OutputStream out, long count) throws IOException;

  /** All bytes, for bodies known to be small. */
  default byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(out, length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static AnswerBody of(byte[] bytes) {
    return new AnswerBody() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out, long count) throws IOException {
        out.write(bytes, 0, Math.toIntExact(count));
      }
    };
  }

  static AnswerBody ofFile(Path file, long offset, long length) {
    return new AnswerBody() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void writeTo(OutputStream out, long count) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file);
            InputStream in = Channels.newInputStream(channel.position(offset))) {
          copy(in, out, count);
        }
      }
    };
  }

  private static void copy(InputStream in, OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (long left = count; left > 0; ) {
      int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        throw new IOException("the object's file ended " + left + " bytes early");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
