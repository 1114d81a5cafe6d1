package io.github.camelus3.component;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.metadata.TikaCoreProperties;
import org.apache.tika.mime.MimeTypes;

/** Says what kind of data something is, by its first bytes and its name. */
final class MimeDetector {
  /** Enough for nearly all of Tika's magic numbers. */
  static final int HEAD_BYTES = 8 << 10;

  private MimeDetector() {}

  /**
   * The MIME type; {@code application/octet-stream} when nothing says more.
   *
   * @param head the first bytes, perhaps none
   * @param key the object's key, whose extension counts
   */
  static String detect(byte[] head, String key) {
    Metadata metadata = new Metadata();
    metadata.set(TikaCoreProperties.RESOURCE_NAME_KEY, key.substring(key.lastIndexOf('/') + 1));
    try (InputStream in = new ByteArrayInputStream(head)) {
      return MimeTypes.getDefaultMimeTypes()
          .detect(head.length == 0 ? null : in, metadata)
          .toString();
    } catch (IOException e) {
      throw new UncheckedIOException("an array in memory can be read", e);
    }
  }
}
