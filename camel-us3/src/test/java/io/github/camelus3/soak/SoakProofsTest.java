package io.github.camelus3.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.client.Clients;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.Us3CallbackUnreachableException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every claim of the soak can fail. */
class SoakProofsTest {
  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      Clients.emulator(Clients.emulatorBuilder().bucket(SoakRoutes.BUCKET));

  private static final SoakUpload PLAIN = upload(false);
  private static final SoakUpload WITH_POLICY = upload(true);

  private Us3Emulator us3;
  private Us3Client client;
  private SoakCallbacks callbacks;
  private SoakProofs proofs;

  @BeforeEach
  void start() throws IOException {
    us3 = US3.emulator();
    client = Clients.of(us3.endpoint());
    callbacks = new SoakCallbacks();
    proofs = new SoakProofs(us3, callbacks);
  }

  @AfterEach
  void close() {
    client.close();
    callbacks.close();
  }

  private static SoakUpload upload(boolean withPolicy) {
    return IntStream.iterate(0, number -> number + 1)
        .mapToObj(number -> SoakUpload.of(1, number))
        .filter(upload -> upload.mode() == Us3UploadMode.put && upload.size() > 0)
        .filter(upload -> upload.withPolicy() == withPolicy)
        .findFirst()
        .orElseThrow();
  }

  private static SoakOutcome acknowledged(SoakUpload upload, String reply) {
    return new SoakOutcome(
        upload, List.of(new SoakOutcome.Attempt("token", Optional.empty(), reply, null, null)));
  }

  private static SoakOutcome refused(SoakUpload upload, Exception failure) {
    return new SoakOutcome(
        upload, List.of(new SoakOutcome.Attempt("token", Optional.of(failure), null, null, null)));
  }

  private void store(SoakUpload upload, byte[] bytes) {
    us3.putObject(SoakRoutes.BUCKET, upload.key(), bytes, "a/b");
  }

  /** Makes the emulator call the callback service for the attempt. */
  private void callBack(SoakUpload upload) throws IOException {
    Map<String, Object> policy = callbacks.policy("token");
    client.putObject(
        new PutObjectRequest(
            SoakRoutes.BUCKET,
            upload.key(),
            ObjectSource.bytes(upload.bytes()),
            ObjectAttributes.ofMimeType("a/b"),
            new ObjectMapper().writeValueAsString(policy),
            IntegrityOptions.DEFAULT));
  }

  /** The exception of a client whose request meets the fault. */
  private Us3Exception failure(Fault fault) {
    us3.inject(fault);
    try {
      client.headObject(SoakRoutes.BUCKET, "k");
      throw new AssertionError("the request did not fail");
    } catch (IOException e) {
      return (Us3Exception) e;
    }
  }

  @Test
  void storedObjectIsProven() {
    store(PLAIN, PLAIN.bytes());

    proofs.check(acknowledged(PLAIN, null));

    assertThat(proofs.failed()).isEmpty();
  }

  @Test
  void acknowledgedObjectThatIsNotStoredIsFound() {
    proofs.check(acknowledged(PLAIN, null));

    assertThat(proofs.failed()).singleElement().asString().contains("is not stored");
  }

  @Test
  void otherBytesAreFound() {
    byte[] bytes = PLAIN.bytes();
    bytes[bytes.length - 1]++;
    store(PLAIN, bytes);

    proofs.check(acknowledged(PLAIN, null));

    assertThat(proofs.failed().get(0)).contains("other bytes");
  }

  @Test
  void callbackSentTwiceIsFound() throws IOException {
    callBack(WITH_POLICY);
    callBack(WITH_POLICY);

    proofs.check(acknowledged(WITH_POLICY, SoakCallbacks.reply("token")));

    assertThat(proofs.failed().get(0)).contains("callback sent 2 times");
  }

  @Test
  void acknowledgementWithoutCallbackIsFound() {
    store(WITH_POLICY, WITH_POLICY.bytes());

    proofs.check(acknowledged(WITH_POLICY, SoakCallbacks.reply("token")));

    assertThat(proofs.failed()).singleElement().asString().contains("without its callback");
  }

  @Test
  void callbackExceptionWithoutAnObjectIsFound() {
    us3.inject(Fault.callbackRefused());
    Exception failure = catchException(() -> callBack(WITH_POLICY));
    assertThat(failure).isInstanceOf(Us3CallbackUnreachableException.class);
    us3.reset();

    proofs.check(refused(WITH_POLICY, failure));

    assertThat(proofs.failed()).singleElement().asString().contains("is not stored in spite of");
  }

  @Test
  void objectStoredInSpiteOfItsExceptionIsFound() {
    store(PLAIN, PLAIN.bytes());

    proofs.check(refused(PLAIN, failure(Fault.http(403, "text/plain", "no"))));

    assertThat(proofs.failed()).singleElement().asString().contains("is stored in spite of");
  }

  @Test
  void exceptionOfAnotherFamilyIsFound() {
    proofs.check(refused(PLAIN, new IllegalStateException("boom")));

    assertThat(proofs.failed()).singleElement().asString().contains("another family");
  }

  @Test
  void unfinishedUploadWithAKnownIdIsFound() throws IOException {
    String uploadId = initiate();
    initiate();
    SoakOutcome outcome =
        new SoakOutcome(
            PLAIN,
            List.of(new SoakOutcome.Attempt("token", Optional.empty(), null, null, uploadId)));

    assertThat(proofs.checkUnfinished(List.of(outcome))).isEqualTo(2);

    assertThat(proofs.failed()).singleElement().asString().contains("left unfinished", uploadId);
  }

  @Test
  void uploadLeftByTheSweepIsFound() throws IOException {
    initiate();

    proofs.checkSwept();

    assertThat(proofs.failed()).hasSize(1);
  }

  private String initiate() throws IOException {
    return client.initiateMultipartUpload(SoakRoutes.BUCKET, "k", ObjectAttributes.NONE).uploadId();
  }
}
