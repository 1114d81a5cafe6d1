package io.github.camelus3.client;

/**
 * What is checked about the bytes of an upload.
 *
 * @param verifyETag compute the SHA-1 while sending and compare it with the ETag of the response
 * @param sendContentMd5 read the source once more beforehand and send its {@code Content-MD5}, in
 *     lower-case hexadecimal, which the service compares with what arrives. Source: UCloud API
 *     reference, "put_file"
 */
public record IntegrityOptions(boolean verifyETag, boolean sendContentMd5) {
  /** The ETag is verified, no MD5 is sent. */
  public static final IntegrityOptions DEFAULT = new IntegrityOptions(true, false);
}
