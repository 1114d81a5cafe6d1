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
 * An object with its bytes open: one version, readable until this is closed, also when the object
 * is overwritten or deleted meanwhile. Not thread safe.
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
   * @throws java.nio.file.NoSuchFileException when they are not there any more
   * @throws IOException when they cannot be read, or are not as many as they should be
   */
  static OpenObject of(ObjectVersion object) throws IOException {
    FileChannel bytes = FileChannel.open(object.file(), StandardOpenOption.READ);
    long size = bytes.size();
    if (size != object.size()) {
      bytes.close();
      throw new IOException(object.file() + " has " + size + " bytes, not " + object.size());
    }
    return new OpenObject(object, bytes);
  }

  public ObjectVersion object() {
    return object;
  }

  /** The bytes from there on. Reading ends with this. */
  public InputStream from(long offset) throws IOException {
    return Channels.newInputStream(bytes.position(offset));
  }

  /** That stretch as the body of a response, which closes the file from now on; this does not. */
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
