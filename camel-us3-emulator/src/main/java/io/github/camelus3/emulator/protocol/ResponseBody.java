package io.github.camelus3.emulator.protocol;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** The bytes of a response, from memory or from a range of a file. The writer closes it. */
public interface ResponseBody extends Closeable {
  int BUFFER_BYTES = 64 * 1024;

  ResponseBody NONE = of(new byte[0]);

  /** How many bytes there are. */
  long length();

  /** Writes the first {@code count} bytes. */
  void writeTo(OutputStream out, long count) throws IOException;

  @Override
  default void close() throws IOException {}

  /** All bytes in memory. Only for small bodies. */
  default byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      writeTo(out, length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static ResponseBody of(byte[] bytes) {
    return new ResponseBody() {
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

  /** Copies exactly {@code count} bytes. */
  static void copy(InputStream in, OutputStream out, long count) throws IOException {
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
