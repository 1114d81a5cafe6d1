package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.emulator.Us3Api;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Consumers exclude each other from objects and process each object once. */
class PollingClaimsTest extends PollingTestSupport {
  private static final int OBJECTS = 500;

  private final Map<String, Object> inProgressNow = new ConcurrentHashMap<>();
  private final Map<String, Object> remembered = new ConcurrentHashMap<>();

  @BindToRegistry("inProgress")
  final IdempotentRepository inProgress =
      MemoryIdempotentRepository.memoryIdempotentRepository(inProgressNow);

  @BindToRegistry("seen")
  final IdempotentRepository seen =
      MemoryIdempotentRepository.memoryIdempotentRepository(remembered);

  @Test
  void objectsInFlightInAnAsynchronousRouteAreNotPolledAgain() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    CountDownLatch release = new CountDownLatch(1);
    out().expectedMessageCount(3);
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(OFTEN + "&deleteAfterRead=true&inProgressRepository=#inProgress"))
                .routeId("poll")
                .threads(3)
                .to("mock:out")
                .process(exchange -> release.await());
          }
        });
    out().assertIsSatisfied();

    awaitPolls(5);
    assertThat(inProgressNow).hasSize(3);
    release.countDown();
    while (!inProgressNow.isEmpty()) {
      awaitPolls(1);
    }

    assertThat(keys()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void anObjectThatIsWrittenAgainIsAnotherObject() throws Exception {
    store("a", "one");
    out().expectedMessageCount(2);
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(OFTEN + "&idempotent=true"))
                .routeId("poll")
                .to("mock:out")
                .process(exchange -> store("a", "two"));
          }
        });

    out().assertIsSatisfied();
    awaitPolls(3);
    stopPolling();

    assertThat(out().getReceivedCounter()).isEqualTo(2);
  }

  @Test
  void handedOutObjectsAreNotOpenedAgain() throws Exception {
    store("a", "x");
    out().expectedMessageCount(1);

    poll(OFTEN + "&idempotent=true&idempotentRepository=#seen");

    out().assertIsSatisfied();
    awaitPolls(5);
    stopPolling();
    assertThat(requests(Us3Api.GET_FILE)).hasSize(1);
    String eTag = us3.object(BUCKET, "a").orElseThrow().eTag();
    assertThat(remembered).containsOnlyKeys("photos/a@" + eTag);
  }

  @Test
  void idempotentKeyIdentifiesObjects() throws Exception {
    store("a", "one");
    out().expectedMessageCount(1);
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(
                    OFTEN
                        + "&idempotent=true&idempotentRepository=#seen"
                        + "&idempotentKey=${header.CamelUs3Key}"))
                .routeId("poll")
                .to("mock:out")
                .process(exchange -> store("a", "two"));
          }
        });

    out().assertIsSatisfied();
    awaitPolls(3);
    stopPolling();

    assertThat(out().getReceivedCounter()).isEqualTo(1);
    assertThat(remembered).containsOnlyKeys("a");
  }

  @Test
  void aKeyCannotMarkAnotherOne() throws Exception {
    store("b", "x");
    String eTag = us3.object(BUCKET, "b").orElseThrow().eTag();
    store("a\nphotos/b@" + eTag, "evil");
    out().expectedMessageCount(2);

    poll(ONCE + "&idempotent=true&idempotentRepository=#seen");

    out().assertIsSatisfied();
    assertThat(remembered.keySet()).hasSize(2).allMatch(key -> !key.contains("\n"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failedObjectsAreRetriedAndProcessedOnesAreNot(boolean eager) throws Exception {
    Stream.of("bad", "good").forEach(key -> store(key, "x"));
    out().expectedMinimumMessageCount(4);
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(photos(
                    OFTEN + "&idempotent=true&idempotentRepository=#seen&idempotentEager=" + eager))
                .routeId("poll")
                .to("mock:out")
                .process(
                    exchange -> {
                      if (keyOf(exchange).equals("bad")) {
                        throw new IllegalStateException("no");
                      }
                    });
          }
        });

    out().assertIsSatisfied();
    stopPolling();

    assertThat(keys().stream().filter("good"::equals)).hasSize(1);
    assertThat(remembered.keySet()).hasSize(1).allMatch(key -> key.startsWith("photos/good@"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&deleteAfterRead=true", "&maxMessagesPerPoll=1", "&sortBy=random"})
  void twoContextsWithOneRepositoryProcessEachObjectOnce(String options) throws Exception {
    IntStream.range(0, OBJECTS).forEach(i -> store("k%03d".formatted(i), "x"));
    Queue<String> processed = new ConcurrentLinkedQueue<>();
    CountDownLatch all = new CountDownLatch(OBJECTS);
    String uri =
        photos(
            "initialDelay=0&delay=1&pollStrategy=#polls&idempotent=true&idempotentRepository=#seen&prefix=k"
                + options);
    try (CamelContext other = contextLike(context)) {
      for (CamelContext camel : List.of(context, other)) {
        camel.addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(uri)
                    .process(
                        exchange -> {
                          processed.add(keyOf(exchange));
                          all.countDown();
                        });
              }
            });
      }
      other.start();

      all.await();
      awaitPolls(4); // two rounds more, in which nothing may come
    }

    assertThat(processed).hasSize(OBJECTS).doesNotHaveDuplicates();
    assertThat(remembered).hasSize(OBJECTS);
  }

  /** Cannot be asked for a while. */
  private static final class FailingRepository extends MemoryIdempotentRepository {
    private final AtomicInteger adds = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();

    @Override
    public boolean add(String key) {
      if (key.startsWith("photos/b@") && adds.incrementAndGet() <= 2) {
        throw new IllegalStateException("no database");
      }
      return super.add(key);
    }

    @Override
    public boolean contains(String key) {
      if (looks.incrementAndGet() == 2) {
        throw new IllegalStateException("no database");
      }
      return super.contains(key);
    }
  }

  @Test
  void aRepositoryThatFailsLosesNothing() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    context.getRegistry().bind("failing", new FailingRepository());
    out().expectedMessageCount(3);

    poll(OFTEN + "&idempotent=true&idempotentRepository=#failing&inProgressRepository=#inProgress");

    out().assertIsSatisfied();
    stopPolling();
    assertThat(keys()).containsExactly("a", "c", "b");
    assertThat(inProgressNow).isEmpty();
  }

  /** Fails while the database is away. */
  private static final class AwayRepository extends MemoryIdempotentRepository {
    private final AtomicBoolean away;
    private final CountDownLatch removalsLost;

    AwayRepository(AtomicBoolean away, CountDownLatch removalsLost) {
      this.away = away;
      this.removalsLost = removalsLost;
    }

    private void requireDatabase() {
      if (away.get()) {
        throw new IllegalStateException("no database");
      }
    }

    @Override
    public boolean add(String key) {
      requireDatabase();
      return super.add(key);
    }

    @Override
    public boolean contains(String key) {
      requireDatabase();
      return super.contains(key);
    }

    @Override
    public boolean remove(String key) {
      if (away.get()) {
        removalsLost.countDown();
      }
      requireDatabase();
      return super.remove(key);
    }
  }

  @Test
  void marksThatCouldNotBeRemovedAreRemovedWhenTheRepositoryIsBack() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    AtomicBoolean away = new AtomicBoolean();
    CountDownLatch removalsLost = new CountDownLatch(3);
    AwayRepository working = new AwayRepository(away, removalsLost);
    AwayRepository processed = new AwayRepository(away, removalsLost);
    context.getRegistry().bind("working", working);
    context.getRegistry().bind("processed", processed);
    out().expectedMessageCount(3);
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(
                    OFTEN
                        + "&idempotent=true&idempotentEager=false"
                        + "&idempotentRepository=#processed&inProgressRepository=#working"))
                .routeId("poll")
                .process(exchange -> away.set(removalsLost.getCount() > 0))
                .to("mock:out");
          }
        });

    removalsLost.await(); // of a, which was processed, and of b and c, which could not be claimed
    away.set(false);

    out().assertIsSatisfied();
    awaitPolls(4); // two rounds more, in which nothing may come
    stopPolling();
    assertThat(keys()).containsExactly("a", "b", "c");
    assertThat(processed.getCacheSize()).isEqualTo(3);
    assertThat(working.getCacheSize()).isZero();
  }

  /** The first removal of each mark fails. */
  private static final class FirstRemovalFails extends MemoryIdempotentRepository {
    private final Map<String, Object> tried = new ConcurrentHashMap<>();

    @Override
    public boolean remove(String key) {
      if (tried.put(key, key) == null) {
        throw new IllegalStateException("no database");
      }
      return super.remove(key);
    }
  }

  /** Cannot add the mark of the object a until told. */
  private static final class CannotAddA extends MemoryIdempotentRepository {
    final AtomicBoolean addsAll = new AtomicBoolean();

    @Override
    public boolean add(String key) {
      if (key.startsWith("photos/a@") && !addsAll.get()) {
        throw new IllegalStateException("stale connection");
      }
      return super.add(key);
    }
  }

  @Test
  void anObjectStaysInProgressUntilItsLeftMarkIsConfirmed() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    FirstRemovalFails working = new FirstRemovalFails();
    CannotAddA processed = new CannotAddA();
    context.getRegistry().bind("working", working);
    context.getRegistry().bind("processed", processed);
    out().expectedMessageCount(3);
    poll(
        OFTEN
            + "&idempotent=true&idempotentEager=false"
            + "&idempotentRepository=#processed&inProgressRepository=#working");

    out().assertIsSatisfied();
    awaitPolls(4);
    assertThat(keys()).containsExactly("a", "b", "c");
    assertThat(working.getCache()).hasSize(1);
    assertThat(working.getCache().keySet()).allMatch(mark -> mark.startsWith("photos/a@"));
    store("d", "x");
    awaitPolls(4);
    assertThat(keys()).containsExactly("a", "b", "c", "d");
    processed.addsAll.set(true);
    awaitPolls(4);
    stopPolling();

    assertThat(keys()).containsExactly("a", "b", "c", "d");
    assertThat(processed.getCacheSize()).isEqualTo(4);
    assertThat(working.getCacheSize()).isZero();
  }

  @Test
  void anInterruptedBatchIsReleasedAndContinued() throws Exception {
    IntStream.range(0, 10).forEach(i -> store("k" + i, "x"));
    CountDownLatch handedOut = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    out().expectedMessageCount(10);
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(
                    OFTEN
                        + "&idempotent=true&idempotentRepository=#seen"
                        + "&inProgressRepository=#inProgress"))
                .routeId("poll")
                .process(
                    exchange -> {
                      if (keyOf(exchange).equals("k2")) {
                        handedOut.countDown();
                        stopping.await();
                      }
                    })
                .to("mock:out");
          }
        });
    handedOut.await();
    assertThat(inProgressNow).hasSize(8); // k2 to k9; two are done

    Thread stop = new Thread(this::stopQuietly);
    stop.start();
    Await.until(() -> !pollingConsumer().isBatchAllowed());
    stopping.countDown();
    stop.join();

    assertThat(inProgressNow).isEmpty();
    assertThat(keys()).startsWith("k0", "k1", "k2");
    int before = keys().size();
    assertThat(before).isLessThan(10);
    assertThat(remembered).hasSize(before);
    context.getRouteController().startRoute("poll");
    out().assertIsSatisfied();
    assertThat(keys()).doesNotHaveDuplicates();
  }

  @Test
  void aRestartWithARepositoryInAFileRepeatsNothing(@TempDir Path folder) throws Exception {
    IntStream.range(0, 20).forEach(i -> store("ü " + i, "x"));
    File file = folder.resolve("seen").toFile();
    Queue<String> processed = new ConcurrentLinkedQueue<>();

    for (int run = 0; run < 2; run++) {
      try (CamelContext camel = contextLike(context)) {
        camel
            .getRegistry()
            .bind("file", FileIdempotentRepository.fileIdempotentRepository(file, new HashMap<>()));
        camel.addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(photos(OFTEN + "&idempotent=true&idempotentRepository=#file"))
                    .process(exchange -> processed.add(keyOf(exchange)));
              }
            });
        camel.start();
        awaitPolls(5);
      }
    }

    assertThat(processed).hasSize(20).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(file.toPath())).hasSize(20);
  }

  private CamelContext contextLike(CamelContext original) {
    CamelContext other = new DefaultCamelContext();
    Us3Configuration options =
        original.getComponent("us3", Us3Component.class).getConfiguration().copy();
    other.getComponent("us3", Us3Component.class).setConfiguration(options);
    other.getRegistry().bind("seen", seen);
    other.getRegistry().bind("polls", polls);
    return other;
  }

  private void stopQuietly() {
    try {
      stopPolling();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
