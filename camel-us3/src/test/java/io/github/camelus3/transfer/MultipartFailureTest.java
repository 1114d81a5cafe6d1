package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.HEAD_FILE;
import static io.github.camelus3.emulator.Us3Api.INITIATE_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.LIST_PARTS;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3CallbackUnreachableException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class MultipartFailureTest {
  private static final int PART = 64 << 10;
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      Clients.emulator(Clients.emulatorBuilder().blockSize(PART));

  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @Test
  void refusedPartAbortsTheUpload() {
    US3.emulator().inject(forbidden().on(UPLOAD_PART).partNumber(2));

    Throwable failure = uploads.multipartFailure(parts(5), 2);

    assertThat(failure).isExactlyInstanceOf(Us3InvalidSignatureException.class);
    assertThat(uploads.nothingIsLeft()).isTrue();
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).isEmpty();
  }

  @Test
  void noPartBeginsAfterARefusedOne() {
    US3.emulator().inject(forbidden().on(UPLOAD_PART).partNumber(2));

    uploads.multipartFailure(parts(50), 1);

    assertThat(US3.emulator().requests())
        .extracting(ReceivedRequest::api)
        .containsExactly(
            INITIATE_MULTIPART_UPLOAD,
            UPLOAD_PART,
            UPLOAD_PART,
            UPLOAD_PART,
            ABORT_MULTIPART_UPLOAD);
  }

  @Test
  void laterFailuresAreSuppressedInTheFirst() {
    US3.emulator().holdPartsUntil(4);
    US3.emulator().inject(forbidden().on(UPLOAD_PART).always());

    Throwable failure = uploads.multipartFailure(parts(50), 4);

    assertThat(failure).isExactlyInstanceOf(Us3InvalidSignatureException.class);
    assertThat(failure.getSuppressed())
        .hasSize(3)
        .hasOnlyElementsOfType(Us3InvalidSignatureException.class);
    assertThat(uploads.requests(UPLOAD_PART)).hasSize(4);
    assertThat(uploads.nothingIsLeft()).isTrue();
  }

  @Test
  void abortThatFailsIsSuppressedInTheFirstFailure() {
    US3.emulator().inject(forbidden().on(UPLOAD_PART));
    US3.emulator().inject(Fault.answer(503, -1, "busy").on(ABORT_MULTIPART_UPLOAD));

    Throwable failure = uploads.multipartFailure(parts(1), 1);

    assertThat(failure).isExactlyInstanceOf(Us3InvalidSignatureException.class);
    assertThat(failure.getSuppressed()).hasOnlyElementsOfType(Us3ThrottledException.class);
    assertThat(US3.emulator().openUploads(BUCKET)).hasSize(1);
  }

  @Test
  void refusedInitiateLeavesNothingToAbort() {
    US3.emulator().inject(forbidden().on(INITIATE_MULTIPART_UPLOAD));

    Throwable failure = uploads.multipartFailure(parts(3), 2);

    assertThat(failure).isExactlyInstanceOf(Us3InvalidSignatureException.class);
    assertThat(US3.emulator().requests()).hasSize(1);
  }

  @Test
  void partThatIsStoredWithAnotherETagAbortsTheUpload() {
    String stored =
        "{\"RetCode\":0,\"Parts\":[{\"PartNum\":1,\"Etag\":\"Xm-Ao0qXmMr8al25bMV7pMTbWcI=\",\"Size\":"
            + PART
            + "}]}";
    US3.emulator().inject(Fault.wrongETag().on(UPLOAD_PART).partNumber(1).always());
    US3.emulator().inject(Fault.http(200, "application/json", stored).on(LIST_PARTS).always());

    Throwable failure = uploads.multipartFailure(parts(3), 2);

    assertThat(failure).isInstanceOf(Us3IntegrityException.class).hasMessageContaining("part 1");
    assertThat(uploads.nothingIsLeft()).isTrue();
  }

  @Test
  void connectionCutWithinAPartAbortsTheUpload() {
    US3.emulator().inject(Fault.dropInBody().on(UPLOAD_PART).partNumber(1));

    Throwable failure = uploads.multipartFailure(parts(3), 2);

    assertThat(failure).isInstanceOf(Us3TransportException.class);
    assertThat(uploads.nothingIsLeft()).isTrue();
  }

  @Test
  void refusedFinishAbortsTheUpload() {
    US3.emulator().inject(Fault.answer(400, -148660, "invalid etag").on(FINISH_MULTIPART_UPLOAD));

    Throwable failure = uploads.multipartFailure(parts(3), 2);

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(uploads.nothingIsLeft()).isTrue();
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
  }

  @Test
  void failedCallbackAbortsNothingBecauseTheObjectIsStored() {
    US3.emulator().inject(Fault.callbackRefused());

    Throwable failure =
        Uploads.failure(
            uploads
                .uploader()
                .multipart(Uploads.request(parts(3)).withPolicy(POLICY), 2, UploadListener.NONE));

    assertThat(failure).isExactlyInstanceOf(Us3CallbackUnreachableException.class);
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).isEmpty();
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(US3.emulator().keys(BUCKET)).containsExactly("k");
  }

  @Test
  void objectThatIsStoredWithAnotherETagIsDeletedAndAbortsNothing() {
    try (Us3Emulator blocks = Clients.emulatorBuilder().build().start();
        Uploads toBlocks = new Uploads(blocks)) {
      blocks.inject(Fault.wrongETag().on(FINISH_MULTIPART_UPLOAD).always());
      blocks.inject(Fault.wrongETag().on(HEAD_FILE).always());

      Throwable failure = toBlocks.multipartFailure(parts(1), 2);

      assertThat(failure)
          .isInstanceOf(Us3IntegrityException.class)
          .hasMessageContaining("FinishMultipartUpload");
      assertThat(toBlocks.requests(ABORT_MULTIPART_UPLOAD)).isEmpty();
      assertThat(toBlocks.nothingIsLeft()).isTrue();
    }
  }

  @Test
  void executorThatHasShutDownFailsTheUpload() {
    ExecutorService ended = Executors.newSingleThreadExecutor();
    ended.shutdown();

    Throwable failure = failureOn(ended, 2);

    assertThat(failure).isInstanceOf(RejectedExecutionException.class);
    assertThat(US3.emulator().requests()).isEmpty();
  }

  @Test
  void executorThatRefusesASecondThreadFailsAndAbortsTheUpload() {
    ExecutorService single =
        new ThreadPoolExecutor(0, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    try {
      Throwable failure = failureOn(single, 2);

      assertThat(failure).isInstanceOf(RejectedExecutionException.class);
      assertThat(uploads.nothingIsLeft()).isTrue();
      assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    } finally {
      single.shutdownNow();
    }
  }

  @Test
  void executorThatCannotStartAThreadFailsAndAbortsTheUpload() {
    Error noThread = new OutOfMemoryError("made up");
    AtomicBoolean isFirst = new AtomicBoolean(true);
    Executor executor =
        task -> {
          if (!isFirst.getAndSet(false)) {
            throw noThread;
          }
          new Thread(task).start();
        };

    assertThat(failureOn(executor, 2)).isSameAs(noThread);
    assertThat(uploads.nothingIsLeft()).isTrue();
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
  }

  private Throwable failureOn(Executor executor, int jobs) {
    try (Us3Client client = Clients.of(US3.emulator().endpoint())) {
      Us3Uploader uploader = new Us3Uploader(client, executor);
      return Uploads.failure(
          uploader.multipart(Uploads.request(parts(5)), jobs, UploadListener.NONE));
    }
  }

  private static Fault forbidden() {
    return Fault.answer(403, -148643, "invalid signature");
  }

  private static ObjectSource parts(int count) {
    return ObjectSource.bytes(TestBytes.pattern(count * PART));
  }
}
