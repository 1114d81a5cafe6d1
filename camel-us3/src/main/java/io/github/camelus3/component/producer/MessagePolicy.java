package io.github.camelus3.component.producer;

import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.component.options.PolicySettings;
import io.github.camelus3.component.options.UploadContext;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The policy of one message. Each {@link #get} adds a new token if callbacks carry tokens.
 * Immutable.
 *
 * @param tokens null for none
 */
record MessagePolicy(
    String json, String bucket, String key, CallbackTokens tokens, Duration tokenLife)
    implements Supplier<String> {

  /**
   * The policy, checked to stay within the limit with its token.
   *
   * @param json a valid policy
   * @throws Us3InvalidPutPolicyException if the policy is too long with its token
   */
  static MessagePolicy of(String json, UploadContext upload, PolicySettings settings)
      throws Us3InvalidPutPolicyException {
    MessagePolicy policy =
        new MessagePolicy(
            json, upload.bucket(), upload.key(), settings.tokens(), settings.tokenLife());
    policy.withToken();
    return policy;
  }

  @Override
  public String get() {
    try {
      return withToken();
    } catch (Us3InvalidPutPolicyException e) {
      throw new IllegalStateException("a token is always as long as the first one", e);
    }
  }

  private String withToken() throws Us3InvalidPutPolicyException {
    return tokens == null ? json : tokens.addTo(json, bucket, key, tokenLife);
  }

  @Override
  public String toString() {
    return "MessagePolicy[" + bucket + '/' + key + "]"; // never the policy
  }
}
