package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.consumer.Us3Consumer;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects are deleted, moved or released when their exchange is done. */
class PollingDisposalTest extends PollingTestSupport {
  private static final long TWO_SECONDS_NANOS = TimeUnit.SECONDS.toNanos(2);

  @BindToRegistry("failures")
  final Failures failures = new Failures();

  record Failure(String message, String key, Throwable cause) {}

  static final class Failures implements ExceptionHandler {
    private final BlockingQueue<Failure> seen = new LinkedBlockingQueue<>();

    Failure take() throws InterruptedException {
      return seen.poll(20, TimeUnit.SECONDS);
    }

    @Override
    public void handleException(Throwable cause) {
      handleException(null, null, cause);
    }

    @Override
    public void handleException(String message, Throwable cause) {
      handleException(message, null, cause);
    }

    @Override
    public void handleException(String message, Exchange exchange, Throwable cause) {
      seen.add(new Failure(message, exchange == null ? null : keyOf(exchange), cause));
    }
  }

  private void poll(String options, Processor processor) throws Exception {
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            errorHandler(noErrorHandler());
            from(photos(options)).routeId("poll").to("mock:out").process(processor);
          }
        });
  }

  @Test
  void deletesTheDeliveredObjectEvenIfTheRouteChangesItsHeaders() throws Exception {
    store("a", "1");
    store("other", "2");
    out().expectedMessageCount(1);

    poll(
        ONCE + "&include=a&deleteAfterRead=true",
        exchange -> {
          exchange.getMessage().setHeader(Us3Constants.KEY, "other");
          exchange.getMessage().setHeader(Us3Constants.BUCKET_NAME, OTHER_BUCKET);
        });

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("other");
  }

  /** Camel counts an exchange as done before its completions, of which another runs first. */
  @Test
  void aStopWaitsForTheDeletionAfterAnAsynchronousRoute() throws Exception {
    store("a", "1");
    CountDownLatch completing = new CountDownLatch(1);
    AtomicBoolean hasStopped = new AtomicBoolean();
    Synchronization another =
        new SynchronizationAdapter() {
          @Override
          public void onDone(Exchange exchange) {
            Us3Consumer consumer = pollingConsumer();
            completing.countDown();
            long start = System.nanoTime();
            while (!hasStopped.get() && System.nanoTime() - start < TWO_SECONDS_NANOS) {
              hasStopped.set(consumer.isStoppingOrStopped());
            }
          }
        };
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(ONCE + "&deleteAfterRead=true"))
                .routeId("poll")
                .threads(1)
                .process(exchange -> exchange.getExchangeExtension().addOnCompletion(another));
          }
        });
    assertThat(completing.await(1, TimeUnit.MINUTES)).isTrue();

    stopPolling();

    assertThat(hasStopped).isFalse();
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void doesNotDeleteWhenTheRouteFails() throws Exception {
    store("a", "1");
    out().expectedMinimumMessageCount(2);

    poll(
        OFTEN + "&deleteAfterRead=true&idempotent=true",
        exchange -> {
          throw new IllegalStateException("no");
        });

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void doesNotDeleteWhenTheRouteRollsBack() throws Exception {
    store("a", "1");
    out().expectedMinimumMessageCount(2);

    poll(OFTEN + "&deleteAfterRead=true", exchange -> exchange.setRollbackOnly(true));

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void movesToAnotherBucketWithPrefixSuffixAndSimple() throws Exception {
    store("in/a.txt", "hello");
    out().expectedMessageCount(1);

    poll(
        ONCE
            + "&prefix=in/&removePrefixOnMove=true&moveAfterRead=true&destinationBucket=archive"
            + "&destinationKeyPrefix=${date:now:yyyy}/${header.CamelUs3ContentLength}/"
            + "&destinationKeySuffix=.done",
        exchange -> exchange.getMessage().setHeader(Us3Constants.CONTENT_LENGTH, 99));

    out().assertIsSatisfied();
    stopPolling();
    String year = String.valueOf(java.time.Year.now());
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThat(us3.keys(OTHER_BUCKET)).containsExactly(year + "/5/a.txt.done");
    assertThat(us3.object(OTHER_BUCKET, year + "/5/a.txt.done").orElseThrow().bytes())
        .isEqualTo("hello".getBytes(UTF_8));
  }

  @Test
  void aMoveCostsFourRequests() throws Exception {
    store("in/a", "hello");
    out().expectedMessageCount(1);

    poll(
        ONCE + "&prefix=in/&moveAfterRead=true&destinationKeyPrefix=done/",
        exchange -> us3.clearRequests());

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("done/in/a");
    assertThat(us3.requests())
        .extracting(ReceivedRequest::api)
        .filteredOn(api -> api != Us3Api.PREFIX_FILE_LIST && api != Us3Api.LIST_OBJECTS)
        .containsExactly(Us3Api.HEAD_FILE, Us3Api.COPY, Us3Api.HEAD_FILE, Us3Api.DELETE_FILE);
  }

  @Test
  void movesWithinTheBucketWithMetadataAndClass() throws Exception {
    upload("us3:photos?metadata.a=1&storageClass=IA&mimeType=a/b", "x", key("in/a"));
    out().expectedMessageCount(1);

    poll(ONCE + "&prefix=in/&moveAfterRead=true&destinationKeyPrefix=done/", exchange -> {});

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("done/in/a");
    var moved = us3.object(BUCKET, "done/in/a").orElseThrow();
    assertThat(moved.metadata()).containsEntry("a", "1");
    assertThat(moved.storageClass()).isEqualTo("IA");
    assertThat(moved.mimeType()).isEqualTo("a/b");
  }

  @Test
  void movesAnObjectWhoseExchangeFails() throws Exception {
    store("in/bad", "x");
    store("in/good", "x");
    out().expectedMessageCount(2);

    poll(
        OFTEN + "&prefix=in/&removePrefixOnMove=true&moveFailed=failed/&deleteAfterRead=true",
        exchange -> {
          if (keyOf(exchange).endsWith("bad")) {
            throw new IllegalStateException("no");
          }
        });

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("failed/bad");
  }

  @Test
  void anObjectThatIsOverwrittenWhileItIsProcessedIsNotDeleted() throws Exception {
    store("a", "old");
    out().expectedMessageCount(2);

    poll(
        OFTEN + "&deleteAfterRead=true",
        exchange -> {
          if (out().getReceivedCounter() == 1) {
            store("a", "newer");
          }
        });

    out().assertIsSatisfied();
    stopPolling();
    assertThat(out().getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody(String.class))
        .containsExactly("old", "newer");
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void anObjectThatIsOverwrittenWhileItIsProcessedIsNotMovedAway() throws Exception {
    store("a", "old");
    out().expectedMessageCount(1);

    poll(ONCE + "&moveAfterRead=true&destinationBucket=archive", exchange -> store("a", "newer"));

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
    assertThat(stored("a")).isEqualTo("newer".getBytes(UTF_8));
    assertThat(us3.keys(OTHER_BUCKET)).isEmpty();
  }

  @Test
  void aDeleteThatFailsIsReportedAndTheObjectNotProcessedTwiceIfIdempotent() throws Exception {
    us3.inject(Fault.answer(403, -148643, "no").on(Us3Api.DELETE_FILE).key("a"));
    store("a", "1");
    out().expectedMessageCount(1);
    List<String> before = List.of("a");

    poll(
        OFTEN + "&deleteAfterRead=true&idempotent=true&exceptionHandler=#failures", exchange -> {});

    Failure failure = failures.take();
    assertThat(failure.message()).isEqualTo("Cannot delete the object photos/a");
    assertThat(failure.key()).isEqualTo("a");
    assertThat(failure.cause()).isInstanceOf(Us3ServiceException.class);
    awaitPolls(3);
    stopPolling();
    out().assertIsSatisfied();
    assertThat(us3.keys(BUCKET)).isEqualTo(before);
  }

  @Test
  void aDeleteThatFailsIsTriedAgainWithTheObjectIfNotIdempotent() throws Exception {
    us3.inject(Fault.answer(403, -148643, "no").on(Us3Api.DELETE_FILE).key("a"));
    store("a", "1");
    out().expectedMessageCount(2);

    poll(OFTEN + "&deleteAfterRead=true", exchange -> {});

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void aMoveWhoseCopyFailsLeavesTheObject() throws Exception {
    us3.inject(Fault.answer(400, -148653, "bucket not exists").on(Us3Api.COPY));
    store("a", "1");

    poll(
        ONCE + "&moveAfterRead=true&destinationBucket=archive&exceptionHandler=#failures",
        exchange -> {});

    Failure failure = failures.take();
    assertThat(failure.message()).isEqualTo("Cannot move the object photos/a to archive/a");
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
    assertThat(us3.keys(OTHER_BUCKET)).isEmpty();
  }

  @Test
  void aMoveWhoseCopyHasAnotherETagLeavesTheObject() throws Exception {
    us3.inject(Fault.wrongETag().on(Us3Api.COPY));
    store("a", "1");

    poll(
        ONCE + "&moveAfterRead=true&destinationBucket=archive&exceptionHandler=#failures",
        exchange -> {});

    assertThat(failures.take().cause())
        .isInstanceOf(Us3IntegrityException.class)
        .hasMessageContaining("the copy archive/a has the ETag");
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void aFailedMoveOfAFailedObjectIsReportedToo() throws Exception {
    us3.inject(Fault.answer(403, -148643, "no").on(Us3Api.COPY));
    store("in/a", "1");

    poll(
        ONCE + "&prefix=in/&moveFailed=failed/&exceptionHandler=#failures",
        exchange -> {
          throw new IllegalStateException("no");
        });

    assertThat(List.of(failures.take().message(), failures.take().message()))
        .contains("Cannot move the object photos/in/a to photos/failed/in/a");
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("in/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "destinationKeySuffix=${header.CamelUs3Metadata[ext]}&destinationKeyPrefix=done/",
        "destinationKeySuffix=&destinationKeyPrefix=done/",
        "destinationKeySuffix=${header.absent}&destinationKeyPrefix=done/${header.absent}",
        "destinationKeySuffix=${header.absent}&removePrefixOnMove=true&destinationBucket=archive"
            + "&destinationKeyPrefix=done/in/",
      })
  void anEmptyPrefixOrSuffixIsAValue(String options) throws Exception {
    store("in/a", "1");
    out().expectedMessageCount(1);

    poll(ONCE + "&prefix=in/&moveAfterRead=true&exceptionHandler=#failures&" + options);

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET).isEmpty() ? us3.keys(OTHER_BUCKET) : us3.keys(BUCKET))
        .containsExactly("done/in/a");
    assertThat(failures.seen).isEmpty();
  }

  @Test
  void anEmptyPrefixForFailedObjectsIsAValue() throws Exception {
    store("in/a", "1");
    out().expectedMessageCount(1);

    poll(
        ONCE + "&prefix=in/&removePrefixOnMove=true&moveFailed=${header.absent}",
        exchange -> {
          throw new IllegalStateException("no");
        });

    out().assertIsSatisfied();
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void onlyTheKeyThatComesOfItMustNotBeEmpty() throws Exception {
    us3.putObject(BUCKET, "in/", new byte[0], "text/plain");
    String options =
        "&prefix=in/&includeFolders=true&moveAfterRead=true&removePrefixOnMove=true"
            + "&destinationBucket=archive&destinationKeyPrefix=${header.absent}";

    poll(ONCE + "&exceptionHandler=#failures" + options);

    assertThat(failures.take().cause())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("destinationKeyPrefix and destinationKeySuffix")
        .hasMessageContaining("empty");
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("in/");
  }

  @Test
  void anEmptyBucketIsNone() throws Exception {
    store("a", "1");

    poll(
        ONCE + "&exceptionHandler=#failures&moveAfterRead=true&destinationBucket=${header.absent}");

    assertThat(failures.take().cause()).hasMessageContaining("destinationBucket");
    stopPolling();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void anIdempotentKeyThatIsEmptyIsAFailure() throws Exception {
    store("a", "1");

    poll(
        ONCE
            + "&exceptionHandler=#failures&idempotent=true&idempotentKey=${header.CamelUs3Metadata[id]}");

    assertThat(failures.take().cause())
        .hasMessageContaining("idempotentKey evaluated to an empty value")
        .hasMessageContaining("photos/a");
    stopPolling();
  }
}
