package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.io.InputStream;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operation getObject: its requests, and the message that the route gets. */
class GetObjectTest extends Us3TestSupport {

  @Test
  void givesTheBytesAndTheAttributesOfTheObject() throws Exception {
    upload(
        "us3:photos?metadata.owner=Alice&storageClass=IA&mimeType=text/html",
        "hello",
        key("dir/ä b.html"));

    Exchange got = run("getObject", key("dir/ä b.html"));

    assertThat(got.getMessage().getBody()).isInstanceOf(InputStream.class);
    assertThat(got.getMessage().getBody(String.class)).isEqualTo("hello");
    assertThat(got.getMessage().getHeaders())
        .containsEntry(Us3Constants.KEY, "dir/ä b.html")
        .containsEntry(Us3Constants.BUCKET_NAME, BUCKET)
        .containsEntry(Us3Constants.OBJECT_EXISTS, true)
        .containsEntry(Us3Constants.CONTENT_LENGTH, 5L)
        .containsEntry(Us3Constants.ETAG, us3.object(BUCKET, "dir/ä b.html").orElseThrow().eTag())
        .containsEntry(Us3Constants.MIME_TYPE, "text/html")
        .containsEntry(Us3Constants.STORAGE_CLASS, "IA")
        .containsEntry(Us3Constants.METADATA, Map.of("owner", "Alice"))
        .containsEntry(Us3Constants.HTTP_STATUS, 200)
        .containsKey(Us3Constants.SESSION_ID);
    assertThat(got.getMessage().getHeader(Us3Constants.LAST_MODIFIED)).isInstanceOf(Instant.class);
  }

  @Test
  void givesAnEmptyObject() throws Exception {
    store("empty", "");

    Exchange got = run("getObject", key("empty"));

    assertThat(got.getMessage().getBody(byte[].class)).isEmpty();
    assertThat(got.getMessage().getHeader(Us3Constants.CONTENT_LENGTH)).isEqualTo(0L);
  }

  @Test
  void givesTheBodyAsTheTypeThatATemplateRequests() {
    store("k", "hello");

    byte[] bytes =
        template.requestBodyAndHeader(
            "us3:photos?operation=getObject", null, Us3Constants.KEY, "k", byte[].class);

    assertThat(bytes).asString().isEqualTo("hello");
  }

  static Stream<Arguments> ranges() {
    return Stream.of(
        Arguments.of(2, 4L, "234"),
        Arguments.of("2", "4", "234"),
        Arguments.of(7, null, "789"),
        Arguments.of(null, 2, "012"),
        Arguments.of(9, 9, "9"),
        Arguments.of(8, 1000, "89"));
  }

  @ParameterizedTest
  @MethodSource("ranges")
  void givesThePieceThatTheMessageNames(Object start, Object end, String piece) throws Exception {
    store("k", "0123456789");

    Exchange got = run("getObject", withRange(start, end));

    assertThat(got.getMessage().getBody(String.class)).isEqualTo(piece);
    assertThat(got.getMessage().getHeader(Us3Constants.HTTP_STATUS)).isEqualTo(206);
    assertThat(got.getMessage().getHeader(Us3Constants.CONTENT_LENGTH))
        .isEqualTo((long) piece.length());
  }

  static Stream<Arguments> badRanges() {
    return Stream.of(
        Arguments.of(4, 2, "CamelUs3RangeStart and CamelUs3RangeEnd must be a range: 4, 2"),
        Arguments.of(-1, null, "CamelUs3RangeStart and CamelUs3RangeEnd must be a range: -1, null"),
        Arguments.of("x", 2, "header CamelUs3RangeStart must be of type Long: x"),
        Arguments.of(0, Map.of(), "header CamelUs3RangeEnd must be of type Long: {}"));
  }

