package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.raw;
import static io.github.camelus3.client.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges whose response is the whole object: accepted if the range covers it. */
class WholeRangesTest {
  private static final ScriptedServer.Step UNSATISFIABLE =
      response(416, "application/json", "", "{\"RetCode\":-1,\"ErrMsg\":\"invalid range\"}");

  static Stream<Arguments> acceptedResponses() {
    return Stream.of(
        Arguments.of(new ByteRange(0, 1023), 200, "hello"),
        Arguments.of(new ByteRange(0, 4), 200, "hello"),
        Arguments.of(ByteRange.from(0), 200, "hello"),
        Arguments.of(new ByteRange(0, 5), 206, "hello"),
        Arguments.of(ByteRange.from(0), 206, "hello"),
        Arguments.of(new ByteRange(0, 0), 200, ""),
        Arguments.of(new ByteRange(0, 1023), 206, ""),
        Arguments.of(ByteRange.from(0), 200, ""));
  }

  @ParameterizedTest
  @MethodSource("acceptedResponses")
  void wholeObjectThatTheRangeCoversIsAccepted(ByteRange range, int status, String body)
      throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(response(status, "text/plain", "", body));
        Us3Client client = Clients.of(server.endpoint());
        ObjectContent content = client.getObject(BUCKET, "k", range)) {
      assertThat(content.body()).hasContent(body);
      assertThat(content.info().sizeBytes()).isEqualTo(body.length());
      assertThat(content.contentLength()).isEqualTo(body.length());
    }
  }

  static Stream<Arguments> refusedResponses() {
    return Stream.of(
        Arguments.of(new ByteRange(0, 3), 200),
        Arguments.of(new ByteRange(0, 4), 206), // of how long an object?
        Arguments.of(new ByteRange(0, 3), 206),
        Arguments.of(ByteRange.from(1), 200),
        Arguments.of(new ByteRange(1, 4), 200));
  }

  @ParameterizedTest
  @MethodSource("refusedResponses")
  void anotherRangeThanRequestedIsAnError(ByteRange range, int status) {
    Us3ServiceException e = failure(range, response(status, "text/plain", "", "hello"));

    assertThat(e).hasMessageContaining("not the requested range");
  }

  @Test
  void wholeObjectOfUnknownLengthIsRightOnlyWithoutAnEnd() throws IOException {
    String head = "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n";
    ScriptedServer.Step chunked = raw(head, "5\r\nhello\r\n0\r\n\r\n");
    try (ScriptedServer server = ScriptedServer.playing(chunked);
        Us3Client client = Clients.of(server.endpoint());
        ObjectContent content = client.getObject(BUCKET, "k", ByteRange.from(0))) {
      assertThat(content.body()).hasContent("hello");
    }
    assertThat(failure(new ByteRange(0, 9), chunked))
        .hasMessageContaining("not the requested range");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1023, Long.MAX_VALUE})
  void emptyObjectHasNothingInAnyRangeFromItsStart(long last) throws IOException {
    try (ScriptedServer server =
            ScriptedServer.playing(
                UNSATISFIABLE, response(200, "text/plain", "ETag: \"e\"\n", ""));
        Us3Client client = Clients.of(server.endpoint());
        ObjectContent content = client.getObject(BUCKET, "k", new ByteRange(0, last))) {
      assertThat(content.body()).isEmpty();
      assertThat(content.info().eTag()).isEqualTo("e");
    }
  }

  @Test
  void rangeBehindTheStartOfAnEmptyObjectIsTheServicesError() {
    assertThat(failure(new ByteRange(1, 5), UNSATISFIABLE).getHttpStatus()).isEqualTo(416);
  }

  @Test
  void largerObjectWhoseBeginningIsRefusedIsTheServicesError() {
    Us3ServiceException e =
        failure(new ByteRange(0, 3), UNSATISFIABLE, response(200, "text/plain", "", "hello"));

    assertThat(e.getHttpStatus()).isEqualTo(416);
  }

  private static Us3ServiceException failure(ByteRange range, ScriptedServer.Step... steps) {
    try (ScriptedServer server = ScriptedServer.playing(steps);
        Us3Client client = Clients.of(server.endpoint())) {
      return catchThrowableOfType(
          Us3ServiceException.class, () -> client.getObject(BUCKET, "k", range));
    }
  }
}
