package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.PUT_FILE;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.client.Clients;
import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads that are ended from outside, some while they would wait for ten minutes. */
@Timeout(60)
class CancelledUploadTest {
  private static final int PART = 64 << 10;
  private static final RetryOptions PATIENT =
      new RetryOptions(3, Duration.ofMinutes(10), Duration.ofMinutes(10));

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(Clients.emulatorBuilder().blockSize(PART));

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Us3Emulator emulator;
  private Us3Client client;
  private Us3Client scope;
  private Us3Uploader uploader;

  @BeforeEach
  void open() {
    emulator = US3.emulator();
    client = Clients.builder(emulator.endpoint()).retries(PATIENT).build();
    scope = client.scoped();
    uploader = new Us3Uploader(scope, threads);
  }

  @AfterEach
  void close() {
    client.close();
    threads.shutdownNow();
  }

  @Test
  void cancellingEndsPartsInFlightAndAborts() throws InterruptedException {
    emulator.holdPartsUntil(3);
    CompletableFuture<UploadResult> upload =
        uploader.multipart(
            Uploads.request(ObjectSource.bytes(TestBytes.pattern(10 * PART))),
            2,
            UploadListener.NONE);
    Await.until(() -> emulator.maxPartsInFlight() >= 2);

    assertThat(upload.cancel(true)).isTrue();

    endsAllWork();
    emulator.holdPartsUntil(0); // no request waits for its response any more
    assertThat(emulator.openUploads(BUCKET)).isEmpty();
    assertThat(emulator.keys(BUCKET)).isEmpty();
    assertThat(requests(ABORT_MULTIPART_UPLOAD)).isEqualTo(1);
    assertThat(requests(FINISH_MULTIPART_UPLOAD)).isZero();
  }

  @Test
  void cancellingEndsAWaitToRepeatAPut() throws InterruptedException {
    emulator.inject(Fault.throttled().on(PUT_FILE).always());
    CompletableFuture<UploadResult> upload =
        uploader.put(Uploads.request(ObjectSource.bytes(new byte[10])));
    awaitRequest();

    upload.cancel(true);

    endsAllWork();
    assertThat(emulator.requests()).hasSize(1);
  }

  @Test
  void closingTheScopeFailsUploadsThatWaitToRepeatAPartAndAborts() throws InterruptedException {
    emulator.inject(Fault.throttled().on(UPLOAD_PART).always());
    CompletableFuture<UploadResult> upload =
        uploader.multipart(
            Uploads.request(ObjectSource.bytes(TestBytes.pattern(3 * PART))),
            1,
            UploadListener.NONE);
    Await.until(() -> requests(UPLOAD_PART) > 0);

    scope.close();

    // the response may just have arrived, or be broken off
    assertThat(Uploads.failure(upload))
        .isInstanceOfAny(Us3ThrottledException.class, Us3TransportException.class);
    assertThat(emulator.openUploads(BUCKET)).isEmpty();
  }

  @Test
  void closingTheScopeLooksUpAFinishThatItBreaksOff() throws InterruptedException {
    emulator.inject(Fault.delay(Duration.ofSeconds(2)).on(FINISH_MULTIPART_UPLOAD));
    byte[] bytes = TestBytes.pattern(3 * PART);
    CompletableFuture<UploadResult> upload =
        uploader.multipart(Uploads.request(ObjectSource.bytes(bytes)), 1, UploadListener.NONE);
    Await.until(() -> !emulator.keys(BUCKET).isEmpty());

    scope.close();

    assertThat(upload.join().object().sizeBytes()).isEqualTo(bytes.length);
    assertThat(requests(ABORT_MULTIPART_UPLOAD)).isZero();
  }

  @Test
  void aClosedScopeSendsNothingAndLeavesItsClientAlone() throws Exception {
    scope.close();

    Throwable failure =
        Uploads.failure(uploader.put(Uploads.request(ObjectSource.bytes(new byte[10]))));

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(((Us3TransportException) failure).isRequestSent()).isFalse();
    assertThat(emulator.requests()).isEmpty();
    assertThat(client.listing()).isNotNull();
    assertThat(client.listParts(BUCKET, begin(), 0, 1).parts()).isEmpty();
  }

  @Test
  void anInterruptEndsAWaitAndStaysSet() throws InterruptedException {
    emulator.inject(Fault.throttled().always());
    CompletableFuture<Boolean> stillSet = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                client.headObject(BUCKET, "k");
              } catch (Us3Exception e) {
                stillSet.complete(Thread.currentThread().isInterrupted());
              } catch (Exception e) {
                stillSet.completeExceptionally(e);
              }
            });
    thread.start();
    awaitRequest();

    thread.interrupt();

    assertThat(stillSet.join()).isTrue();
    thread.join();
  }

  private String begin() throws Exception {
    return client
        .initiateMultipartUpload(BUCKET, "k", io.github.camelus3.client.ObjectAttributes.NONE)
        .uploadId();
  }

  private void awaitRequest() {
    Await.until(() -> !emulator.requests().isEmpty());
  }

  private long requests(io.github.camelus3.emulator.Us3Api api) {
    return emulator.requests().stream().filter(request -> request.api() == api).count();
  }

  private void endsAllWork() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }
}
