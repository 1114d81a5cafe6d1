package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.Callback;
import io.github.camelus3.callback.CallbackRefusedException;
import io.github.camelus3.callback.CallbackToken;
import io.github.camelus3.callback.CallbackVerifier;
import io.github.camelus3.component.options.WebhookSettings;
import java.io.IOException;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request from the HTTP component, checks it, lets the route work and answers with what the
 * route leaves. Holds no thread while the route works. Thread safe.
 */
final class WebhookProcessor extends DelegateAsyncProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookProcessor.class);

  private final WebhookSettings settings;
  private final CallbackVerifier guard;
  private final IdempotentRepository used;

  /**
   * Handles the requests of one endpoint.
   *
   * @param guard null to take all callbacks, unverified
   * @param used remembers the tokens that have been used
   */
  WebhookProcessor(
      Processor next, WebhookSettings settings, CallbackVerifier guard, IdempotentRepository used) {
    super(next);
    this.settings = settings;
    this.guard = guard;
    this.used = used;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    CallbackToken token;
    try {
      Callback received = WebhookRequest.read(exchange, settings.maxCallbackBytes());
      token = guard == null ? null : admit(exchange, received);
      WebhookMessage.write(exchange.getMessage(), received, token, settings.callbackAsText());
    } catch (CallbackRefusedException e) {
      LOG.debug("Callback to {} refused: {}", settings.bucket(), e.getMessage());
      return done(WebhookReply.refusal(e), exchange, callback);
    } catch (IOException e) {
      LOG.debug("Callback to {} broke off", settings.bucket(), e);
      return done(WebhookReply.failure(exchange), exchange, callback);
    } catch (RuntimeException e) {
      LOG.warn("Callback to {} failed before it reached its route", settings.bucket(), e);
      return done(WebhookReply.failure(exchange), exchange, callback);
    }
    return super.process(exchange, doneSync -> answer(exchange, token, callback, doneSync));
  }

  /** What the callback's token says; it is not taken again. */
  private CallbackToken admit(Exchange exchange, Callback received)
      throws CallbackRefusedException {
    CallbackToken token = guard.check(received);
    if (!used.add(exchange, token.id())) {
      throw new CallbackRefusedException(403, "the callback's token has been used");
    }
    return token;
  }

  private static boolean done(WebhookReply reply, Exchange exchange, AsyncCallback callback) {
    reply.write(exchange);
    callback.done(true);
    return true;
  }

  private void answer(
      Exchange exchange, CallbackToken token, AsyncCallback callback, boolean doneSync) {
    WebhookReply reply = WebhookReply.of(exchange);
    if (token != null) {
      settle(exchange, token, reply);
    }
    reply.write(exchange);
    callback.done(doneSync);
  }

  /** A callback that was not worked off may come again with the same token. */
  private void settle(Exchange exchange, CallbackToken token, WebhookReply reply) {
    try {
      if (reply.status() >= 500) {
        used.remove(exchange, token.id());
      } else {
        used.confirm(exchange, token.id());
      }
    } catch (RuntimeException e) {
      LOG.warn("Whether a callback to {} may come again is unclear", settings.bucket(), e);
    }
  }
}
