package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.Await;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.clients.SharedClient;
import io.github.camelus3.component.clients.SharedClients;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.sign.Credentials;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Endpoints with the same connection settings share a client. */
@Timeout(120)
class SharedClientTest extends Us3TestSupport {
  private static final String POLLED =
      "us3:photos?prefix=in/&deleteAfterRead=true&readTimeout=31000";
  private static final int MANY = 5_000;
  private static final long HEAP_GROWTH_BYTES = 48 << 20;

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:default").toD("us3:photos?mode=put&mimeType=a/b&keyName=k${header.n}");
        from("direct:five").toD("us3:photos?mode=put&keyName=k${header.n}", 5);
        from("direct:none").toD("us3:photos?mode=put&keyName=k${header.n}", -1);
        from("direct:tenants")
            .routeId("tenants")
            .toD("us3:photos?mode=put&keyName=k${header.n}&connectTimeout=${header.n}");
        from("direct:restarts")
            .to("us3:photos?mode=put&keyName=first")
            .process(exchange -> us3Endpoints().forEach(Endpoint::stop))
            .removeHeader(Us3Constants.KEY)
            .to("us3:photos?mode=put&keyName=second");
      }
    };
  }

  @Test
  @Timeout(600)
  void thousandsOfUrisNeedTheThreadsAndConnectionsOfOne() throws Exception {
    for (int n = 0; n < 1_100; n++) {
      sendAlone(n); // Camel's caches are full then
    }
    long heap = usedHeap();

    for (int n = 0; n < MANY; n++) {
      sendAlone(n);
    }

    assertThat(us3.keys(BUCKET)).hasSize(MANY);
    Await.until(() -> us3.openConnections() <= 2); // the server hears later of a close
    assertThat(uploadThreads()).hasSizeLessThanOrEqualTo(3);
    Await.until(() -> usedHeap() - heap < HEAP_GROWTH_BYTES); // the collector may need some turns
  }

  @Test
  void anEndpointEvictedFromTheCacheCancelsNothing() {
    us3.inject(Fault.delay(Duration.ofMillis(500)).on(Us3Api.PUT_FILE));
    CompletableFuture<Exchange> first = start("direct:five", 0);
    Await.until(() -> !us3.keys(BUCKET).isEmpty()); // the response is delayed

    for (int n = 1; n <= 40; n++) {
      assertThat(send("direct:five", "x", Map.of("n", n)).getException()).isNull();
    }

    assertThat(first.join().getException()).isNull();
    assertThat(us3.keys(BUCKET)).hasSize(41);
  }

  @Test
  void withoutACacheEachMessageIsUploadedOverTheSameConnection() {
    for (int n = 0; n < 50; n++) {
      assertThat(send("direct:none", "x", Map.of("n", n)).getException()).isNull();
    }

    assertThat(us3.keys(BUCKET)).hasSize(50);
    Await.until(() -> us3.openConnections() <= 2); // the server hears later of a close
  }

  @Test
  void theNumberOfUnusedClientsIsBounded() throws Exception {
    for (int n = 1; n <= 100; n++) {
      assertThat(send("direct:tenants", "x", Map.of("n", 10_000 + n)).getException()).isNull();
    }
    context.getRouteController().stopRoute("tenants"); // and with it the producers in its cache

    assertThat(us3.keys(BUCKET)).hasSize(100);
    // a connection ends at both its ends
    Await.until(() -> us3.openConnections() <= SharedClients.MAX_UNUSED);
  }

  @Test
  void aPolledObjectIsDeletedAlsoWhenItsClientHasNoOtherUser() throws Exception {
    store("in/a", "x");
    try (ConsumerTemplate consumer = context.createConsumerTemplate()) {
      Exchange polled = consumer.receive(POLLED, 20_000);
      consumer.stop();
      us3Endpoints().forEach(Endpoint::stop);

      for (int n = 0; n <= SharedClients.MAX_UNUSED; n++) {
        send("direct:tenants", "x", Map.of("n", 10_000 + n));
        us3Endpoints().forEach(Endpoint::stop);
      }
      consumer.doneUoW(polled);
    }

    assertThat(us3.keys(BUCKET)).doesNotContain("in/a");
  }

  @Test
  void aRouteMayStopItsEndpointsBetweenTwoUploads() {
    Exchange exchange = send("direct:restarts", "x", Map.of());

    assertThat(exchange.getException()).isNull();
    assertThat(us3.keys(BUCKET)).containsExactly("first", "second");
  }

  @Test
  void anEndpointServesAgainAfterAStopAndAStart() throws Exception {
    Us3Endpoint endpoint = context.getEndpoint("us3:photos?mode=put", Us3Endpoint.class);
    upload("us3:photos?mode=put", "x", key("before"));

    endpoint.stop();
    endpoint.start();
    upload("us3:photos?mode=put", "x", key("after"));

    assertThat(us3.keys(BUCKET)).containsExactly("after", "before");
  }

  @Test
  void aComponentServesAgainAfterAStopAndAStart() throws Exception {
    upload("us3:photos?mode=put", "x", key("before"));

    context.getComponent("us3").stop();
    context.getComponent("us3").start();
    upload("us3:photos?mode=put", "x", key("after"));

    assertThat(us3.keys(BUCKET)).containsExactly("after", "before");
  }

  @Test
  void endpointsWithTheSameSettingsShareAndOthersDoNot() {
    Us3Endpoint photos = context.getEndpoint("us3:photos?mode=put", Us3Endpoint.class);
    Us3Endpoint archive = context.getEndpoint("us3:archive?jobs=3", Us3Endpoint.class);
    Us3Endpoint quick = context.getEndpoint("us3:photos?readTimeout=1000", Us3Endpoint.class);
    Us3Endpoint other = context.getEndpoint("us3:photos?publicKey=other", Us3Endpoint.class);

    try (SharedClient one = photos.openClient();
        SharedClient same = archive.openClient();
        SharedClient withTimeout = quick.openClient();
        SharedClient withKey = other.openClient()) {
      assertThat(same).isSameAs(one);
      assertThat(List.of(withTimeout, withKey)).doesNotContain(one).doesNotHaveDuplicates();
    }
  }

  @Test
  void eachLimitHasItsOwnLimiterInTheSharedClient() {
    try (SharedClient client = context.getEndpoint("us3:photos", Us3Endpoint.class).openClient()) {
      assertThat(client.limiter(4)).isSameAs(client.limiter(4)).isNotSameAs(client.limiter(5));
    }
  }

  @Test
  void theClientOfTheOptionStaysOpen() throws Exception {
    try (Us3Client given =
        Us3Client.builder()
            .host(ServiceHost.ofEndpoint(us3.endpoint()))
            .credentials(Credentials.of("public-key", "private-key"))
            .build()) {
      context.getRegistry().bind("given", given);
      upload("us3:photos?us3Client=#given", "x", key("k"));

      context.stop();

      assertThat(given.headObject(BUCKET, "k").sizeBytes()).isEqualTo(1);
    }
  }

  @Test
  void aProducerNeedsAStartedContext() throws Exception {
    try (CamelContext cold = new DefaultCamelContext()) {
      Producer producer =
          cold.getEndpoint("us3:photos?region=cn-bj&publicKey=p&privateKey=q").createProducer();

      assertThatThrownBy(producer::start)
          .hasStackTraceContaining("not started: start the Camel context first");
    }
  }

  @Test
  void aPollingRouteMayBeAddedBeforeTheContextStarts() throws Exception {
    store("a", "hello");
    try (CamelContext cold = new DefaultCamelContext()) {
      BlockingQueue<String> polled = new LinkedBlockingQueue<>();
      cold.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("us3:photos?publicKey=public-key&privateKey=private-key&endpoint="
                      + us3.endpoint())
                  .process(exchange -> polled.add(exchange.getMessage().getBody(String.class)));
            }
          });

      cold.start();

      assertThat(polled.poll(1, TimeUnit.MINUTES)).isEqualTo("hello");
    }
  }

  @Test
  void browsingNeedsAStartedContext() throws Exception {
    try (CamelContext cold = new DefaultCamelContext()) {
      Us3Endpoint endpoint =
          cold.getEndpoint("us3:photos?region=cn-bj&publicKey=p&privateKey=q", Us3Endpoint.class);

      assertThatThrownBy(endpoint::getExchanges).hasMessageContaining("not started");
    }
  }

  private CompletableFuture<Exchange> start(String uri, int n) {
    return template.asyncSend(
        uri,
        exchange -> {
          exchange.getMessage().setBody("x");
          exchange.getMessage().setHeaders(new HashMap<>(Map.of("n", n)));
        });
  }

  private List<Endpoint> us3Endpoints() {
    return context.getEndpoints().stream().filter(Us3Endpoint.class::isInstance).toList();
  }

  /**
   * Uploads, and waits until the thread is back in its pool. An upload before that takes another
   * thread, so the scheduler would decide how many there are.
   */
  private void sendAlone(int n) {
    send("direct:default", "x", Map.of("n", n));
    Await.until(() -> !isAnyUploadThreadBusy());
  }

  /** Idle threads of the pool wait for work with a time limit, unlike all others of them. */
  private static boolean isAnyUploadThreadBusy() {
    Thread[] threads = new Thread[1_000];
    int count = Thread.enumerate(threads);
    return Arrays.stream(threads, 0, count)
        .filter(thread -> thread.getName().contains("Us3Upload"))
        .anyMatch(thread -> thread.getState() != Thread.State.TIMED_WAITING);
  }

  private static List<String> uploadThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("Us3"))
        .toList();
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
