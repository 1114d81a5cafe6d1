package io.github.camelus3.client;

import static io.github.camelus3.client.ScriptedServer.cut;
import static io.github.camelus3.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.source.ObjectSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exceptions can be serialized, as Camel does between processes, and show no secrets. */
class ExceptionsTest {
  private static final String SECRET = "token-of-the-policy";
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/?t=" + SECRET + "\"}";

  static Stream<List<ScriptedServer.Step>> responses() {
    ScriptedServer.Step stored =
        ScriptedServer.raw(
            "HTTP/1.1 200 OK\nContent-Length: 1\nETag: \"AQAAAFukYyjhDr_T71m9H2oCQ05XgCs-\"\n", "");
    String unreachable =
        "{\"RetCode\":20003,\"ErrMsg\":\"send request error: Post http://127.0.0.1:1/?t="
            + SECRET
            + ": refused\"}";
    return Stream.of(
        List.of(cut(), cut()),
        List.of(cut(), stored),
        List.of(json(599, unreachable)),
        List.of(json(503, "{}"), cut()),
        List.of(json(403, "{\"RetCode\":-148643,\"ErrMsg\":\"invalid\"}")));
  }

  @ParameterizedTest
  @MethodSource("responses")
  void exceptionsCanBeSerializedAndShowNoSecret(List<ScriptedServer.Step> steps) throws Exception {
    Us3Exception failure;
    try (ScriptedServer server = ScriptedServer.playing(steps.toArray(ScriptedServer.Step[]::new));
        Us3Client client =
            Clients.builder(server.endpoint())
                .retries(new RetryOptions(1, Duration.ofMillis(1), Duration.ofMillis(1)))
                .build()) {
      PutObjectRequest put =
          PutObjectRequest.of("demo", "k", "a/b", ObjectSource.bytes(new byte[1]))
              .withPolicy(POLICY);
      failure = catchThrowableOfType(Us3Exception.class, () -> client.putObject(put));
    }

    Us3Exception copy = copy(failure);

    assertThat(copy).isExactlyInstanceOf(failure.getClass()).hasMessage(failure.getMessage());
    assertThat(copy.getKey()).isEqualTo("k");
    assertThat(copy.isRetryable()).isEqualTo(failure.isRetryable());
    StringWriter trace = new StringWriter();
    copy.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).doesNotContain(SECRET, "PRIV", "UCloud ");
  }

  private static Us3Exception copy(Us3Exception failure)
      throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Us3Exception) in.readObject();
    }
  }
}
