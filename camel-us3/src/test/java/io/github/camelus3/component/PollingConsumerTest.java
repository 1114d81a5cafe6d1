package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.Await;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects that are asked for one by one: ConsumerTemplate, pollEnrich, poll. */
class PollingConsumerTest extends PollingTestSupport {
  private static final String MARKS =
      "idempotent=true&idempotentRepository=#seen&inProgressRepository=#progress&delay=20";

  private final Map<String, Object> inProgress = new ConcurrentHashMap<>();
  private final Map<String, Object> seen = new ConcurrentHashMap<>();

  @BindToRegistry("progress")
  final IdempotentRepository progressRepository =
      MemoryIdempotentRepository.memoryIdempotentRepository(inProgress);

  /** Blocks the first thread that marks {@code held}. */
  private final CountDownLatch heldUp = new CountDownLatch(1);

  private final CountDownLatch letGo = new CountDownLatch(1);

  @BindToRegistry("seen")
  final IdempotentRepository seenRepository =
      new MemoryIdempotentRepository() {
        @Override
        public boolean add(String key) {
          if (key.contains("held@") && heldUp.getCount() > 0) {
            heldUp.countDown();
            try {
              letGo.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          }
          return seen.putIfAbsent(key, key) == null;
        }

        @Override
        public boolean contains(String key) {
          return seen.containsKey(key);
        }

        @Override
        public boolean remove(String key) {
          return seen.remove(key) != null;
        }
      };

  private ConsumerTemplate consumer;

  @BeforeEach
  void createTemplate() {
    consumer = context.createConsumerTemplate();
  }

  private Exchange receive(String options) {
    return consumer.receive(photos(options), 20_000);
  }

  private void route(RouteBuilder routes) throws Exception {
    context.addRoutes(routes);
  }

  private void awaitNothingInProgress() {
    Await.until(inProgress::isEmpty);
  }

  @Test
  void oneObjectIsTakenAndTheOthersAreLeftAlone() {
    Stream.of("in/a", "in/b", "in/c", "in/d", "in/e").forEach(key -> store(key, "x"));

    Exchange received = receive("prefix=in/&deleteAfterRead=true&" + MARKS);

    assertThat(keyOf(received)).isEqualTo("in/a");
    assertThat(received.getMessage().getBody(String.class)).isEqualTo("x");
    assertThat(inProgress).hasSize(1);
    assertThat(seen).hasSize(1);
    assertThat(requests(Us3Api.GET_FILE)).hasSize(1);
    consumer.doneUoW(received);
    assertThat(us3.keys(BUCKET)).containsExactly("in/b", "in/c", "in/d", "in/e");
    assertThat(inProgress).isEmpty();
    assertThat(seen).hasSize(1);
  }

  @Test
  void oneAfterAnotherComesAndThenNone() {
    IntStream.range(0, 25).forEach(i -> store("k%02d".formatted(i), "x"));
    List<String> keys = new ArrayList<>();

    for (Exchange next = consumer.receiveNoWait(photos("maxResults=10&deleteAfterRead=true"));
        next != null;
        next = consumer.receiveNoWait(photos("maxResults=10&deleteAfterRead=true"))) {
      keys.add(keyOf(next));
      consumer.doneUoW(next);
    }

    assertThat(keys).hasSize(25).isSorted().doesNotHaveDuplicates();
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void anObjectThatIsHeldIsNotHandedOutTwice() {
    store("a", "x");
    Exchange held = receive("delay=20");

    assertThat(consumer.receiveNoWait(photos("delay=20"))).isNull();
    consumer.doneUoW(held);
    assertThat(consumer.receiveNoWait(photos("delay=20"))).isNotNull();
  }

  @Test
  void aBodyIsReadAndItsObjectProcessed() {
    store("a", "hello");

    String body = consumer.receiveBody(photos("deleteAfterRead=true"), 20_000, String.class);

    assertThat(body).isEqualTo("hello");
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void withoutStreamCachingOneConnectionIsOpenUntilTheExchangeIsDone() throws Exception {
    context.setStreamCaching(false);
    Stream.of("a", "b", "c", "d", "e")
        .forEach(key -> us3.putObject(BUCKET, key, pattern(1 << 20), "text/plain"));

    Exchange received = receive("delay=20");

    assertThat(received.getMessage().getBody(java.io.InputStream.class).readNBytes(100))
        .hasSize(100);
    assertThat(us3.openConnections()).isBetween(1, 2); // one for the listing
    consumer.doneUoW(received);
    context.stop();
    assertThat(us3.awaitDisconnected(Duration.ofSeconds(20))).isTrue();
  }

  @Test
  void aWaitingCallReceivesAnObjectStoredMeanwhile() throws Exception {
    CompletableFuture<Exchange> received =
        CompletableFuture.supplyAsync(() -> consumer.receive(photos("delay=5")));
    Await.until(() -> requests(Us3Api.LIST_OBJECTS).size() >= 3);

    store("a", "x");

    assertThat(keyOf(received.join())).isEqualTo("a");
  }

  @Test
  void whoeverWaitsIsNotKeptBehindTheTime() {
    assertThat(consumer.receive(photos("delay=600000"), 50)).isNull();
    assertThat(consumer.receive(photos("delay=600000"), -1)).isNull();
    assertThat(consumer.receiveNoWait(photos("delay=600000"))).isNull();
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    CompletableFuture<Boolean> wasInterrupted = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () -> {
              Exchange received = consumer.receive(photos("delay=600000"));
              wasInterrupted.complete(received == null && Thread.currentThread().isInterrupted());
            });
    waiting.start();
    Await.until(() -> !requests(Us3Api.LIST_OBJECTS).isEmpty());

    waiting.interrupt();

    assertThat(wasInterrupted.join()).isTrue();
  }

  @Test
  void aStopEndsTheWaitAndAStartBeginsAgain() throws Exception {
    PollingConsumer polling =
        context.getEndpoint(photos("delay=600000"), Us3Endpoint.class).createPollingConsumer();
    polling.start();
    CompletableFuture<Exchange> received = CompletableFuture.supplyAsync(polling::receive);
    Await.until(() -> !requests(Us3Api.LIST_OBJECTS).isEmpty());

    polling.stop();

    assertThat(received.join()).isNull();
    assertThatThrownBy(polling::receiveNoWait).isInstanceOf(RejectedExecutionException.class);
    store("a", "x");
    polling.start();
    assertThat(keyOf(polling.receive())).isEqualTo("a");
    polling.stop();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anObjectFoundTooLateIsReleased(boolean interrupts) throws Exception {
    store("in/held", "x");
    CompletableFuture<Exchange> received = new CompletableFuture<>();
    Thread waiting =
        new Thread(
            () ->
                received.complete(
                    consumer.receive(
                        photos(MARKS + "&prefix=in/&moveFailed=failed/"),
                        interrupts ? 600_000 : 3_000)));
    waiting.start();
    heldUp.await();
    if (interrupts) {
      waiting.interrupt();
    }

    assertThat(received.join()).isNull();
    letGo.countDown();

    awaitNothingInProgress();
    assertThat(seen).isEmpty();
    assertThat(us3.keys(BUCKET)).containsExactly("in/held");
    assertThat(keyOf(receive(MARKS + "&prefix=in/&moveFailed=failed/"))).isEqualTo("in/held");
  }

  @Test
  void anObjectOpenedTooLateIsClosedAndReleased() throws Exception {
    context.setStreamCaching(false);
    us3.putObject(BUCKET, "a", pattern(1 << 20), "text/plain");
    us3.inject(Fault.delay(Duration.ofSeconds(1)).on(Us3Api.GET_FILE));

    assertThat(consumer.receive(photos(MARKS), 300)).isNull();

    awaitNothingInProgress();
    assertThat(seen).isEmpty();
    assertThat(us3.awaitQuiet(Duration.ofSeconds(20))).isTrue();
    Exchange received = receive(MARKS);
    assertThat(received.getMessage().getBody(byte[].class)).isEqualTo(stored("a"));
    consumer.doneUoW(received);
  }

  @Test
  void manyThreadsGetEachObjectOnce() throws Exception {
    int objects = 200;
    IntStream.range(0, objects).forEach(i -> store("k%03d".formatted(i), "x"));
    Queue<String> keys = new ConcurrentLinkedQueue<>();
    String uri = photos(MARKS + "&maxResults=50");
    context.getEndpoint(uri);
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    new Thread(
                        () -> {
                          for (Exchange next = consumer.receiveNoWait(uri);
                              next != null;
                              next = consumer.receiveNoWait(uri)) {
                            keys.add(keyOf(next));
                            consumer.doneUoW(next);
                          }
                        }))
            .toList();

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(keys).hasSize(objects).doesNotHaveDuplicates();
    assertThat(inProgress).isEmpty();
  }

  @Test
  void theOptionsThatSelectAndMoveHold() {
    Stream.of("in/a.tmp", "in/b.txt", "in/c.txt", "in/c.txt.done").forEach(key -> store(key, "x"));
    String options =
        "prefix=in/&exclude=RAW(.*[.]tmp)&doneFileName=RAW(${file:name}.done)&moveAfterRead=true"
            + "&removePrefixOnMove=true&destinationKeyPrefix=done/&moveFailed=failed/&delay=20";

    Exchange received = receive(options);

    assertThat(keyOf(received)).isEqualTo("in/c.txt");
    assertThat(consumer.receiveNoWait(photos(options))).isNull();
    consumer.doneUoW(received);
    store("in/b.txt.done", "");
    received = receive(options);
    received.setException(new IllegalStateException("no"));
    consumer.doneUoW(received);
    assertThat(us3.keys(BUCKET)).containsExactly("done/c.txt", "failed/b.txt", "in/a.tmp");
  }

  @Test
  void anEmptyMessageComesWhenThatIsWanted() {
    Exchange received =
        consumer.receive(photos("sendEmptyMessageWhenIdle=true&delay=600000"), 20_000);

    assertThat(received.getMessage().getBody()).isNull();
  }

  @Test
  void aFailureOfTheListingIsThrown() {
    store("a", "x");
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS));

    assertThatThrownBy(() -> receive("delay=20"))
        .isInstanceOf(RuntimeCamelException.class)
        .hasCauseInstanceOf(Us3ServiceException.class);

    assertThat(receive("delay=20")).isNotNull();
  }

