package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UploadGateTest extends Us3TestSupport {
  private static final Runnable NEVER_REFUSED = () -> {};

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 16})
  void exchangesThatGoOnForLongHoldNoUploadUp(int max) throws Exception {
    int count = 3 * max + 40;
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(count);
    Us3Endpoint endpoint =
        context.getEndpoint("us3:photos?mode=put&maxConcurrentUploads=" + max, Us3Endpoint.class);
    AsyncProducer producer = endpoint.createAsyncProducer();
    producer.start();

    for (int i = 0; i < count; i++) {
      Exchange exchange = endpoint.createExchange();
      exchange.getMessage().setBody("x");
      exchange.getMessage().setHeader(Us3Constants.KEY, "k" + i);
      producer.process(
          exchange,
          doneSync -> {
            await(release);
            done.countDown();
          });
    }

    while (us3.keys(BUCKET).size() < count) {
      Thread.onSpinWait();
    }
    assertThat(done.getCount()).isEqualTo(count);
    release.countDown();
    await(done);
    producer.stop();
  }

  @Test
  void neverMoreRunThanMayAndAllRun() {
    ExecutorService threads = Executors.newCachedThreadPool();
    UploadGate gate = new UploadGate(8, threads);
    Counter running = new Counter();
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      gate.enter(
          place -> {
            running.add(1);
            running.add(-1);
            place.leave();
            end.complete(null);
          },
          NEVER_REFUSED);
    }

    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    threads.shutdown();
    assertThat(running.max).isBetween(1, 8);
  }

  @Test
  void anExchangeMayWaitForAnUploadThatComesAfterItsOwn() {
    ExecutorService threads = Executors.newCachedThreadPool();
    UploadGate gate = new UploadGate(4, threads);
    CompletableFuture<Void> later = new CompletableFuture<>();
    CompletableFuture<Void> exchange = new CompletableFuture<>();
    CountDownLatch allWait = new CountDownLatch(1);
    gate.enter(
        place -> {
          await(allWait);
          place.leave();
          later.join();
          exchange.complete(null);
        },
        NEVER_REFUSED);
    for (int i = 0; i < 3; i++) {
      gate.enter(
          place -> {
            exchange.join();
            place.leave();
          },
          NEVER_REFUSED);
    }
    gate.enter(
        place -> {
          later.complete(null);
          place.leave();
        },
        NEVER_REFUSED);

    allWait.countDown();

    exchange.join();
    threads.shutdown();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void withoutAnotherThreadOneRunsAllUploadsOneAfterAnother(int max) throws Exception {
    Queue<Runnable> first = new ArrayDeque<>();
    UploadGate gate =
        new UploadGate(
            max,
            work -> {
              if (first.size() == max) {
                throw new RejectedExecutionException("no more threads");
              }
              first.add(work);
            });
    int[] ran = {0};
    for (int i = 0; i < 50_000; i++) {
      gate.enter(
          place -> {
            ran[0]++;
            place.leave();
          },
          NEVER_REFUSED);
    }

    first.forEach(Runnable::run);

    assertThat(ran[0]).isEqualTo(50_000);
    assertThat(gate.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void anUploadThatEndsLaterOnTheThreadThatBeganItStartsTheNext() throws Exception {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadGate gate = new UploadGate(4, executor::add);
    List<UploadGate.Place> places = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      gate.enter(places::add, NEVER_REFUSED);
    }
    executor.remove().run();

    places.get(0).leave();
    while (!executor.isEmpty()) {
      executor.remove().run();
    }

    assertThat(places).hasSize(5);
    places.subList(1, 5).forEach(UploadGate.Place::leave);
    assertThat(gate.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void aThreadThatTakesTheNextUploadHasNoInterruptLeft() {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadGate gate = new UploadGate(4, executor::add);
    List<Boolean> interrupted = new ArrayList<>();
    IntStream.range(0, 5)
        .forEach(
            i ->
                gate.enter(
                    place -> {
                      interrupted.add(Thread.currentThread().isInterrupted());
                      place.leave();
                      Thread.currentThread().interrupt();
                    },
                    NEVER_REFUSED));

    executor.remove().run(); // the first one, and the fifth, which has waited

    assertThat(interrupted).containsExactly(false, false);
    assertThat(Thread.interrupted()).isTrue(); // of the last one, which is the executor's to clear
  }

  @Test
  void anExchangeThatThrowsLeavesItsPlaceToAnotherThread() throws Exception {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadGate gate = new UploadGate(4, executor::add);
    List<Integer> ran = new ArrayList<>();
    IntStream.range(0, 5)
        .forEach(
            i ->
                gate.enter(
                    place -> {
                      ran.add(i);
                      place.leave();
                      if (i == 0) {
                        throw new IllegalStateException("the exchange has failed badly");
                      }
                    },
                    NEVER_REFUSED));

    assertThatCode(() -> executor.remove().run()).hasMessage("the exchange has failed badly");
    assertThat(ran).containsExactly(0);
    while (!executor.isEmpty()) {
      executor.remove().run();
    }

    assertThat(ran).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
    assertThat(gate.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void whatWaitsWhenTheGateClosesIsRefusedThoughAThreadWillComeBack() throws Exception {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadGate gate = new UploadGate(4, executor::add);
    List<String> ran = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      gate.enter(
          place -> {
            ran.add("upload");
            place.leave();
            gate.close();
          },
          () -> ran.add("refusal"));
    }

    executor.remove().run();

    assertThat(ran).containsExactly("upload");
    while (!executor.isEmpty()) {
      executor.remove().run();
    }
    assertThat(ran).containsExactlyInAnyOrder("upload", "upload", "upload", "upload", "refusal");
    assertThat(gate.awaitEmpty(Duration.ZERO)).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static final class Counter {
    private int now;
    private int max;

    synchronized void add(int difference) {
      now += difference;
      max = Math.max(max, now);
    }
  }
}
