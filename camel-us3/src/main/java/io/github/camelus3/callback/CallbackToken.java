package io.github.camelus3.callback;

import java.time.Instant;
import java.util.Objects;

/**
 * The content of a genuine token. The token proves that a holder of the secret has started an
 * upload of this object. Immutable.
 *
 * @param expiry the instant from which the token is refused, in whole seconds
 * @param nonce unique for each token
 */
public record CallbackToken(String bucket, String key, Instant expiry, String nonce) {
  /** Checks that no component is null. */
  public CallbackToken {
    Objects.requireNonNull(bucket, "bucket");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(expiry, "expiry");
    Objects.requireNonNull(nonce, "nonce");
  }

  /**
   * The token's ID for a repository of used tokens: the expiry in seconds since 1970 with leading
   * zeros, a hyphen, and the nonce. IDs sort by expiry.
   */
  public String id() {
    return String.format("%012d-%s", expiry.getEpochSecond(), nonce);
  }
}
