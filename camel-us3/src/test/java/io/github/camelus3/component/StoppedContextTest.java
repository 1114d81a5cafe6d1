package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3TransportException;
import java.time.Duration;
import java.util.List;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class StoppedContextTest extends Us3TestSupport {
  private static final long ENDING_MILLIS = 20_000;

  private static List<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().contains("Us3"))
        .toList();
  }

  @Test
  void neitherThreadsNorConnectionsOutliveTheContext() throws Exception {
    upload("us3:photos?mode=asyncUpload&jobs=4", pattern(6 * PART), key("k"));
    assertThat(threads()).isNotEmpty();
    assertThat(us3.openConnections()).isPositive();

    context.stop();

    for (Thread thread : threads()) { // a thread that ends its pool exits later
      thread.join(ENDING_MILLIS);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
    assertThat(us3.awaitDisconnected(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void anInterruptedCallerLearnsThatItsUploadDidNotStart() throws Exception {
    Exchange exchange = context.getEndpoint("us3:photos?keyName=k").createExchange();
    exchange.getMessage().setBody("x");
    AsyncProducer producer = context.getEndpoint("us3:photos?keyName=k").createAsyncProducer();
    producer.start();
    Thread.currentThread().interrupt();

    producer.process(exchange, doneSync -> {});

    assertThat(Thread.interrupted()).isTrue();
    producer.stop();
    assertThat(exchange.getException())
        .isInstanceOf(Us3TransportException.class)
        .hasMessageContaining("interrupted while it waited for an upload slot");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void aProducerOfAStoppedComponentNamesTheStop() throws Exception {
    Exchange exchange = context.getEndpoint("us3:photos?keyName=k").createExchange();
    AsyncProducer producer = context.getEndpoint("us3:photos?keyName=k").createAsyncProducer();
    producer.start();
    context.getComponent("us3", Us3Component.class).stop();

    producer.process(exchange, doneSync -> {});

    assertThat(exchange.getException())
        .isInstanceOf(Us3TransportException.class)
        .hasMessageContaining("the component was stopped before this began");
  }
}
