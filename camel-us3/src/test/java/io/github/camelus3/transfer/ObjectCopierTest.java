package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.COPY;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.HEAD_FILE;
import static io.github.camelus3.emulator.Us3Api.INITIATE_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.LIST_PARTS;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART_COPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Copies in parts that go wrong, and how they are spread over threads. */
@Timeout(60)
class ObjectCopierTest {
  private static final int LIMIT = 1000;

  /** Three parts, the last one short. */
  private static final byte[] LARGE = TestBytes.pattern((8 << 20) + 1);

  /** Runs no task, like a pool without a free thread. */
  private static final Executor BUSY = work -> {};

  private static final Executor SHUT_DOWN =
      work -> {
        throw new RejectedExecutionException("shut down");
      };

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();
  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @BeforeEach
  void open() {
    US3.emulator().putObject(BUCKET, "large", LARGE, "video/mp4");
  }

  private String copy(String source, ObjectAttributes attributes, Executor executor, int jobs)
      throws Exception {
    return new ObjectCopier(uploads.client(), executor, LIMIT)
        .copy(BUCKET, source, BUCKET, "copy", attributes, jobs);
  }

  private Throwable failure(Executor executor, int jobs) {
    return catchThrowable(() -> copy("large", null, executor, jobs));
  }

  private List<Us3Api> calls() {
    return US3.emulator().requests().stream().map(ReceivedRequest::api).toList();
  }

  @Test
  void objectAsLargeAsTheLimitGoesByOneCopy() throws Exception {
    US3.emulator().putObject(BUCKET, "small", new byte[LIMIT], "a/b");

    copy("small", null, BUSY, 1);

    assertThat(calls()).containsExactly(HEAD_FILE, COPY);
  }

  @Test
  void objectOneByteLargerGoesInParts() throws Exception {
    US3.emulator().putObject(BUCKET, "small", new byte[LIMIT + 1], "a/b");

    copy("small", null, BUSY, 1);

    assertThat(calls())
        .containsExactly(
            HEAD_FILE, INITIATE_MULTIPART_UPLOAD, UPLOAD_PART_COPY, FINISH_MULTIPART_UPLOAD);
  }

  @Test
  void smallCopyWithOtherAttributesKeepsTheType() throws Exception {
    US3.emulator().putObject(BUCKET, "small", new byte[LIMIT], "a/b");

    copy("small", new ObjectAttributes(null, "IA", Map.of("reader", "you")), BUSY, 1);

    StoredObject copy = US3.emulator().object(BUCKET, "copy").orElseThrow();
    assertThat(copy.mimeType()).isEqualTo("a/b");
    assertThat(copy.storageClass()).isEqualTo("IA");
    assertThat(copy.metadata()).containsOnly(Map.entry("reader", "you"));
  }

  @Test
  void oneJobUsesNoOtherThread() throws Exception {
    copy("large", null, SHUT_DOWN, 1);

    assertThat(US3.emulator().object(BUCKET, "copy").orElseThrow().bytes()).isEqualTo(LARGE);
  }

  @Test
  void threeJobsUseTwoOtherThreads() throws Exception {
    AtomicInteger executed = new AtomicInteger();
    Executor counting =
        work -> {
          executed.incrementAndGet();
          new Thread(work).start();
        };

    copy("large", null, counting, 3);

    assertThat(executed).hasValue(2);
    assertThat(US3.emulator().object(BUCKET, "copy").orElseThrow().bytes()).isEqualTo(LARGE);
  }

  @Test
  void moreJobsThanPartsUseNoMoreThreads() throws Exception {
    AtomicInteger executed = new AtomicInteger();

    copy("large", null, work -> executed.incrementAndGet(), 200);

    assertThat(executed).hasValue(2);
  }

  @Test
  void callingThreadCopiesAloneWhenNoOtherIsFree() throws Exception {
    copy("large", null, BUSY, 3);

    assertThat(US3.emulator().object(BUCKET, "copy").orElseThrow().bytes()).isEqualTo(LARGE);
  }

