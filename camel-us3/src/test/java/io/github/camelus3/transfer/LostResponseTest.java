package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.HEAD_FILE;
import static io.github.camelus3.emulator.Us3Api.LIST_PARTS;
import static io.github.camelus3.emulator.Us3Api.PUT_FILE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3ThrottledException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The response to an upload does not come; whether the upload was carried out is looked up. */
@Timeout(60)
class LostResponseTest {
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";
  private static final byte[] BYTES = TestBytes.pattern((4 << 20) + 1);

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();
  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @Test
  void finishThatWasCarriedOutIsASuccessWithoutAPolicy() {
    US3.emulator().inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD));

    UploadResult result = uploads.multipart(ObjectSource.bytes(BYTES), 2);

    assertThat(result.object().eTag()).isEqualTo("AgAAAAV4TNEnA2AXSRVyDqVW4bohMKad");
    assertThat(result.object().sizeBytes()).isEqualTo(BYTES.length);
    assertThat(result.object().httpStatus()).isEqualTo(200);
    assertThat(result.partCount()).isEqualTo(2);
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).isEmpty();
  }

  @Test
  void finishThatWasCarriedOutHasLostItsReplyWithAPolicy() {
    US3.emulator().inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD));

    Throwable failure = multipartWithPolicy(uploads, ObjectSource.bytes(BYTES));

    assertReplyLost(failure, "FinishMultipartUpload");
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).isEmpty();
    assertThat(US3.emulator().keys(BUCKET)).containsExactly("k");
  }

  @ParameterizedTest
  @ValueSource(ints = {64 << 10, 8 << 20})
  void finishIsLookedUpAlsoWhenTheObjectsETagIsNotKnownBeforehand(int partSize) {
    try (Us3Emulator other = Clients.emulatorBuilder().blockSize(partSize).build().start();
        Uploads toOther = new Uploads(other)) {
      other.inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD).times(2));

      UploadResult result = toOther.multipart(ObjectSource.bytes(BYTES), 2);
      Throwable failure = multipartWithPolicy(toOther, ObjectSource.bytes(BYTES));

      assertThat(result.object().eTag()).isEqualTo("AgAAAAV4TNEnA2AXSRVyDqVW4bohMKad");
      assertReplyLost(failure, "FinishMultipartUpload");
      assertThat(toOther.requests(ABORT_MULTIPART_UPLOAD)).isEmpty();
    }
  }

  @Test
  void finishThatWasNotCarriedOutIsATransportFailureAndAborts() {
    US3.emulator().inject(Fault.dropAfterBody().on(FINISH_MULTIPART_UPLOAD));

    Throwable failure = multipartWithPolicy(uploads, ObjectSource.bytes(BYTES));

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(((Us3TransportException) failure).isRetryable()).isTrue();
    assertThat(uploads.nothingIsLeft()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {64 << 10, 4 << 20})
  void objectThatWasThereBeforeIsNotTakenForTheNewOne(int partSize) {
    try (Us3Emulator other = Clients.emulatorBuilder().blockSize(partSize).build().start();
        Uploads toOther = new Uploads(other)) {
      other.putObject(BUCKET, "k", new byte[BYTES.length], "a/b");
      other.inject(Fault.dropAfterBody().on(FINISH_MULTIPART_UPLOAD));

      Throwable failure = multipartWithPolicy(toOther, ObjectSource.bytes(BYTES));

      assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
      assertThat(toOther.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    }
  }

  @Test
  void headThatFailsIsSuppressedInTheTransportFailure() {
    US3.emulator().inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD));
    US3.emulator().inject(Fault.throttled().on(HEAD_FILE));

    Throwable failure = uploads.multipartFailure(ObjectSource.bytes(BYTES), 2);

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(failure.getSuppressed())
        .hasAtLeastOneElementOfType(Us3ThrottledException.class)
        .hasOnlyElementsOfType(Us3ServiceException.class);
  }

  static Stream<ObjectSource> sources() {
    return Stream.of(
        ObjectSource.bytes(BYTES),
        ObjectSource.stream(new ByteArrayInputStream(BYTES)),
        ObjectSource.stream(new ByteArrayInputStream(BYTES), BYTES.length));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void putThatWasCarriedOutHasLostItsReplyWithAPolicy(ObjectSource source) {
    US3.emulator().inject(Fault.loseAnswer().on(PUT_FILE));

    Throwable failure = putWithPolicy(source, IntegrityOptions.DEFAULT);

    assertReplyLost(failure, "PutFile");
    assertThat(uploads.requests(PUT_FILE)).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("sources")
  void putIsLookedUpAlsoWhenETagsAreNotToBeVerified(ObjectSource source) {
    US3.emulator().inject(Fault.loseAnswer().on(PUT_FILE));

    assertReplyLost(putWithPolicy(source, new IntegrityOptions(false, false)), "PutFile");
  }

  @ParameterizedTest
  @MethodSource("sources")
  void putThatWasNotCarriedOutIsATransportFailure(ObjectSource source) {
    US3.emulator().putObject(BUCKET, "k", new byte[BYTES.length], "a/b");
    US3.emulator().inject(Fault.dropAfterBody().on(PUT_FILE));

    Throwable failure = putWithPolicy(source, IntegrityOptions.DEFAULT);

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
  }

  @Test
  void putWithoutAPolicyIsATransportFailureBecauseItMayBeRepeated() {
    US3.emulator().inject(Fault.loseAnswer().on(PUT_FILE));

    Throwable failure =
        Uploads.failure(uploads.uploader().put(Uploads.request(ObjectSource.bytes(BYTES))));

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(((Us3Exception) failure).isRetryable()).isTrue();
    assertThat(uploads.requests(HEAD_FILE)).isEmpty();
    assertThat(uploads.requests(LIST_PARTS)).isEmpty();
  }

  private static Throwable multipartWithPolicy(Uploads to, ObjectSource source) {
    return Uploads.failure(
        to.uploader()
            .multipart(Uploads.request(source).withPolicy(POLICY), 2, UploadListener.NONE));
  }

  private Throwable putWithPolicy(ObjectSource source, IntegrityOptions checks) {
    return Uploads.failure(
        uploads
            .uploader()
            .put(new UploadRequest(BUCKET, "k", source, ObjectAttributes.NONE, POLICY, checks)));
  }

  private static void assertReplyLost(Throwable failure, String operation) {
    assertThat(failure)
        .isExactlyInstanceOf(Us3CallbackReplyLostException.class)
        .hasCauseExactlyInstanceOf(Us3TransportException.class);
    Us3CallbackReplyLostException lost = (Us3CallbackReplyLostException) failure;
    assertThat(lost.isRetryable()).isFalse();
    assertThat(lost.getOperation()).isEqualTo(operation);
    assertThat(lost.getBucket()).isEqualTo(BUCKET);
    assertThat(lost.getKey()).isEqualTo("k");
    assertThat(lost.getHttpStatus()).isZero();
  }
}
