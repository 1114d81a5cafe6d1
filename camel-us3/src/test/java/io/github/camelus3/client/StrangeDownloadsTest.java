package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.raw;
import static io.github.camelus3.client.ScriptedServer.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrangeDownloadsTest {
  private static final ByteRange RANGE = new ByteRange(2, 5);

  @Test
  void wholeObjectInsteadOfARangeIsAnError() {
    Us3ServiceException e = ranged(response(200, "text/plain", "", "0123456789"));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getHttpStatus()).isEqualTo(200);
    assertThat(e).hasMessageContaining("not the requested range");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-None: 1",
        "Content-Range: bytes 2-6/10",
        "Content-Range: bytes 1-4/10",
        "Content-Range: bytes 2-4/10",
        "Content-Range: bytes 2-5/*",
        "Content-Range: bytes */10",
        "Content-Range: 2-5/10",
        "Content-Range: bytes 2-5/99999999999999999999"
      })
  void anotherRangeThanRequestedIsAnError(String header) {
    Us3ServiceException e = ranged(response(206, "text/plain", header + '\n', "2345"));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e).hasMessageContaining("not the requested range");
  }

  @ParameterizedTest
  @ValueSource(strings = {"234", "23456", ""})
  void contentOfAnotherLengthThanItsRangeIsAnError(String body) {
    Us3ServiceException e =
        ranged(response(206, "text/plain", "Content-Range: bytes 2-5/10\n", body));

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e).hasMessageContaining("not the requested range");
  }

  @Test
  void rangeThatEndsBeforeItStartsIsAnError() {
    String none = "Content-Range: bytes 2-1/2\n";
    Us3ServiceException e = ranged(raw("HTTP/1.1 206 Piece\n" + none + "Connection: close\n", ""));

    assertThat(e).hasMessageContaining("not the requested range");
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 204, 206})
  void successOfAnotherKindIsNoWholeObject(int status) {
    ScriptedServer.Step step = response(status, "text/plain", "Content-Range: bytes 0-3/10\n", "");

    Us3ServiceException e = whole(step);

    assertThat(e).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(e.getHttpStatus()).isEqualTo(status);
    assertThat(e).hasMessageContaining("unexpected response");
  }

  @Test
  void notModifiedIsAnErrorWithoutACondition() {
    ScriptedServer.Step notModified = response(304, "text/plain", "", "");

    assertThat(whole(notModified).getHttpStatus()).isEqualTo(304);
    assertThat(ranged(notModified).getHttpStatus()).isEqualTo(304);
  }

  @Test
  void notModifiedIsNoContentWithACondition() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(raw("HTTP/1.1 304 Not Modified\n", ""));
        Us3Client client = Clients.of(server.endpoint())) {
      assertThat(client.getObjectIfModifiedSince(BUCKET, "k", Instant.EPOCH)).isEmpty();
    }
  }

  @Test
  void requestedRangeIsAccepted() throws Exception {
    ScriptedServer.Step piece =
        response(206, "text/plain", "Content-Range: bytes 2-5/10\n", "2345");
    try (ScriptedServer server = ScriptedServer.playing(piece);
        Us3Client client = Clients.of(server.endpoint());
        ObjectContent content = client.getObject(BUCKET, "k", RANGE)) {
      assertThat(content.body()).hasContent("2345");
      assertThat(content.info().sizeBytes()).isEqualTo(10);
    }
  }

  private record Reading(String name, Action action) {
    interface Action {
      void from(InputStream in) throws IOException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Reading> readings() {
    return Stream.of(
        new Reading("readAllBytes", InputStream::readAllBytes),
        new Reading("transferTo", in -> in.transferTo(java.io.OutputStream.nullOutputStream())),
        new Reading("skipNBytes", in -> in.skipNBytes(10)),
        new Reading(
            "single bytes",
            in -> {
              while (in.read() >= 0) {
                in.available();
              }
            }));
  }

  @ParameterizedTest
  @MethodSource("readings")
  void objectThatEndsTooEarlyIsATransportFailureNotItsEnd(Reading reading) throws Exception {
    ScriptedServer.Step half =
        out -> {
          raw("HTTP/1.1 200 OK\nContent-Length: 10\n", "01234").play(out);
          ScriptedServer.cut().play(out);
        };
    try (ScriptedServer server = ScriptedServer.playing(half);
        Us3Client client = Clients.of(server.endpoint());
        ObjectContent content = client.getObject(BUCKET, "k")) {
      Us3TransportException e =
          catchThrowableOfType(
              Us3TransportException.class, () -> reading.action().from(content.body()));

      assertThat(e).isNotNull();
      assertThat(e.isRequestSent()).isTrue();
      assertThat(e.getOperation()).isEqualTo("GetFile");
      assertThat(e.getKey()).isEqualTo("k");
    }
  }

  @Test
  void headWithoutLengthOrDateSaysSo() throws Exception {
    ScriptedServer.Step bare = raw("HTTP/1.1 200 OK\nLast-Modified: yesterday\nETag: \"e\"\n", "");
    try (ScriptedServer server = ScriptedServer.playing(bare);
        Us3Client client = Clients.of(server.endpoint())) {
      ObjectInfo info = client.headObject(BUCKET, "k");

      assertThat(info.sizeBytes()).isEqualTo(-1);
      assertThat(info.lastModified()).isNull();
      assertThat(info.mimeType()).isNull();
      assertThat(info.eTag()).isEqualTo("e");
    }
  }

  @Test
  void contentInTheFormOfAnErrorIsReturnedAsContent() throws Exception {
    String text = "{\"RetCode\":-148654, \"ErrMsg\":\"file not exist\"}";
    try (ScriptedServer server =
            ScriptedServer.playing(response(200, "application/json", "ETag: \"e\"\n", text));
        Us3Client client = Clients.of(server.endpoint());
        ObjectContent content = client.getObject(BUCKET, "k")) {
      assertThat(new String(content.body().readAllBytes(), UTF_8)).isEqualTo(text);
    }
  }

  private static Us3ServiceException whole(ScriptedServer.Step step) {
    try (ScriptedServer server = ScriptedServer.playing(step);
        Us3Client client = Clients.of(server.endpoint())) {
      return catchThrowableOfType(Us3ServiceException.class, () -> client.getObject(BUCKET, "k"));
    }
  }

  private static Us3ServiceException ranged(ScriptedServer.Step step) {
    try (ScriptedServer server = ScriptedServer.playing(step);
        Us3Client client = Clients.of(server.endpoint())) {
      return catchThrowableOfType(
          Us3ServiceException.class, () -> client.getObject(BUCKET, "k", RANGE));
    }
  }
}
