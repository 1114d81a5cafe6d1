package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.github.camelus3.Await;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of uploads when Camel stops, while some would wait for ten minutes. */
@Timeout(120)
class ShutdownTest extends Us3TestSupport {
  private static final String PATIENT =
      "&maxRetries=3&retryDelay=600000&retryMaxDelay=600000&keyName=k";
  private static final byte[] BYTES = pattern(5 * PART);
  private static final long ENDING_MILLIS = 10_000;

  @TempDir Path folder;

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:upload").to("us3:photos?mode=asyncUpload&jobs=2" + PATIENT);
      }
    };
  }

  @Test
  void stoppingEndsAWaitToRepeatAPartAndAbortsTheUpload() {
    us3.inject(Fault.throttled().on(UPLOAD_PART).always());
    CompletableFuture<Exchange> upload = start("us3:photos?mode=mput" + PATIENT, BYTES);
    await(UPLOAD_PART);

    context.stop();

    Exchange failed = upload.join();
    assertThat(failed.getException())
        .isInstanceOfAny(Us3ThrottledException.class, Us3TransportException.class);
    assertThat(failed.getMessage().getHeader(Us3Constants.RETRYABLE)).isEqualTo(true);
    assertThat(failed.getMessage().getHeader(Us3Constants.UPLOAD_ID)).isNotNull();
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertNoThreadIsLeft();
  }

  @Test
  void stoppingBreaksOffPartsInFlightAndAbortsTheUpload() {
    us3.holdPartsUntil(3);
    CompletableFuture<Exchange> upload =
        start("us3:photos?mode=asyncUpload&jobs=2" + PATIENT, BYTES);
    Await.until(() -> us3.maxPartsInFlight() >= 2);

    context.stop();
    us3.holdPartsUntil(0); // nobody waits for these answers any more

    assertThat(upload.join().getException()).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(requests(FINISH_MULTIPART_UPLOAD)).isEmpty();
    assertNoThreadIsLeft();
  }

  @Test
  void uploadsThatWaitForTheirTurnFailWithoutHavingBegun() {
    us3.inject(Fault.throttled().on(Us3Api.PUT_FILE).always());
    String uri = "us3:photos?mode=put&maxConcurrentUploads=1" + PATIENT;
    CompletableFuture<Exchange> first = start(uri, BYTES);
    await(Us3Api.PUT_FILE);
    CompletableFuture<Exchange> second = start(uri, BYTES);
    CompletableFuture<Exchange> third = start(uri, BYTES);

    context.stop();

    assertThat(first.join().getException())
        .isInstanceOfAny(Us3ThrottledException.class, Us3TransportException.class);
    assertNotSent(second.join());
    assertNotSent(third.join());
    assertThat(us3.requests()).hasSize(1);
  }

  private static void assertNotSent(Exchange failed) {
    assertThat(failed.getException())
        .isExactlyInstanceOf(Us3TransportException.class)
        .hasMessageContaining("stopped before");
    assertThat(((Us3TransportException) failed.getException()).isRequestSent()).isFalse();
    assertThat(failed.getMessage().getHeader(Us3Constants.RETRYABLE)).isEqualTo(true);
  }

  @Test
  void gracefulStopWaitsForAnUploadOfARoute() {
    us3.inject(Fault.delay(Duration.ofSeconds(1)).on(UPLOAD_PART));
    CompletableFuture<Exchange> upload = start("direct:upload", BYTES);
    await(Us3Api.INITIATE_MULTIPART_UPLOAD);

    context.stop();

    assertThat(upload.join().getException()).isNull();
    assertThat(stored("k")).isEqualTo(BYTES);
    assertNoThreadIsLeft();
  }

  @Test
  void forcedStopEndsAnUploadOfARoute() {
    context.getShutdownStrategy().setTimeout(1);
    us3.inject(Fault.throttled().on(UPLOAD_PART).always());
    CompletableFuture<Exchange> upload = start("direct:upload", BYTES);
    await(UPLOAD_PART);

    context.stop();

    assertThat(upload.join().getException()).isNotNull();
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    assertNoThreadIsLeft();
  }

  @Test
  void anUploadThatIsToBeResumedStaysWithItsState() throws Exception {
    Path file = Files.write(folder.resolve("file"), BYTES);
    Path states = folder.resolve("states");
    us3.inject(Fault.throttled().on(UPLOAD_PART).after(2).always());
    CompletableFuture<Exchange> upload =
        start(
            "us3:photos?mode=mput&resume=true&resumeDirectory=" + states + PATIENT, file.toFile());
    Await.until(() -> requests(UPLOAD_PART).size() >= 3);

    context.stop();

    assertThat(upload.join().getException())
        .isInstanceOfAny(Us3ThrottledException.class, Us3TransportException.class);
    assertThat(us3.openUploads(BUCKET)).hasSize(1);
    assertThat(states.toFile().list()).hasSize(1);
    assertThat(requests(ABORT_MULTIPART_UPLOAD)).isEmpty();
    assertNoThreadIsLeft();
  }

  private CompletableFuture<Exchange> start(String uri, Object body) {
    Endpoint endpoint = context.getEndpoint(uri);
    Exchange exchange = endpoint.createExchange();
    exchange.getMessage().setBody(body);
    AsyncProducer producer = assertDoesNotThrow(endpoint::createAsyncProducer);
    producer.start();
    return producer.processAsync(exchange);
  }

  private void await(Us3Api api) {
    Await.until(() -> !requests(api).isEmpty());
  }

  /** A pool calls itself ended when its threads are about to; idle ones would live for a minute. */
  private void assertNoThreadIsLeft() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("Camel (" + context.getName() + ")")
          && thread.getName().contains("Us3")) {
        assertDoesNotThrow(() -> thread.join(ENDING_MILLIS));
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }
}
