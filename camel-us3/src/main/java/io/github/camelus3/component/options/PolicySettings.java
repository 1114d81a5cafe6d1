package io.github.camelus3.component.options;

import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.component.Us3Configuration;
import java.io.IOException;
import java.time.Duration;
import org.apache.camel.CamelContext;

/**
 * The put policy of uploads and the tokens in it. Immutable.
 *
 * @param tokens null for a policy without a token
 * @param tokenLife how long a token is valid
 */
public record PolicySettings(PolicyOption option, CallbackTokens tokens, Duration tokenLife) {

  static PolicySettings of(
      Us3Configuration options, CamelContext context, WebhookUrls webhooks, CallbackTokens tokens)
      throws IOException {
    long life = options.getCallbackTokenLife();
    OptionChecks.requireWithin("option callbackTokenLife", life, 1000, 1L << 40);
    return new PolicySettings(
        PolicyOption.of(options, context, webhooks), tokens, Duration.ofMillis(life));
  }

  @Override
  public String toString() {
    return "PolicySettings"; // never the policy
  }
}
