package io.github.camelus3.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code us3-sink} against the emulator. */
class SinkTest extends KameletTestSupport {
  /** A route from direct:in to the sink with these further parameters, one a line. */
  private void sink(String parameters) throws Exception {
    load(
        """
        - from:
            uri: direct:in
            steps:
              - to:
                  uri: kamelet:us3-sink
                  parameters:
                    bucketName: photos
                    endpoint: '{{us3}}'
                    publicKey: PUB
                    privateKey: TOP-SECRET
        """
            + parameters.indent(12));
  }

  private Exchange send(String body, Map<String, Object> headers) throws Exception {
    Exchange exchange =
        template.request(
            "direct:in",
            in -> {
              in.getMessage().setBody(body);
              in.getMessage().setHeaders(new HashMap<>(headers));
            });
    if (exchange.getException() != null) {
      throw exchange.getException();
    }
    return exchange;
  }

  @Test
  void uploadsABody() throws Exception {
    sink("keyName: 'in/${header.name}.txt'");

    send("hello", Map.of("name", "a"));

    assertThat(stored("in/a.txt")).isEqualTo("hello");
  }

  @Test
  void theKeyIsTheFirstHeaderThatIsPresent() throws Exception {
    sink("");

    send("1", Map.of("CamelUs3Key", "a", "CamelFileName", "b", "file", "c", "ce-file", "d"));
    send("2", Map.of("CamelFileName", "b", "file", "c", "ce-file", "d"));
    send("3", Map.of("file", "${header.c}", "ce-file", "d"));
    send("4", Map.of("ce-file", "d"));
    String generated = send("5", Map.of()).getMessage().getHeader("CamelUs3Key", String.class);

    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder("a", "b", "${header.c}", "d", generated);
    assertThat(generated).matches("[0-9A-F]+-[0-9A-F]+"); // an exchange ID
  }

  @Test
  void aKeyHeaderOverridesTheProperty() throws Exception {
    sink("keyName: own");

    send("1", Map.of("CamelUs3Key", "a", "file", "b"));
    send("2", Map.of("file", "b"));

    assertThat(us3.keys(BUCKET)).containsExactlyInAnyOrder("a", "own");
  }

  @Test
  void uploadsInPartsWithModeAndJobs() throws Exception {
    sink(
        "mode: asyncUpload\njobs: 3\nkeyName: big\nstorageClass: IA\nmimeType: RAW(image/svg+xml)");
    String body = "x".repeat(300 << 10);

    Exchange sent = send(body, Map.of());

    assertThat(stored("big")).isEqualTo(body);
    assertThat(us3.object(BUCKET, "big").orElseThrow().mimeType()).isEqualTo("image/svg+xml");
    assertThat(sent.getMessage().getHeader("CamelUs3PartCount")).isEqualTo(5);
    assertThat(sent.getMessage().getHeader("CamelUs3UploadOperation")).isEqualTo("AsyncUpload");
  }

  @Test
  void aPolicyAsJsonIsSentAsGiven() throws Exception {
    try (CallbackService service = new CallbackService()) {
      sink(
          "keyName: k\npolicy: 'RAW({\"callbackUrl\":\""
              + service.url()
              + "\",\"callbackBody\":\"{\\\"n\\\":\\\"$(x:name)\\\"}\",\"callbackBodyType\":\"application/json\",\"callbackVar\":{\"x:name\":\"A&B=C\"}"
              + " })'");

      Exchange sent = send("hello", Map.of());

      assertThat(sent.getMessage().getBody(String.class)).isEqualTo("{\"accepted\":true}");
      assertThat(service.requests()).containsExactly("POST / {\"n\":\"A&B=C\"}");
    }
  }

  @Test
  void aPolicyInTheQueryFormHasVariables() throws Exception {
    try (CallbackService service = new CallbackService()) {
      context.getRegistry().bind("variables", Map.of("name", "${header.who}", "kind", "cat"));
      sink(
          "keyName: k\ncallbackUrl: "
              + service.url()
              + "\ncallbackBody: 'RAW{name=$(x:name)&kind=$(x:kind)}'\ncallbackVar: '#variables'");

      send("hello", Map.of("who", "Alice"));

      assertThat(service.requests()).containsExactly("POST /?name=Alice&kind=cat ");
    }
  }

  @Test
  void aPolicyCanBeABean() throws Exception {
    try (CallbackService service = new CallbackService()) {
      context
          .getRegistry()
          .bind("notify", Map.of("callbackUrl", service.url(), "callbackBody", "bean=1"));
      sink("keyName: k\npolicy: '#notify'");

      assertThat(send("hello", Map.of()).getMessage().getBody(String.class))
          .isEqualTo("{\"accepted\":true}");
      assertThat(service.requests()).containsExactly("POST /?bean=1 ");
    }
  }

  @Test
  void aPolicyAsJsonMayHaveAQuery() throws Exception {
    try (CallbackService service = new CallbackService()) {
      sink(
          """
          keyName: k
          policy: >-
            RAW{ {"callbackUrl":"%s","callbackBody":"name=$(x:name)&kind=$(x:kind)",
            "callbackVar":{"x:name":"Alice","x:kind":"cat"} } }
          jobs: 5
          """
              .formatted(service.url()));

      send("hello", Map.of());

      assertThat(service.requests()).containsExactly("POST /?name=Alice&kind=cat ");
    }
  }

  @Test
  void parametersAreTakenLiterally() throws Exception {
    sink("keyName: 'a+b%2F c'\nmimeType: image/svg+xml");

    send("x", Map.of());

    assertThat(us3.keys(BUCKET)).containsExactly("a+b%2F c");
    assertThat(us3.object(BUCKET, "a+b%2F c").orElseThrow().mimeType()).isEqualTo("image/svg+xml");
  }
}
