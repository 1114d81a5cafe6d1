package io.github.camelus3.callback;

import java.time.Instant;
import java.util.Objects;

/**
 * What a genuine token says: whoever knows the secret has begun an upload of this object.
 * Immutable.
 *
 * @param expiry from when on the token is refused, in whole seconds
 * @param nonce differs for each token
 */
public record CallbackToken(String bucket, String key, Instant expiry, String nonce) {
  public CallbackToken {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(expiry, "expiry");
    Objects.requireNonNull(nonce, "nonce");
  }

  /**
   * A name by which a token can be remembered: the expiry in seconds since 1970 with leading zeros,
   * a hyphen, and the nonce. In the order of the text, tokens that expire first come first.
   */
  public String id() {
    return String.format("%012d-%s", expiry.getEpochSecond(), nonce);
  }
}
