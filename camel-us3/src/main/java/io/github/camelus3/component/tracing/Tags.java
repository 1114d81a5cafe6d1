package io.github.camelus3.component.tracing;

import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ServiceException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.TagConstants;
import org.apache.camel.telemetry.decorators.AbstractSpanDecorator;
import org.apache.camel.util.StringHelper;

/** The tags of spans. None holds a secret, a policy, a message of an exception or a body. */
final class Tags {
  static final String OPERATION = "us3.operation";
  static final String BUCKET = "us3.bucket";
  static final String KEY = "us3.key";
  static final String MODE = "us3.mode";
  static final String UPLOAD_ID = "us3.upload_id";
  static final String BYTES = "us3.bytes";
  static final String PARTS = "us3.parts";
  static final String RETRIES = "us3.retries";
  static final String PART_NUMBER = "us3.part_number";
  static final String ATTEMPT = "us3.attempt";
  static final String RESPONSE_MILLIS = "us3.response_ms";
  static final String RET_CODE = "us3.ret_code";
  static final String SESSION_ID = "us3.session_id";
  static final String CALLBACK_VERIFIED = "us3.callback_verified";
  static final String ERROR_TYPE = "error.type";

  private Tags() {}

  /** Sets a tag that has a value. */
  static void set(Span span, String name, Object value) {
    if (value != null) {
      span.setTag(name, AbstractSpanDecorator.clipMaxLength(value.toString()));
    }
  }

  /** Describes an endpoint. The query of its URI is left out, because it can hold a key. */
  static void describe(Span span, Endpoint endpoint) {
    String uri = StringHelper.before(endpoint.getEndpointUri(), "?", endpoint.getEndpointUri());
    span.setComponent("camel-us3");
    set(span, "camel.uri", uri);
    set(span, TagConstants.URL_SCHEME, StringHelper.before(uri, ":"));
    set(span, TagConstants.URL_PATH, AbstractSpanDecorator.stripSchemeAndOptions(uri));
  }

  /** Describes the service that an endpoint uses. */
  static void describe(Span span, EndpointServiceLocation service) {
    if (!service.getServiceUrl().isEmpty()) { // a webhook may have none
      set(span, TagConstants.SERVER_ADDRESS, service.getServiceUrl());
      set(span, TagConstants.SERVER_PROTOCOL, service.getServiceProtocol());
      set(span, TagConstants.SERVER_REGION, service.getServiceMetadata().get("region"));
    }
  }

  /** Marks a span as failed. */
  static void fail(Span span, Throwable failure) {
    span.setError(true);
    describe(failure, (name, value) -> set(span, name, value));
  }

  /** The fields of an event. */
  static Map<String, String> event(String name, Throwable failure) {
    Map<String, String> fields = new HashMap<>();
    fields.put("event", name);
    describe(failure, (tag, value) -> fields.put(tag, value.toString()));
    return fields;
  }

  private static void describe(Throwable failure, BiConsumer<String, Object> to) {
    if (failure == null) {
      return;
    }
    to.accept(ERROR_TYPE, failure.getClass().getName());
    if (failure instanceof Us3ServiceException service) {
      to.accept(TagConstants.HTTP_STATUS, service.getHttpStatus());
      to.accept(RET_CODE, service.getRetCode());
      if (service.getSessionId() != null) {
        to.accept(SESSION_ID, service.getSessionId());
      }
    }
    if (failure instanceof Us3Exception us3) {
      to.accept("us3.retryable", us3.isRetryable());
    }
  }
}
