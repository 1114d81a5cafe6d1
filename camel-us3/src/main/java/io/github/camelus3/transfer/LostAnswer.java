package io.github.camelus3.transfer;

import io.github.camelus3.client.ETagDigest;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectSource;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3TransportException;
import java.io.IOException;

/**
 * Finds out whether a request whose answer was lost was carried out, by looking at the object.
 * Sending it again could call the callback service a second time.
 */
final class LostAnswer {
  private LostAnswer() {}

  /** Fails with what is known when the object of an upload with a policy is stored. */
  static void throwIfStored(Us3Client client, Us3TransportException lost, ObjectSource source)
      throws IOException {
    if (storedAs(client, lost, ETagDigest.of(source)) != null) {
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
}
