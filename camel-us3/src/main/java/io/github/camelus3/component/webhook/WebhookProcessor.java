package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.Callback;
import io.github.camelus3.callback.CallbackRefusedException;
import io.github.camelus3.callback.CallbackToken;
import io.github.camelus3.callback.CallbackVerifier;
import io.github.camelus3.component.activity.WebhookActivity;
import io.github.camelus3.component.activity.WebhookActivity.Verdict;
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
 * Reads and verifies a callback, runs the route and sends the route's reply. No thread waits while
 * the route runs asynchronously. Thread safe.
 */
final class WebhookProcessor extends DelegateAsyncProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookProcessor.class);

  private final WebhookSettings settings;
  private final CallbackVerifier verifier;
  private final IdempotentRepository usedTokens;
  private final WebhookActivity activity;

  /**
   * Handles the requests of one endpoint.
   *
   * @param verifier null to accept every callback unverified
   * @param usedTokens the IDs of used tokens
   */
  WebhookProcessor(
      Processor next,
      WebhookSettings settings,
      CallbackVerifier verifier,
      IdempotentRepository usedTokens,
      WebhookActivity activity) {
    super(next);
    this.settings = settings;
    this.verifier = verifier;
    this.usedTokens = usedTokens;
    this.activity = activity;
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    CallbackToken token;
    try {
      Callback received = WebhookRequest.read(exchange, settings.maxCallbackBytes());
      token = verifier == null ? null : verifyToken(exchange, received);
      WebhookMessage.replaceRequest(
          exchange.getMessage(), received, token, settings.callbackAsText());
    } catch (CallbackRefusedException e) {
      LOG.debug("Callback to {} refused: {}", settings.bucket(), e.getMessage());
      activity.refusing(e.getMessage());
      return replyWithoutRoute(Verdict.refused, WebhookReply.refusal(e), exchange, callback);
    } catch (IOException e) {
      LOG.debug("Connection of a callback to {} broke", settings.bucket(), e);
      return replyWithoutRoute(Verdict.failed, WebhookReply.failure(exchange), exchange, callback);
    } catch (RuntimeException e) {
      LOG.warn("Callback to {} failed before its route", settings.bucket(), e);
      return replyWithoutRoute(Verdict.failed, WebhookReply.failure(exchange), exchange, callback);
    }
    return super.process(exchange, doneSync -> writeReply(exchange, token, callback, doneSync));
  }

  /** Verifies the callback's token and marks it as used. */
  private CallbackToken verifyToken(Exchange exchange, Callback received)
      throws CallbackRefusedException {
    CallbackToken token = verifier.verify(received);
    if (!usedTokens.add(exchange, token.id())) {
      throw new CallbackRefusedException(403, "the callback's token has been used");
    }
    return token;
  }

  private boolean replyWithoutRoute(
      Verdict verdict, WebhookReply reply, Exchange exchange, AsyncCallback callback) {
    activity.replied(verdict, reply.status());
    reply.writeTo(exchange);
    callback.done(true);
    return true;
  }

  private void writeReply(
      Exchange exchange, CallbackToken token, AsyncCallback callback, boolean doneSync) {
    WebhookReply reply = WebhookReply.fromRoute(exchange);
    if (token != null) {
      releaseOrConfirmToken(exchange, token, reply);
    }
    activity.replied(reply.status() < 400 ? Verdict.accepted : Verdict.failed, reply.status());
    reply.writeTo(exchange);
    callback.done(doneSync);
  }

  /** Releases the token after a 5xx reply, so that the callback can be sent again. */
  private void releaseOrConfirmToken(Exchange exchange, CallbackToken token, WebhookReply reply) {
    try {
      if (reply.status() >= 500) {
        usedTokens.remove(exchange, token.id());
      } else {
        usedTokens.confirm(exchange, token.id());
      }
    } catch (RuntimeException e) {
      LOG.warn(
          "Token of a callback to {} could not be released or confirmed", settings.bucket(), e);
    }
  }
}
