package io.github.camelus3.component.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.callback.CallbackRefusedException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

/** Requests as other servers than Undertow, which the other tests use, deliver them. */
class WebhookRequestTest {
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void aBodyConsumedByTheServerIsRefused() {
    exchange.getMessage().setHeader(Exchange.CONTENT_LENGTH, "7");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
    exchange.getMessage().setBody(InputStream.nullInputStream());

    assertThatThrownBy(() -> WebhookRequest.read(exchange, 1024))
        .isInstanceOf(CallbackRefusedException.class)
        .hasMessageContaining("consumed the body");
  }

  @Test
  void anEmptyBodyLeavesTheQuery() throws Exception {
    exchange.getMessage().setHeader(Exchange.CONTENT_LENGTH, "0");
    exchange.getMessage().setHeader(Exchange.HTTP_QUERY, "key=k");
    exchange.getMessage().setBody(InputStream.nullInputStream());

    assertThat(WebhookRequest.read(exchange, 1024).fields()).isEqualTo(Map.of("key", "k"));
  }

  @Test
  void aFormParsedByTheServerBecomesTheFields() throws Exception {
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/x-www-form-urlencoded");
    exchange.getMessage().setBody(Map.of("key", "a\"b&c %", "x", List.of("1", "2")));

    assertThat(WebhookRequest.read(exchange, 1024).fields())
        .isEqualTo(Map.of("key", "a\"b&c %", "x", List.of("1", "2")));
  }
}