  @ParameterizedTest
  @MethodSource("badRanges")
  void namesAnInvalidRangeBeforeAnythingIsSent(Object start, Object end, String message) {
    Exception failure = failureOf("getObject", withRange(start, end));

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void aRangeBehindTheEndIsTheServicesError() {
    store("k", "0123456789");

    Exception failure = failureOf("getObject", withRange(10, 12));

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(((Us3ServiceException) failure).getHttpStatus()).isEqualTo(416);
  }

  static Stream<Arguments> rangesOfWholeObjects() {
    return Stream.of(
        Arguments.of("", null, 1023),
        Arguments.of("", 0, null),
        Arguments.of("", 0, 0),
        Arguments.of("01234", null, 1023),
        Arguments.of("01234", 0, 4),
        Arguments.of("01234", 0, null));
  }

  @ParameterizedTest
  @MethodSource("rangesOfWholeObjects")
  void aRangeThatTakesInTheWholeObjectIsNoErrorOfAnyService(String text, Object start, Object end)
      throws Exception {
    store("k", text);

    Exchange got = run("getObject", withRange(start, end));
    us3.inject(Fault.ignoreRange().on(Us3Api.GET_FILE));
    Exchange ignored = run("getObject", withRange(start, end));

    assertThat(got.getMessage().getBody(String.class)).isEqualTo(text);
    assertThat(ignored.getMessage().getBody(String.class)).isEqualTo(text);
    assertThat(ignored.getMessage().getHeader(Us3Constants.CONTENT_LENGTH))
        .isEqualTo((long) text.length());
  }

  @Test
  void theWholeObjectInsteadOfARangeIsAnError() {
    store("k", "0123456789");
    us3.inject(Fault.ignoreRange().on(Us3Api.GET_FILE));

    Exchange failed = send("us3:photos?operation=getObject", "before", withRange(2, 4));

    assertThat(failed.getException())
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("not the requested range");
    assertThat(failed.getMessage().getBody()).isEqualTo("before");
  }

  @Test
  void givesAnObjectThatWasChangedSince() throws Exception {
    store("k", "hello");

    Exchange got = run("getObject", withSince(Instant.EPOCH));

    assertThat(got.getMessage().getBody(String.class)).isEqualTo("hello");
  }

  static Stream<Object> laterTimes() {
    Instant later = Instant.parse("2100-01-01T00:00:00Z");
    return Stream.of(
        later, Date.from(later), later.toEpochMilli(), Long.toString(later.toEpochMilli()));
  }

  @ParameterizedTest
  @MethodSource("laterTimes")
  void saysThatAnObjectWasNotChangedSince(Object later) throws Exception {
    store("k", "hello");
    Exchange exchange = run("headObject", key("k"));

    exchange.getMessage().setHeader(Us3Constants.IF_MODIFIED_SINCE, later);
    template.send("us3:photos?operation=getObject", exchange);

    assertThat(exchange.getException()).isNull();
    assertThat(exchange.getMessage().getBody()).isNull();
    assertThat(exchange.getMessage().getHeaders())
        .containsEntry(Us3Constants.HTTP_STATUS, 304)
        .containsEntry(Us3Constants.OBJECT_EXISTS, true)
        .doesNotContainKeys(
            Us3Constants.ETAG, Us3Constants.CONTENT_LENGTH, Us3Constants.LAST_MODIFIED);
  }

  @Test
  void refusesARangeTogetherWithIfModifiedSince() {
    Exception failure =
        failureOf(
            "getObject",
            Map.of(
                Us3Constants.KEY,
                "k",
                Us3Constants.RANGE_START,
                1,
                Us3Constants.IF_MODIFIED_SINCE,
                Instant.EPOCH));

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CamelUs3IfModifiedSince cannot be used with CamelUs3RangeStart");
  }

  @Test
  void namesATimeThatIsNone() {
    Exception failure = failureOf("getObject", withSince("yesterday"));

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("header CamelUs3IfModifiedSince must be of type Long: yesterday");
  }

  @Test
  void anObjectThatIsNotThereIsAnError() {
    Exchange failed = send("us3:photos?operation=getObject", "before", key("none"));

    assertThat(failed.getException()).isExactlyInstanceOf(Us3ObjectNotFoundException.class);
    assertThat(failed.getMessage().getHeader(Us3Constants.RET_CODE)).isEqualTo(-148654);
    assertThat(failed.getMessage().getBody()).isEqualTo("before");
  }

  @Test
  void anObjectThatIsNotThereIsSaidInAHeader() throws Exception {
    Exchange got =
        upload("us3:photos?operation=getObject&notFoundAsHeader=true", "before", key("none"));

    assertThat(got.getMessage().getBody()).isNull();
    assertThat(got.getMessage().getHeaders())
        .containsEntry(Us3Constants.OBJECT_EXISTS, false)
        .containsEntry(Us3Constants.HTTP_STATUS, 404)
        .doesNotContainKey(Us3Constants.RET_CODE);
  }

  @Test
  void aConnectionThatBreaksIsTheExceptionItselfAndCanBeTriedAgain() throws Exception {
    us3.putObject(BUCKET, "k", pattern(300_000), "text/plain");
    us3.inject(Fault.truncateAnswer().on(Us3Api.GET_FILE).times(2));
    AtomicReference<Object> caught = new AtomicReference<>();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Us3TransportException.class)
                .onWhen(simple("${exception.retryable}"))
                .maximumRedeliveries(2)
                .redeliveryDelay(0)
                .onRedelivery(retry -> caught.set(retry.getProperty(Exchange.EXCEPTION_CAUGHT)));
            from("direct:in").to("us3:photos?operation=getObject").to("mock:out");
          }
        });
    MockEndpoint out = getMockEndpoint("mock:out");
    out.expectedMessageCount(1);

    template.sendBodyAndHeader("direct:in", null, Us3Constants.KEY, "k");

    out.assertIsSatisfied();
    assertThat(caught.get()).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(out.getExchanges().get(0).getMessage().getBody(byte[].class))
        .isEqualTo(pattern(300_000));
  }

  private static Map<String, Object> withRange(Object start, Object end) {
    Map<String, Object> headers = new java.util.HashMap<>(key("k"));
    headers.put(Us3Constants.RANGE_START, start);
    headers.put(Us3Constants.RANGE_END, end);
    return headers;
  }

  private static Map<String, Object> withSince(Object since) {
    return Map.of(Us3Constants.KEY, "k", Us3Constants.IF_MODIFIED_SINCE, since);
  }
}
