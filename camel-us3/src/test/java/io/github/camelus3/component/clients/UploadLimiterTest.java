package io.github.camelus3.component.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.camelus3.Await;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Endpoint;
import io.github.camelus3.component.Us3TestSupport;
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
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class UploadLimiterTest extends Us3TestSupport {
  private static final Consumer<Throwable> NEVER_REFUSED = failure -> {};

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 16})
  void slowExchangesDelayNoUpload(int max) throws Exception {
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

    Await.until(() -> us3.keys(BUCKET).size() >= count);
    assertThat(done.getCount()).isEqualTo(count);
    release.countDown();
    await(done);
    producer.stop();
  }

  @Test
  void allUploadsRunAndNeverMoreThanTheMaximumAtOnce() {
    ExecutorService threads = Executors.newCachedThreadPool();
    UploadLimiter limiter = new UploadLimiter(8, threads);
    Counter running = new Counter();
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      CompletableFuture<Void> end = new CompletableFuture<>();
      ends.add(end);
      limiter.enter(
          slot -> {
            running.add(1);
            running.add(-1);
            slot.leave();
            end.complete(null);
          },
          NEVER_REFUSED);
    }

    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    threads.shutdown();
    assertThat(running.max).isBetween(1, 8);
  }

  @Test
  void anExchangeMayWaitForALaterUpload() {
    ExecutorService threads = Executors.newCachedThreadPool();
    UploadLimiter limiter = new UploadLimiter(4, threads);
    CompletableFuture<Void> later = new CompletableFuture<>();
    CompletableFuture<Void> exchange = new CompletableFuture<>();
    CountDownLatch allWait = new CountDownLatch(1);
    limiter.enter(
        slot -> {
          await(allWait);
          slot.leave();
          later.join();
          exchange.complete(null);
        },
        NEVER_REFUSED);
    for (int i = 0; i < 3; i++) {
      limiter.enter(
          slot -> {
            exchange.join();
            slot.leave();
          },
          NEVER_REFUSED);
    }
    limiter.enter(
        slot -> {
          later.complete(null);
          slot.leave();
        },
        NEVER_REFUSED);

    allWait.countDown();

    exchange.join();
    threads.shutdown();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4, 16})
  void usesNoMoreThreadsThanSlots(int max) throws Exception {
    Queue<Runnable> threads = new ArrayDeque<>();
    UploadLimiter limiter =
        new UploadLimiter(
            max,
            work -> {
              if (threads.size() == max) {
                throw new RejectedExecutionException("no more threads");
              }
              threads.add(work);
            });
    int[] ran = {0};
    int[] refused = {0};
    for (int i = 0; i < UploadLimiter.MAX_QUEUED; i++) {
      limiter.enter(
          slot -> {
            ran[0]++;
            slot.leave();
          },
          failure -> refused[0]++);
    }

    while (!threads.isEmpty()) {
      threads.remove().run();
    }

    assertThat(ran[0]).isEqualTo(UploadLimiter.MAX_QUEUED);
    assertThat(refused[0]).isZero();
    assertThat(limiter.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void aCallerWaitsWhileTheQueueIsFull() throws Exception {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadLimiter limiter = fullLimiter(executor);
    CompletableFuture<String> last = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              limiter.enter(UploadLimiter.Slot::leave, NEVER_REFUSED);
              last.complete("entered");
            });
    caller.start();
    Await.until(() -> caller.getState() == Thread.State.WAITING);
    assertThat(last).isNotDone();

    executor.remove().run(); // one upload ends

    assertThat(last.get()).isEqualTo("entered");
  }

  @Test
  void closeRefusesAWaitingCaller() throws Exception {
    UploadLimiter limiter = fullLimiter(new ArrayDeque<>());
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    Thread caller = new Thread(() -> limiter.enter(UploadLimiter.Slot::leave, refused::complete));
    caller.start();
    Await.until(() -> caller.getState() == Thread.State.WAITING);

    limiter.close();

    assertThat(refused.get()).isNull();
  }

  @Test
  void aWaitingCallerThatIsInterruptedIsRefusedAndStaysInterrupted() throws Exception {
    UploadLimiter limiter = fullLimiter(new ArrayDeque<>());
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              limiter.enter(UploadLimiter.Slot::leave, refused::complete);
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    caller.start();

    caller.interrupt();

    assertThat(refused.get()).isInstanceOf(InterruptedException.class);
    assertThat(interrupted.get()).isTrue();
  }

  /** A limiter with one upload in its slot and a full queue. */
  private static UploadLimiter fullLimiter(Queue<Runnable> executor) {
    UploadLimiter limiter = new UploadLimiter(1, executor::add);
    for (int i = 0; i <= UploadLimiter.MAX_QUEUED; i++) {
      limiter.enter(UploadLimiter.Slot::leave, failure -> {});
    }
    return limiter;
  }

  @Test
  void anExecutorThatWasShutDownRefuses() throws Exception {
    UploadLimiter limiter =
        new UploadLimiter(
            2,
            work -> {
              throw new RejectedExecutionException("ended");
            });
    int[] refused = {0};
    for (int i = 0; i < 5; i++) {
      limiter.enter(UploadLimiter.Slot::leave, failure -> refused[0]++);
    }

    assertThat(refused[0]).isEqualTo(5);
    assertThat(limiter.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void anUploadThatEndsLaterOnItsFirstThreadStartsTheNext() throws Exception {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadLimiter limiter = new UploadLimiter(4, executor::add);
    List<UploadLimiter.Slot> slots = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      limiter.enter(slots::add, NEVER_REFUSED);
    }
    executor.remove().run();

    slots.get(0).leave();
    while (!executor.isEmpty()) {
      executor.remove().run();
    }

    assertThat(slots).hasSize(5);
    slots.subList(1, 5).forEach(UploadLimiter.Slot::leave);
    assertThat(limiter.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void anExchangeThatThrowsFreesItsSlot() throws Exception {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadLimiter limiter = new UploadLimiter(4, executor::add);
    List<Integer> ran = new ArrayList<>();
    IntStream.range(0, 5)
        .forEach(
            i ->
                limiter.enter(
                    slot -> {
                      ran.add(i);
                      slot.leave();
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
    assertThat(limiter.awaitEmpty(Duration.ZERO)).isTrue();
  }

  @Test
  void closeRefusesQueuedAndLaterUploads() throws Exception {
    Queue<Runnable> executor = new ArrayDeque<>();
    UploadLimiter limiter = new UploadLimiter(4, executor::add);
    List<String> ran = new ArrayList<>();
    Runnable enter =
        () ->
            limiter.enter(
                slot -> {
                  ran.add("upload");
                  slot.leave();
                },
                failure -> ran.add("refusal"));
    for (int i = 0; i < 5; i++) {
      enter.run();
    }

    limiter.close();
    enter.run();

    assertThat(ran).containsExactly("refusal", "refusal");
    while (!executor.isEmpty()) {
      executor.remove().run();
    }
    assertThat(ran).filteredOn("upload"::equals).hasSize(4);
    assertThat(limiter.awaitEmpty(Duration.ZERO)).isTrue();
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
