package io.github.camelus3.client;

/**
 * The integrity checks of an upload.
 *
 * @param verifyETag compute the SHA-1 while sending and compare it with the ETag of the response
 * @param sendContentMd5 read the source an additional time and send its {@code Content-MD5}, in
 *     lower-case hexadecimal, which the service checks. Source: UCloud API reference, "put_file"
 */
public record IntegrityOptions(boolean verifyETag, boolean sendContentMd5) {
  /** The ETag is verified, no MD5 is sent. */
  public static final IntegrityOptions DEFAULT = new IntegrityOptions(true, false);
}
