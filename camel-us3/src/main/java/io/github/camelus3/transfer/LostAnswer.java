package io.github.camelus3.transfer;

import io.github.camelus3.client.ObjectInfo;
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

  /** Tells whether an object is the one that was sent. */
  interface Recognition {
    boolean isThis(ObjectInfo object) throws IOException;
  }

  /** Fails with what is known when the object of a PUT with a policy is stored. */
  static void throwIfStored(Us3Client client, Us3TransportException lost)
      throws Us3CallbackReplyLostException {
    String sent = lost.getSentETag();
    if (sent != null && stored(client, lost, object -> sent.equals(object.eTag())) != null) {
      throw new Us3CallbackReplyLostException(lost);
    }
  }

  /**
   * The object, if it is the one that was sent; else null. A failure to find out is suppressed in
   * {@code lost}.
   */
  static ObjectInfo stored(Us3Client client, Us3TransportException lost, Recognition recognition) {
    try {
      ObjectInfo object = client.headObject(lost.getBucket(), lost.getKey());
      return recognition.isThis(object) ? object : null;
    } catch (IOException e) {
      lost.addSuppressed(e);
      return null;
    }
  }
}
