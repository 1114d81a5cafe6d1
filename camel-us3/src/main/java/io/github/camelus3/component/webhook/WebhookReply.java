package io.github.camelus3.component.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelus3.callback.CallbackRefusedException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;
import org.apache.camel.support.ExchangeHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The reply of the callback service, always JSON, because US3 passes nothing else on to the
 * uploader. Source: UCloud product documents, "putpolicy".
 *
 * @param status the HTTP status
 * @param json JSON text in UTF-8
 */
record WebhookReply(int status, byte[] json) {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookReply.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The reply to a request that is not a valid callback. */
  static WebhookReply refusal(CallbackRefusedException refusal) {
    return error(refusal.httpStatus(), refusal.getMessage(), null);
  }

  /** A reply without any detail of the failure; the exchange ID finds the failure in the log. */
  static WebhookReply failure(Exchange exchange) {
    return error(500, "the callback could not be processed", exchange.getExchangeId());
  }

  /** The reply of a route that has completed or failed. */
  static WebhookReply fromRoute(Exchange exchange) {
    if (exchange.getException() != null) {
      LOG.warn(
          "Callback (exchange {}) failed in route {}: {}",
          exchange.getExchangeId(),
          exchange.getFromRouteId(),
          exchange.getException().toString());
      return failure(exchange);
    }
    try {
      return new WebhookReply(statusOf(exchange.getMessage()), toJson(exchange.getMessage()));
    } catch (JsonProcessingException | RuntimeException e) {
      LOG.warn(
          "Reply of route {} is not strict JSON (exchange {})",
          exchange.getFromRouteId(),
          exchange.getExchangeId(),
          e);
      return error(500, "the reply is not strict JSON", exchange.getExchangeId());
    }
  }

  /** Replaces the message by this reply and marks a failure as handled. */
  void writeTo(Exchange exchange) {
    if (exchange.getException() != null) {
      ExchangeHelper.setFailureHandled(exchange);
    }
    Message message = exchange.getMessage();
    boolean isHead =
        "HEAD".equals(message.getHeader(Exchange.HTTP_METHOD)); // Netty would send the body
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    if (status == 405) {
      message.setHeader("Allow", "POST");
    }
    message.setBody(isHead ? new byte[0] : json);
  }

  /** The status that the route has set if its response can have a body; else 200. */
  private static int statusOf(Message message) {
    Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    boolean isUsable = status != null && status >= 200 && status <= 599;
    return isUsable && status != 204 && status != 205 && status != 304 ? status : 200;
  }

  private static byte[] toJson(Message message) throws JsonProcessingException {
    Object body = message.getBody();
    if (body == null) {
      return new byte[] {'{', '}'};
    }
    if (!isText(body)) {
      return JSON.writeValueAsBytes(body);
    }
    String text = message.getBody(String.class);
    if (text == null) {
      throw new IllegalArgumentException(
          body.getClass().getName() + " cannot be converted to text");
    }
    if (text.isBlank()) {
      return new byte[] {'{', '}'};
    }
    requireStrictJson(text);
    return text.getBytes(UTF_8);
  }

  /** Checks token by token, because a tree of a large reply needs many times its memory. */
  private static void requireStrictJson(String text) throws JsonProcessingException {
    try (JsonParser parser = JSON.getFactory().createParser(text)) {
      parser.nextToken();
      parser.skipChildren();
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one JSON value");
      }
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string must not fail", e);
    }
  }

  private static boolean isText(Object body) {
    return body instanceof CharSequence
        || body instanceof byte[]
        || body instanceof ByteBuffer
        || body instanceof InputStream
        || body instanceof Reader
        || body instanceof StreamCache
        || body instanceof WrappedFile
        || body instanceof File
        || body instanceof Path;
  }

  private static WebhookReply error(int status, String message, String exchangeId) {
    ObjectNode error = JsonNodeFactory.instance.objectNode().put("error", message);
    if (exchangeId != null) {
      error.put("exchangeId", exchangeId);
    }
    return new WebhookReply(status, error.toString().getBytes(UTF_8));
  }
}
