package io.github.camelus3.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

/** {@code us3-source} against the emulator. */
class SourceTest extends KameletTestSupport {
  /** A route from the source to mock:out with these further parameters, one a line. */
  private void source(String parameters) throws Exception {
    load(
        """
        - route:
            id: poll
            from:
              uri: kamelet:us3-source
              parameters:
                bucketName: photos
                endpoint: '{{us3}}'
                publicKey: PUB
                privateKey: TOP-SECRET
        """
            + parameters.indent(8)
            + """
                  steps:
                    - to: mock:out
            """);
  }

  @Test
  void deliversObjectsAndDeletesThem() throws Exception {
    store("in/a+b.txt", "A");
    store("other", "B");
    out().expectedBodiesReceived("A");
    source("prefix: RAW(in/a+)\ndeleteAfterRead: true");

    out().assertIsSatisfied();

    assertThat(header("CamelUs3Key")).isEqualTo("in/a+b.txt");
    assertThat(header("CamelUs3BucketName")).isEqualTo("photos");
    assertThat(header("CamelUs3MimeType")).isEqualTo("text/plain");
    assertThat(header("CamelUs3ContentLength")).isEqualTo(1L);
    context.stop(); // waits for the completions of the exchanges
    assertThat(us3.keys(BUCKET)).containsExactly("other");
  }

  @Test
  void movesObjects() throws Exception {
    store("in/a", "A");
    out().expectedMessageCount(1);
    source(
        """
        prefix: in/
        moveAfterRead: true
        removePrefixOnMove: true
        destinationBucket: archive
        destinationKeyPrefix: 'done/${header.CamelUs3BucketName}/'
        destinationKeySuffix: .done
        delay: 50
        maxMessagesPerPoll: 1
        """);

    out().assertIsSatisfied();
    context.stop(); // waits for the completions of the exchanges

    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThat(us3.keys("archive")).containsExactly("done/photos/a.done");
  }

  @Test
  void anIdempotentSourceDeliversAnObjectOnceAndWithoutBodyIfWanted() throws Exception {
    store("a", "A");
    store("b", "B");
    out().expectedMessageCount(2);
    source("idempotent: true\nincludeBody: false\ndelay: 20\nmaxMessagesPerPoll: 1");

    out().assertIsSatisfied();
    assertThat(keys()).containsExactly("a", "b");
    out().reset();
    out().expectedMessageCount(1);
    store("0", "first of the next round");
    out().assertIsSatisfied();
    out().reset();
    out().expectedMessageCount(1);
    store("z", "after a and b");
    out().assertIsSatisfied();

    assertThat(keys()).containsExactly("z");
    assertThat(out().getExchanges())
        .allSatisfy(exchange -> assertThat(exchange.getMessage().getBody()).isNull());
  }

  @Test
  void objectsBecomeCloudEvents() throws Exception {
    store("in/a", "A");
    out().expectedBodiesReceived("A");
    load(
        """
        - from:
            uri: kamelet:us3-source
            parameters:
              bucketName: photos
              endpoint: '{{us3}}'
              publicKey: PUB
              privateKey: TOP-SECRET
              deleteAfterRead: true
            steps:
              - transformDataType:
                  toType: us3:application-cloudevents
              - to: mock:out
        """);

    out().assertIsSatisfied();

    assertThat(header("CamelCloudEventSubject")).isEqualTo("in/a");
    assertThat(header("CamelCloudEventSource")).isEqualTo("us3.bucket.photos");
  }

  private List<Object> keys() {
    return out().getExchanges().stream()
        .map(exchange -> exchange.getMessage().getHeader("CamelUs3Key"))
        .toList();
  }

  private Object header(String name) {
    Exchange first = out().getExchanges().get(0);
    return first.getMessage().getHeader(name);
  }
}
