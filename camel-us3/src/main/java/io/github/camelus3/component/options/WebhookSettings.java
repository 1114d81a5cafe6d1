package io.github.camelus3.component.options;

import io.github.camelus3.callback.CallbackTokens;
import io.github.camelus3.component.Us3Configuration;
import org.apache.camel.spi.IdempotentRepository;

/**
 * The options of {@code from("webhook:us3:...")}. Immutable, except for the repository.
 *
 * @param tokens null to accept callbacks without a token
 * @param usedTokens null for the one of the component
 */
public record WebhookSettings(
    String bucket,
    CallbackTokens tokens,
    int maxCallbackBytes,
    boolean callbackAsText,
    IdempotentRepository usedTokens) {

  static WebhookSettings of(Us3Configuration options, CallbackTokens tokens) {
    OptionChecks.requireWithin(
        "option maxCallbackBytes", options.getMaxCallbackBytes(), 1, 1 << 30);
    return new WebhookSettings(
        options.getBucketName(),
        tokens,
        options.getMaxCallbackBytes(),
        options.isCallbackAsText(),
        options.getCallbackRepository());
  }
}
