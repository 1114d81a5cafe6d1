package io.github.camelus3.component;

import static io.github.camelus3.component.RecordedSpans.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.net.http.HttpResponse;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Spans of the routes of a webhook. */
class WebhookTracingTest extends WebhookTestSupport {
  private RecordedSpans spans;

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    spans = new RecordedSpans(camel);
    return camel;
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("webhook:us3:photos?webhookPath=/cb&callbackSecret=RAW(" + SECRET + ")")
            .setBody(constant("{\"ok\":true}"));
        from("webhook:us3:photos?webhookPath=/key&traceKey=true&callbackSecret=RAW(" + SECRET + ")")
            .setBody(constant("{\"ok\":true}"));
        from("webhook:us3:photos?webhookPath=/failing")
            .throwException(new IllegalStateException("private reason"));
      }
    };
  }

  @Test
  void aCallbackIsOneSpanWithoutItsContent() throws Exception {
    HttpResponse<String> reply =
        post("/cb?" + tokenFor("photos", "private-name"), "{\"n\":\"callback-body\"}");

    assertThat(reply.statusCode()).isEqualTo(200);
    SpanData callback = spans.one("us3 callback");
    assertThat(spans.all()).hasSize(1);
    assertThat(tag(callback, "op")).isEqualTo("EVENT_RECEIVED");
    assertThat(tag(callback, "camel.uri")).isEqualTo("webhook:us3:photos");
    assertThat(tag(callback, "us3.bucket")).isEqualTo("photos");
    assertThat(tag(callback, "us3.callback_verified")).isEqualTo("true");
    assertThat(callback.toString())
        .doesNotContain("private-name")
        .doesNotContain("callback-body")
        .doesNotContain(SECRET)
        .doesNotContain("uploader");
  }

  @Test
  void theKeyOfACallbackIsShownOnRequest() throws Exception {
    post("/key?" + tokenFor("photos", "a.jpg"), "{}");

    assertThat(tag(spans.one("us3 callback"), "us3.key")).isEqualTo("a.jpg");
  }

  @Test
  void aProxysTraceContinues() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    String proxy = "b7ad6b7169203331";

    post(
        "/cb?" + tokenFor("photos", "a.jpg"),
        "{}",
        Map.of("traceparent", "00-" + trace + '-' + proxy + "-01"));

    assertThat(spans.one("us3 callback").getTraceId()).isEqualTo(trace);
    assertThat(spans.one("us3 callback").getParentSpanId()).isEqualTo(proxy);
  }

  @Test
  void aRouteThatFailsIsMarked() throws Exception {
    assertThat(post("/failing", "{}").statusCode()).isEqualTo(500);

    SpanData callback = spans.one("us3 callback");
    assertThat(callback.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(tag(callback, "error.type")).isEqualTo("java.lang.IllegalStateException");
    assertThat(spans.all().toString()).doesNotContain("private reason");
  }

  @Test
  void aRefusedCallbackHasNoSpan() throws Exception {
    assertThat(post("/cb", "{}").statusCode()).isEqualTo(403);

    assertThat(spans.all()).isEmpty();
  }
}
