package io.github.camelus3.component;

import static io.github.camelus3.component.RecordedSpans.events;
import static io.github.camelus3.component.RecordedSpans.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelus3.component.tracing.Us3SpanDecorator;
import io.github.camelus3.component.tracing.Us3WebhookSpanDecorator;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.telemetry.Span;
import org.apache.camel.telemetry.SpanDecorator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans of producers and polled objects, as camel-opentelemetry2 exports them. */
class TracingTest extends PollingTestSupport {
  private static final String RETRYING = "us3:photos?maxRetries=2&retryDelay=1";

  @RegisterExtension final CallbackService service = new CallbackService();
  private RecordedSpans spans;

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    spans = new RecordedSpans(camel);
    return camel;
  }

  @Test
  void aPutIsOneSpan() throws Exception {
    Exchange sent = upload("us3:photos", new byte[10], key("a.bin"));

    assertThat(spans.all()).hasSize(1);
    SpanData put = spans.one("us3 upload");
    assertThat(tag(put, "op")).isEqualTo("EVENT_SENT");
    assertThat(tag(put, "component")).isEqualTo("camel-us3");
    assertThat(tag(put, "camel.uri")).isEqualTo("us3://photos");
    assertThat(tag(put, "url.path")).isEqualTo("photos");
    assertThat(tag(put, "server.address")).isEqualTo(us3.endpoint().toString());
    assertThat(tag(put, "us3.operation")).isEqualTo("upload");
    assertThat(tag(put, "us3.bucket")).isEqualTo("photos");
    assertThat(tag(put, "us3.mode")).isEqualTo("put");
    assertThat(tag(put, "us3.bytes")).isEqualTo("10");
    assertThat(tag(put, "us3.parts")).isNull();
    assertThat(tag(put, "us3.upload_id")).isNull();
    assertThat(tag(put, "us3.retries")).isEqualTo("0");
    assertThat(tag(put, "http.status_code")).isEqualTo("200");
    assertThat(tag(put, "us3.session_id"))
        .isNotEmpty()
        .isEqualTo(sent.getMessage().getHeader(Us3Constants.SESSION_ID));
    assertThat(tag(put, "us3.key")).isNull();
    assertThat(put.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    assertThat(put.getEvents()).isEmpty();
  }

  @Test
  void partsAndTheirRetriesAreChildSpans() throws Exception {
    us3.inject(Fault.internalError().on(Us3Api.UPLOAD_PART).partNumber(1));

    Exchange sent = upload(RETRYING + "&mode=mput", new byte[3 * PART], key("a.bin"));

    SpanData whole = spans.one("us3 upload");
    assertThat(tag(whole, "us3.mode")).isEqualTo("mput");
    assertThat(tag(whole, "us3.bytes")).isEqualTo(String.valueOf(3 * PART));
    assertThat(tag(whole, "us3.parts")).isEqualTo("3");
    assertThat(tag(whole, "us3.upload_id"))
        .isEqualTo(sent.getMessage().getHeader(Us3Constants.UPLOAD_ID));
    assertThat(tag(whole, "us3.retries")).isEqualTo("1");
    List<SpanData> parts = spans.childrenOf(whole);
    assertThat(parts)
        .extracting(
            SpanData::getName,
            part -> tag(part, "us3.part_number"),
            part -> tag(part, "us3.attempt"),
            part -> tag(part, "http.status_code"),
            part -> part.getStatus().getStatusCode())
        .containsExactly(
            tuple("us3 UploadPart", "0", "1", null, StatusCode.UNSET),
            tuple("us3 UploadPart", "1", "1", "500", StatusCode.ERROR),
            tuple("us3 UploadPart", "1", "2", null, StatusCode.UNSET),
            tuple("us3 UploadPart", "2", "1", null, StatusCode.UNSET));
    assertThat(spans.all()).hasSize(5).allMatch(SpanData::hasEnded);
    EventData retry = events(whole, "us3.retry").get(0);
    assertThat(whole.getEvents()).containsExactly(retry);
    assertThat(tag(retry, "us3.operation")).isEqualTo("UploadPart");
    assertThat(tag(retry, "us3.part_number")).isEqualTo("1");
    assertThat(tag(retry, "us3.attempt")).isEqualTo("1");
    assertThat(tag(retry, "http.status_code")).isEqualTo("500");
    assertThat(tag(retry, "error.type")).isEqualTo("io.github.camelus3.client.Us3ServiceException");
    assertThat(tag(retry, "us3.session_id")).isEqualTo(tag(parts.get(1), "us3.session_id"));
  }

  @Test
  void partsInParallelAreChildrenOfTheirOwnUpload() throws Exception {
    List<Exchange> sent =
        IntStream.range(0, 4)
            .parallel()
            .mapToObj(i -> send("us3:photos?mode=asyncMput", new byte[5 * PART], key("a" + i)))
            .toList();

    assertThat(sent).allMatch(exchange -> exchange.getException() == null);
    List<SpanData> uploads = spans.named("us3 upload");
    assertThat(uploads).hasSize(4).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
    assertThat(uploads)
        .allSatisfy(
            upload ->
                assertThat(spans.childrenOf(upload))
                    .extracting(part -> tag(part, "us3.part_number"))
                    .containsExactlyInAnyOrder("0", "1", "2", "3", "4"));
  }

  @Test
  void theSpansOfAnUploadHaveABound() throws Exception {
    upload("us3:photos?mode=asyncMput", new byte[1002 * PART], key("a.bin"));

    SpanData whole = spans.one("us3 upload");
    assertThat(tag(whole, "us3.parts")).isEqualTo("1002");
    assertThat(spans.childrenOf(whole)).hasSize(1000);
  }

  @Test
  void aRefusalIsDescribedWithoutItsMessage() {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.PUT_FILE));

    Exchange failed = send("us3:photos", new byte[1], key("private-name.bin"));

    SpanData put = spans.one("us3 upload");
    assertThat(put.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(tag(put, "error")).isEqualTo("true");
    assertThat(tag(put, "error.type")).endsWith(".Us3InvalidSignatureException");
    assertThat(tag(put, "http.status_code")).isEqualTo("403");
    assertThat(tag(put, "us3.ret_code")).isEqualTo("-148643");
    assertThat(tag(put, "us3.session_id"))
        .isNotEmpty()
        .isEqualTo(failed.getMessage().getHeader(Us3Constants.SESSION_ID));
    assertThat(events(put, "error")).hasSize(1);
    assertThat(failed.getException()).hasMessageContaining("private-name");
    assertThat(spans.all().toString()).doesNotContain("private-name");
  }

  @Test
  void aRejectedCallbackIsTheChildThatFailed() {
    service.replies(409, "application/json", "{\"reason\":\"reply-body\"}");

    Exchange failed =
        send(
            "us3:photos",
            new byte[1],
            Map.of(Us3Constants.KEY, "a.bin", Us3Constants.POLICY, service.policyJson()));

    SpanData whole = spans.one("us3 upload");
    SpanData request = spans.one("us3 PutFile");
    assertThat(spans.childrenOf(whole)).containsExactly(request);
    assertThat(tag(request, "us3.response_ms")).matches("\\d+");
    assertThat(tag(whole, "error.type")).endsWith(".Us3CallbackRejectedException");
    assertThat(tag(request, "error.type")).endsWith(".Us3ServiceException");
    for (SpanData span : List.of(whole, request)) {
      assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
      assertThat(tag(span, "http.status_code")).isEqualTo("409");
    }
    assertThat(failed.getException()).hasMessageContaining("reply-body");
    assertThat(spans.all().toString())
        .doesNotContain("reply-body")
        .doesNotContain(service.url())
        .doesNotContain("Alice");
  }

  @Test
  void aRequestThatIsFoundExecutedIsAnEvent() throws Exception {
    us3.inject(Fault.loseAnswer().on(Us3Api.PUT_FILE));

    upload(RETRYING, new byte[1], key("a.bin"));

    SpanData put = spans.one("us3 upload");
    assertThat(put.getEvents())
        .extracting(EventData::getName)
        .isSubsetOf("us3.recovered", "us3.retry")
        .isNotEmpty();
  }

  @Test
  void theKeyIsShownOnRequest() throws Exception {
    upload("us3:photos?traceKey=true&mode=mput", new byte[PART], key("a.bin"));
    store("b.bin", "b");
    upload("us3:photos?operation=headObject&traceKey=true", null, key("b.bin"));

    assertThat(tag(spans.one("us3 upload"), "us3.key")).isEqualTo("a.bin");
    assertThat(tag(spans.one("us3 UploadPart"), "us3.key")).isEqualTo("a.bin");
    assertThat(tag(spans.one("us3 headObject"), "us3.key")).isEqualTo("b.bin");
  }

  @Test
  void noSecretAndNoKeyIsInASpan() {
    String uri =
        "us3:photos?privateKey=TOP-SECRET-1&publicKey=TOP-SECRET-2&securityToken=TOP-SECRET-3"
            + "&callbackUrl="
            + service.url()
            + "/TOP-SECRET-4&callbackBody=TOP-SECRET-5&callbackVar.token=TOP-SECRET-6"
            + "&callbackSecret=TOP-SECRET-7&maxRetries=1&retryDelay=1"
            + "&keyName=TOP-SECRET-8-${header.id}";
    us3.inject(Fault.internalError().on(Us3Api.PUT_FILE));

    send(uri, "TOP-SECRET-9", Map.of("id", "TOP-SECRET-10"));
    send(uri + "&mode=mput", new byte[2 * PART], Map.of("id", "TOP-SECRET-10"));

    assertThat(spans.named("us3 upload")).hasSize(2);
    assertThat(spans.all().toString()).contains("us3.bucket").doesNotContain("TOP-SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"getObject", "HEADOBJECT", " deleteObject "})
  void otherOperationsHaveTheirNames(String operation) throws Exception {
    store("a.txt", "a");

    Exchange sent =
        upload(
            "us3:photos",
            null,
            Map.of(Us3Constants.KEY, "a.txt", Us3Constants.OPERATION, operation));

    if (sent.getMessage().getBody() instanceof InputStream in) {
      in.close();
    }
    assertThat(spans.all()).hasSize(1);
    assertThat(spans.all().get(0).getName()).isEqualToIgnoringCase("us3 " + operation.strip());
    assertThat(tag(spans.all().get(0), "us3.operation")).isEqualToIgnoringCase(operation.strip());
  }

  @Test
  void anUnknownOperationIsNoNameOfASpan() {
    Exchange failed = send("us3:photos", "x", Map.of(Us3Constants.OPERATION, "unheard-of"));

    assertThat(failed.getException()).isNotNull();
    SpanData span = spans.one("us3");
    assertThat(tag(span, "error.type")).isEqualTo("java.lang.IllegalArgumentException");
    assertThat(spans.all().toString()).doesNotContain("unheard-of");
  }

  @Test
  void theHeaderWithTheBucketWins() throws Exception {
    upload(
        "us3:photos",
        "x",
        Map.of(Us3Constants.KEY, "a", Us3Constants.OVERRIDE_BUCKET_NAME, OTHER_BUCKET));

    assertThat(tag(spans.one("us3 upload"), "us3.bucket")).isEqualTo(OTHER_BUCKET);
  }

  @Test
  void aPolledObjectIsTheParentOfWhatItsRouteSends() throws Exception {
    store("a.txt", "text");
    out().expectedMessageCount(1);

    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(ONCE))
                .routeId("poll")
                .setHeader(Us3Constants.OVERRIDE_BUCKET_NAME, constant(OTHER_BUCKET))
                .to(photos(ONCE)) // the endpoint of the consumer itself
                .to("mock:out");
          }
        });
    out().assertIsSatisfied();
    stopPolling();

    SpanData polled = spans.one("us3 poll");
    assertThat(tag(polled, "op")).isEqualTo("EVENT_RECEIVED");
    assertThat(tag(polled, "us3.bucket")).isEqualTo("photos");
    assertThat(tag(polled, "us3.bytes")).isEqualTo("4");
    assertThat(tag(polled, "us3.key")).isNull();
    SpanData stored = spans.one("us3 upload");
    assertThat(spans.childrenOf(polled)).contains(stored);
    assertThat(tag(stored, "us3.bucket")).isEqualTo(OTHER_BUCKET);
    assertThat(tag(stored, "http.status_code")).isEqualTo("200");
    assertThat(polled.getEndEpochNanos()).isGreaterThanOrEqualTo(stored.getEndEpochNanos());
  }

  @Test
  void theKeyOfAPolledObjectIsShownOnRequest() throws Exception {
    store("a.txt", "text");
    out().expectedMessageCount(1);

    poll(ONCE + "&traceKey=true");
    out().assertIsSatisfied();
    stopPolling();

    assertThat(tag(spans.one("us3 poll"), "us3.key")).isEqualTo("a.txt");
  }

  @Test
  void eachRedeliveryIsASpan() throws Exception {
    us3.inject(Fault.internalError().on(Us3Api.PUT_FILE));
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:redelivered")
                .errorHandler(defaultErrorHandler().maximumRedeliveries(1).redeliveryDelay(0))
                .to("us3:photos");
          }
        });

    upload("direct:redelivered", "x", key("a.txt"));

    assertThat(spans.named("us3 upload"))
        .extracting(span -> tag(span, "http.status_code"))
        .containsExactly("500", "200");
  }

  @Test
  void nothingOfTheTraceStaysOnTheExchange() throws Exception {
    Exchange sent = upload("us3:photos", "x", key("a.txt"));

    assertThat(spans.all()).hasSize(1);
    assertThat(sent.getProperties())
        .doesNotContainKeys("CamelUs3OperationTrace", "CamelUs3RequestListener");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us3:photos", "mock:other", "webhook:us3:photos"})
  void aBareExchangeIsDescribedToo(String uri) {
    Exchange bare = new DefaultExchange(context, ExchangePattern.InOnly);
    Map<String, String> tags = new HashMap<>();

    for (SpanDecorator decorator : List.of(new Us3SpanDecorator(), new Us3WebhookSpanDecorator())) {
      Span span = new TagSpan(tags);
      assertThat(decorator.getOperationName(bare, context.getEndpoint(uri))).isNotEmpty();
      decorator.beforeTracingEvent(span, bare, context.getEndpoint(uri));
      decorator.afterTracingEvent(span, bare);
      decorator.afterTracingEvent(span, bare);
    }

    assertThat(tags).containsEntry("exchangeId", bare.getExchangeId());
  }

  @Test
  void aSpanThatThrowsIsNoFailureOfItsDescription() {
    Exchange bare = new DefaultExchange(context);
    Us3SpanDecorator decorator = new Us3SpanDecorator();
    Span broken = new BrokenSpan();

    assertThatCode(
            () -> {
              decorator.beforeTracingEvent(broken, bare, context.getEndpoint("us3:photos"));
              bare.setException(new IllegalStateException("failed"));
              decorator.afterTracingEvent(broken, bare);
            })
        .doesNotThrowAnyException();
  }

  /** Collects tags. */
  private record TagSpan(Map<String, String> tags) implements Span {
    @Override
    public void log(Map<String, String> fields) {
      tags.putAll(fields);
    }

    @Override
    public void setTag(String key, String value) {
      tags.put(key, value);
    }

    @Override
    public void setComponent(String component) {
      tags.put("component", component);
    }

    @Override
    public void setError(boolean isError) {
      tags.put("error", String.valueOf(isError));
    }
  }
}
