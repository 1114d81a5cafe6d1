package io.github.camelus3.it.pollers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Outage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs receive callbacks with the recipe of docs/scale-out-pollers.md. */
class CallbackReplayTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String SECRET = "known to uploader and webhook";

  @RegisterExtension static final Database DATABASE = new Database();

  @RegisterExtension
  final Us3EmulatorExtension us3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofMinutes(1)));

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  @Test
  void callbackFailsWhileTheDatabaseIsAway() throws Exception {
    Nodes nodes = nodes();
    int port = nodes.runServer("one");
    nodes.awaitStart("one");
    upload("a.jpg", port);

    DATABASE.stop();
    Outage outage = Outage.begins();
    assertThatThrownBy(() -> upload("b.jpg", port))
        .hasCauseInstanceOf(Us3CallbackException.class)
        .hasStackTraceContaining("HTTP 500");
    outage.awaitEnd();
    assertThat(nodes.begun()).containsExactly("a.jpg");
    DATABASE.start();
    // the pool may wait some seconds before it tries the database again
    await()
        .atMost(LIMIT)
        .ignoreExceptionsMatching(e -> e.getCause() instanceof Us3CallbackException)
        .until(() -> upload("b.jpg", port), reply -> true);

    assertThat(nodes.done()).containsExactly("a.jpg", "b.jpg");
  }

  @Test
  void replayToAnotherNodeIsRefused() throws Exception {
    Nodes nodes = nodes();
    int one = nodes.runServer("one");
    int two = nodes.runServer("two");
    nodes.awaitStart("one", "two");

    Object first = upload("a.jpg", one);
    SentCallback callback = us3.emulator().callbacks().get(0);
    int atTheOther = replay(callback, two);
    int atTheSame = replay(callback, one);
    Object second = upload("b.jpg", two);

    assertThat(first).isEqualTo("{\"accepted\":true}");
    assertThat(atTheOther).isEqualTo(403);
    assertThat(atTheSame).isEqualTo(403);
    assertThat(second).isEqualTo("{\"accepted\":true}");
    assertThat(nodes.done()).containsExactly("a.jpg", "b.jpg");
  }

  private Nodes nodes() {
    return new Nodes(
        jvms,
        us3.emulator(),
        folder,
        List.of("database.yaml", "callbacks.yaml"),
        "database=" + DATABASE.url(),
        "connection-timeout=1000",
        "secret=" + SECRET);
  }

  /** Uploads with a callback to a port. Returns the reply. */
  private Object upload(String key, int port) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Us3Component component = camel.getComponent("us3", Us3Component.class);
      component.getConfiguration().setEndpoint(us3.emulator().endpoint());
      component.getConfiguration().setPublicKey(Us3Emulator.DEFAULT_PUBLIC_KEY);
      component.getConfiguration().setPrivateKey(Us3Emulator.DEFAULT_PRIVATE_KEY);
      component.getConfiguration().setMaxRetries(0);
      component.getConfiguration().setCallbackSecret(SECRET);
      camel.start();
      return camel
          .createProducerTemplate()
          .requestBodyAndHeader(
              "us3:photos?callbackUrl=http://127.0.0.1:"
                  + port
                  + "/uploaded&callbackBodyType=application/json"
                  + "&callbackBody=RAW({\"size\":\"$(fsize)\"})",
              "hello",
              Us3Constants.KEY,
              key);
    }
  }

  /** Sends a callback again, to another port. Returns the status. */
  private static int replay(SentCallback callback, int port) throws Exception {
    URI sent = URI.create(callback.url());
    URI again =
        URI.create("http://127.0.0.1:" + port + sent.getRawPath() + "?" + sent.getRawQuery());
    HttpRequest request =
        HttpRequest.newBuilder(again)
            .header("Content-Type", callback.contentType())
            .method(callback.method(), BodyPublishers.ofString(callback.body()))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
