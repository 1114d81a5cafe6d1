package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.ResponseBody;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

/**
 * One version of an object with its file open. The bytes stay readable until this is closed, even
 * after the object is overwritten or deleted. Not thread safe.
 */
public final class OpenObject implements Closeable {
  private final ObjectVersion object;
  private final FileChannel bytes;
  private boolean handedOver;

  private OpenObject(ObjectVersion object, FileChannel bytes) {
    this.object = object;
    this.bytes = bytes;
  }

  /**
   * Opens the bytes.
   *
   * @throws java.nio.file.NoSuchFileException when the file has been deleted
   * @throws IOException when the file cannot be read or has the wrong length
   */
  static OpenObject of(ObjectVersion object) throws IOException {
    FileChannel bytes = FileChannel.open(object.file(), StandardOpenOption.READ);
    long size = bytes.size();
    if (size != object.size()) {
      bytes.close();
      throw new IOException(object.file() + " must have " + object.size() + " bytes: " + size);
    }
    return new OpenObject(object, bytes);
  }

  /** The version that is open. */
  public ObjectVersion object() {
    return object;
  }

  /** The bytes from the offset on. The stream is valid until this is closed. */
  public InputStream from(long offset) throws IOException {
    return Channels.newInputStream(bytes.position(offset));
  }

  /**
   * A range as the body of a response. From now on the body closes the file, and {@link #close}
   * does not.
   */
  public ResponseBody body(long offset, long length) {
    handedOver = true;
    return new ResponseBody() {
      @Override
      public long length() {
        return length;
      }

      @Override
      public void writeTo(OutputStream out, long count) throws IOException {
        ResponseBody.copy(from(offset), out, count);
      }

      @Override
      public void close() throws IOException {
        bytes.close();
      }
    };
  }

  @Override
  public void close() throws IOException {
    if (!handedOver) {
      bytes.close();
    }
  }
}
