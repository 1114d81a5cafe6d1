package io.github.camelus3.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.source.SourceIdentity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * The state of an upload that can be resumed. Immutable.
 *
 * @param id hexadecimal digits, see {@link #idOf}
 * @param attributes hexadecimal digits, see {@link #digestOf(ObjectAttributes)}
 * @param parts the parts that the service has acknowledged
 */
public record SavedUpload(
    String id,
    MultipartUpload upload,
    SourceIdentity source,
    String attributes,
    List<UploadedPart> parts) {
  private static final int ID_BYTES = 16;

  public SavedUpload {
    parts = List.copyOf(parts);
  }

  /** Returns the ID of the upload of a file to a key: a digest of bucket, key and path. */
  public static String idOf(String bucket, String key, SourceIdentity source) {
    return digestOf(bucket + '\n' + key + '\n' + source.path());
  }

  /** Returns a digest of MIME type, storage class and metadata. */
  public static String digestOf(ObjectAttributes attributes) {
    return digestOf(
        attributes.mimeType()
            + '\n'
            + attributes.storageClass()
            + '\n'
            + new TreeMap<>(attributes.metadata()));
  }

  private static String digestOf(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(UTF_8)), 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