  @Test
  void executorThatTakesNothingFailsTheCopyAndAbortsIt() {
    Throwable failure = failure(SHUT_DOWN, 2);

    assertThat(failure).isInstanceOf(RejectedExecutionException.class);
    assertThat(calls())
        .containsExactly(HEAD_FILE, INITIATE_MULTIPART_UPLOAD, ABORT_MULTIPART_UPLOAD);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
  }

  @Test
  void executorThatCannotStartAThreadFailsTheCopyAndAbortsIt() {
    Error noThread = new OutOfMemoryError("made up");
    Executor executor =
        task -> {
          throw noThread;
        };

    assertThat(failure(executor, 2)).isSameAs(noThread);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
  }

  @Test
  void refusedPartBeginsNoOtherAndAborts() {
    US3.emulator().inject(Fault.throttled().on(UPLOAD_PART_COPY).partNumber(1));

    Throwable failure = failure(BUSY, 1);

    assertThat(failure).isInstanceOf(Us3ThrottledException.class);
    assertThat(calls())
        .containsExactly(
            HEAD_FILE,
            INITIATE_MULTIPART_UPLOAD,
            UPLOAD_PART_COPY,
            UPLOAD_PART_COPY,
            ABORT_MULTIPART_UPLOAD);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(US3.emulator().keys(BUCKET)).containsExactly("large");
  }

  @Test
  void refusedFinishAborts() {
    US3.emulator().inject(Fault.answer(400, -148660, "invalid etag").on(FINISH_MULTIPART_UPLOAD));

    Throwable failure = failure(BUSY, 1);

    assertThat(failure).isInstanceOf(Us3ServiceException.class).hasMessageContaining("etag");
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(US3.emulator().keys(BUCKET)).containsExactly("large");
  }

  @Test
  void refusedAbortDoesNotHideTheFailure() {
    US3.emulator().inject(Fault.throttled().on(UPLOAD_PART_COPY).partNumber(0));
    US3.emulator().inject(Fault.internalError().on(ABORT_MULTIPART_UPLOAD));

    Throwable failure = failure(BUSY, 1);

    assertThat(failure).isInstanceOf(Us3ThrottledException.class);
    assertThat(failure.getSuppressed())
        .singleElement()
        .isInstanceOfSatisfying(
            Us3ServiceException.class,
            e -> assertThat(e.getOperation()).isEqualTo("AbortMultipartUpload"));
  }

  @Test
  void lostResponseToFinishIsLookedUp() throws Exception {
    US3.emulator().inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD));

    String eTag = copy("large", null, BUSY, 1);

    assertThat(eTag).isEqualTo(US3.emulator().object(BUCKET, "copy").orElseThrow().eTag());
    assertThat(calls()).endsWith(FINISH_MULTIPART_UPLOAD, HEAD_FILE, LIST_PARTS);
  }

  @Test
  void finishThatNeverArrivedAborts() {
    US3.emulator().inject(Fault.dropBeforeBody().on(FINISH_MULTIPART_UPLOAD));

    Throwable failure = failure(BUSY, 1);

    assertThat(failure).isInstanceOf(Us3TransportException.class);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(US3.emulator().keys(BUCKET)).containsExactly("large");
  }

  @Test
  void copyOfAnotherETagThanItsPartsIsAnIntegrityError() {
    US3.emulator().inject(Fault.wrongETag().on(FINISH_MULTIPART_UPLOAD));
    US3.emulator()
        .inject(Fault.wrongETag().on(HEAD_FILE).after(1)); // the source is looked up first

    Throwable failure = failure(BUSY, 1);

    assertThat(failure).isInstanceOf(Us3IntegrityException.class);
    assertThat(calls()).doesNotContain(ABORT_MULTIPART_UPLOAD);
  }

  @Test
  void sourceThatChangedAfterItsHeadIsAnIntegrityError() {
    US3.emulator().inject(Fault.wrongETag().on(HEAD_FILE));

    Throwable failure = failure(BUSY, 1);

    assertThat(failure)
        .isInstanceOf(Us3IntegrityException.class)
        .hasMessageContaining("of the source")
        .hasMessageContaining(US3.emulator().object(BUCKET, "large").orElseThrow().eTag());
  }

  @Test
  void noJobIsMisuse() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> copy("large", null, BUSY, 0))
        .withMessage("jobs must be 1 or more: 0");
    assertThat(calls()).isEmpty();
  }
}