  @Test
  void anObjectThatCannotBeOpenedIsThrownAndComesAgain() {
    store("a", "x");
    us3.inject(Fault.internalError().on(Us3Api.GET_FILE));

    assertThatThrownBy(() -> receive(MARKS)).hasCauseInstanceOf(Us3ServiceException.class);

    assertThat(inProgress).isEmpty();
    assertThat(seen).isEmpty();
    assertThat(keyOf(receive(MARKS))).isEqualTo("a");
  }

  @Test
  void anObjectThatIsGoneLeavesTheNextOne() {
    Stream.of("a", "b").forEach(key -> store(key, "x"));
    us3.inject(Fault.answer(404, -148654, "file not exist").on(Us3Api.GET_FILE).key("a"));

    assertThat(keyOf(receive(MARKS))).isEqualTo("b");
    assertThat(inProgress).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"enrich", "poll", "dynamic"})
  void aRouteProcessesThePolledObject(String step) throws Exception {
    Stream.of("a", "b").forEach(key -> store(key, "x"));
    String uri = photos("fileName=a&deleteAfterRead=true&" + MARKS);
    route(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:enrich").pollEnrich(uri, 20_000).to("direct:handle");
            from("direct:poll").poll(uri, 20_000).to("direct:handle");
            from("direct:dynamic")
                .pollEnrich()
                .simple(uri.replace("fileName=a", "fileName=${header.name}"))
                .timeout(20_000)
                .to("direct:handle");
            from("direct:handle")
                .process(exchange -> assertThat(inProgress).hasSize(1))
                .to("mock:out");
          }
        });
    out().expectedBodiesReceived("x");

    template.requestBodyAndHeader("direct:" + step, "before", "name", "a");

    out().assertIsSatisfied();
    assertThat(keys()).containsExactly("a");
    assertThat(us3.keys(BUCKET)).containsExactly("b");
    assertThat(inProgress).isEmpty();
    assertThat(seen).hasSize(1);
  }

  @Test
  void anObjectWhoseRouteFailsComesAgain() throws Exception {
    store("a", "x");
    route(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:enrich")
                .pollEnrich(photos("deleteAfterRead=true&" + MARKS), 20_000)
                .to("mock:out")
                .filter(header("fail"))
                .throwException(new IllegalStateException("no"));
          }
        });

    Exchange failed = send("direct:enrich", null, Map.of("fail", true));
    assertThat(failed.getException()).isInstanceOf(IllegalStateException.class);
    assertThat(us3.keys(BUCKET)).containsExactly("a");
    assertThat(seen).isEmpty();
    template.requestBody("direct:enrich", null, String.class);

    assertThat(keys()).containsExactly("a", "a");
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"keeps", "none", "fails"})
  void anObjectThatAStrategyDropsEndsWithTheRoute(String strategy) throws Exception {
    context.setStreamCaching(false);
    us3.putObject(BUCKET, "a", pattern(1 << 20), "text/plain");
    route(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:enrich")
                .pollEnrich(
                    photos("deleteAfterRead=true&" + MARKS),
                    20_000,
                    (original, polled) -> {
                      if (strategy.equals("fails")) {
                        throw new IllegalStateException("no");
                      }
                      return strategy.equals("none") ? null : original;
                    });
          }
        });

    send("direct:enrich", "before", Map.of());

    assertThat(inProgress).isEmpty();
    assertThat(us3.keys(BUCKET)).hasSize(strategy.equals("fails") ? 1 : 0);
    assertThat(seen).hasSize(strategy.equals("fails") ? 0 : 1);
  }

  @Test
  void aRouteSeesTheFailureItselfAndKeepsItsMessage() throws Exception {
    us3.inject(Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS).times(2));
    route(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Us3ServiceException.class).handled(true).to("mock:failed");
            from("direct:enrich").pollEnrich(photos("delay=20"), 20_000).to("mock:out");
            from("direct:caught")
                .doTry()
                .poll(photos("delay=20"), 20_000)
                .doCatch(Us3ServiceException.class)
                .to("mock:failed")
                .end();
          }
        });
    getMockEndpoint("mock:failed").expectedBodiesReceived("before", "before");
    getMockEndpoint("mock:failed").expectedHeaderReceived(Us3Constants.HTTP_STATUS, 403);
    getMockEndpoint("mock:failed").expectedHeaderReceived("mine", 1);
    getMockEndpoint("mock:failed")
        .allMessages()
        .exchangeProperty(Exchange.EXCEPTION_CAUGHT)
        .isInstanceOf(Us3ServiceException.class);

    template.requestBodyAndHeader("direct:enrich", "before", "mine", 1);
    template.requestBodyAndHeader("direct:caught", "before", "mine", 1);

    getMockEndpoint("mock:failed").assertIsSatisfied();
  }

  @Test
  void aFailureIsRedelivered() throws Exception {
    store("a", "x");
    us3.inject(Fault.internalError().on(Us3Api.LIST_OBJECTS));
    route(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Us3ServiceException.class)
                .onWhen(simple("${exception.retryable}"))
                .maximumRedeliveries(2)
                .redeliveryDelay(1);
            from("direct:enrich").pollEnrich(photos("delay=20"), 20_000).to("mock:out");
          }
        });
    out().expectedBodiesReceived("x");

    template.requestBody("direct:enrich", "before");

    out().assertIsSatisfied();
  }

  @Test
  void anEndpointThatOnlyTakesCallbacksCannotBePolled() {
    Us3Configuration options = context.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(null);

    assertThatThrownBy(() -> consumer.receiveNoWait("us3:elsewhere"))
        .hasStackTraceContaining("region");
  }
}
