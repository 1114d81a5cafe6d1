package io.github.camelus3.transfer;

import io.github.camelus3.client.ETagDigest;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectSource;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3TransportException;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Finds out whether a request whose answer was lost was carried out, by looking at the object.
 * Sending it again could call the callback service a second time.
 */
final class LostAnswer {
  private LostAnswer() {}

  /** Fails with what is known when the object of an upload with a policy is stored. */
  static void throwIfStored(Us3Client client, Us3TransportException lost, ObjectSource source)
      throws IOException {
    if (storedAs(client, lost, eTagOf(source)) != null) {
      throw new Us3CallbackReplyLostException(lost);
    }
  }

  /**
   * The object, if it is stored with this ETag; else null. A failure to find out is suppressed in
   * {@code lost}.
   */
  static ObjectInfo storedAs(Us3Client client, Us3TransportException lost, String eTag) {
    try {
      ObjectInfo object = client.headObject(lost.getBucket(), lost.getKey());
      return eTag.equals(object.eTag()) ? object : null;
    } catch (IOException e) {
      lost.addSuppressed(e);
      return null;
    }
  }

  private static String eTagOf(ObjectSource source) throws IOException {
    ETagDigest digest = new ETagDigest();
    source.writeTo(
        new OutputStream() {
          @Override
          public void write(int b) {
            digest.update(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            digest.update(bytes, offset, length);
          }
        });
    return digest.eTag();
  }
}
