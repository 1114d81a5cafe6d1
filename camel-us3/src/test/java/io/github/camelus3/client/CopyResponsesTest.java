package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.json;
import static io.github.camelus3.client.ScriptedServer.raw;
import static io.github.camelus3.client.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy succeeds if the response has its ETag, or HEAD confirms it. */
class CopyResponsesTest {
  private static final String ETAG = "AQAAAKr0xh3MxeiP2iLeACJX5EhjsQMN";
  private static final String OTHER = "AQAAALr0xh3MxeiP2iLeACJX5EhjsQMN";

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void responseOfAProxyIsNoCopy(int status) {
    try (ScriptedServer server =
        ScriptedServer.playing(
            json(status, "{\"message\":\"x\"}"),
            raw("HTTP/1.1 404 Not Found\nContent-Length: 0\n", ""))) {
      assertThat(catchThrowable(() -> copy(server)))
          .isExactlyInstanceOf(Us3ServiceException.class)
          .hasMessageContaining("there is no object");
    }
  }

  @Test
  void proxysETagIsNoProof() {
    try (ScriptedServer server =
        ScriptedServer.playing(
            response(200, "application/json", "ETag: \"5f3e-abc\"\n", "{}"),
            head(OTHER),
            head(ETAG))) {
      assertThat(catchThrowable(() -> copy(server)))
          .isExactlyInstanceOf(Us3ServiceException.class)
          .hasMessageContaining("not a copy");
    }
  }

  @Test
  void copyWithoutAnETagIsCheckedByHead() throws IOException {
    try (ScriptedServer server =
        ScriptedServer.playing(
            raw("HTTP/1.1 200 OK\nContent-Length: 0\n", ""), head(ETAG), head(ETAG))) {
      assertThat(copy(server)).isEqualTo(ETAG);
      assertThat(server.requestLines())
          .containsExactly("PUT /k HTTP/1.1", "HEAD /k HTTP/1.1", "HEAD /from HTTP/1.1");
    }
  }

  private static ScriptedServer.Step head(String eTag) {
    return raw("HTTP/1.1 200 OK\nContent-Length: 0\nETag: \"" + eTag + "\"\n", "");
  }

  private static String copy(ScriptedServer server) throws IOException {
    try (Us3Client client = Clients.of(server.endpoint())) {
      return client.copyObject(BUCKET, "from", BUCKET, "k", null);
    }
  }
}
