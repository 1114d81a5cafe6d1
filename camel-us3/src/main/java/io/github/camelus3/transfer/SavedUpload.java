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
 * An upload that can be gone on with.
 *
 * @param id stands for bucket, key and path: hexadecimal digits
 * @param attributes stands for what the object gets beside its bytes, see {@link #digestOf}
 * @param parts what the service has acknowledged so far
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

  /** The ID under which the upload of a file to a key is kept. */
  public static String idOf(String bucket, String key, SourceIdentity source) {
    return digestOf(bucket + '\n' + key + '\n' + source.path());
  }

  /** Hexadecimal digits that change with MIME type, storage class and metadata. */
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
