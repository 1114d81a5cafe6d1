package io.github.camelus3.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.SourceIdentity;
import io.github.camelus3.client.UploadedPart;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * An upload that can be gone on with.
 *
 * @param id stands for bucket, key and path: hexadecimal digits
 * @param parts what the service has acknowledged so far
 */
public record SavedUpload(
    String id, MultipartUpload upload, SourceIdentity source, List<UploadedPart> parts) {
  public SavedUpload {
    parts = List.copyOf(parts);
  }

  /** The ID under which the upload of a file to a key is kept. */
  public static String idOf(String bucket, String key, SourceIdentity source) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String text = bucket + '\n' + key + '\n' + source.path();
      return HexFormat.of().formatHex(sha256.digest(text.getBytes(UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
