package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.HEAD_FILE;
import static io.github.camelus3.emulator.Us3Api.LIST_PARTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ScriptedServer;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class FinishUploadTest {
  private static final int BLOCK = 4 << 20;
  private static final byte[] BYTES = TestBytes.pattern(2 * BLOCK + 1);

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();
  @RegisterExtension final Uploads uploads = new Uploads(US3);

  private MultipartUpload upload;

  @BeforeEach
  void begin() throws IOException {
    upload =
        uploads
            .client()
            .initiateMultipartUpload(BUCKET, "k", ObjectAttributes.ofMimeType("video/mp4"));
  }

  @Test
  void partsComeFromTheServiceWhenTheyAreNotGiven() throws Exception {
    sendParts();

    UploadResult result = Uploads.result(finish(byId(), null));

    assertThat(result.partCount()).isEqualTo(3);
    assertThat(result.uploadId()).isEqualTo(upload.uploadId());
    assertThat(result.object().sizeBytes()).isEqualTo(BYTES.length);
    assertThat(result.object().eTag())
        .isEqualTo(US3.emulator().object(BUCKET, "k").orElseThrow().eTag());
    assertThat(uploads.requests(LIST_PARTS)).hasSize(1);
  }

  @Test
  void partsMayBeGivenInAnyOrderAndWithoutTheirSizes() throws Exception {
    List<UploadedPart> parts = new ArrayList<>();
    for (UploadedPart part : sendParts()) {
      parts.add(0, new UploadedPart(part.partNumber(), part.eTag(), -1));
    }

    UploadResult result = Uploads.result(finish(byId(), parts));

    assertThat(result.object().sizeBytes()).isEqualTo(BYTES.length);
    assertThat(uploads.requests(LIST_PARTS)).isEmpty();
    assertThat(US3.emulator().keys(BUCKET)).containsExactly("k");
  }

  @Test
  void partsThatAreGivenMustBeWithoutGapsAndDoubles() throws Exception {
    List<UploadedPart> parts = sendParts();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> finish(upload, List.of()))
        .withMessageContaining("no parts");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finish(upload, List.of(parts.get(0), parts.get(2))))
        .withMessageContaining("part 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> finish(upload, List.of(parts.get(0), parts.get(0), parts.get(1))))
        .withMessageContaining("part 1");
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).isEmpty();
  }

  @Test
  void partsThatAreListedMustBeWithoutGaps() throws Exception {
    uploads
        .client()
        .uploadPart(upload, 1, ObjectSource.bytes(new byte[1]), IntegrityOptions.DEFAULT);

    Throwable failure = Uploads.failure(finish(upload, null));

    assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("part 0");
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).isEmpty();
  }

  @Test
  void uploadThatIsNotThereIsAnError() {
    MultipartUpload unknown = new MultipartUpload(BUCKET, "k", "unknown", null, 0);

    assertThat(Uploads.failure(finish(unknown, null)))
        .isExactlyInstanceOf(Us3ObjectNotFoundException.class);
  }

  @Test
  void refusedFinishDoesNotAbortTheUpload() throws Exception {
    List<UploadedPart> parts = sendParts();
    US3.emulator().inject(Fault.answer(400, -148660, "invalid etag").on(FINISH_MULTIPART_UPLOAD));

    Throwable failure = Uploads.failure(finish(upload, parts));

    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).isEmpty();
    assertThat(US3.emulator().openUploads(BUCKET)).hasSize(1);
  }

  @Test
  void replyOfThePolicyComesBack() throws Exception {
    List<UploadedPart> parts = sendParts();
    try (ScriptedServer callback = ScriptedServer.playing(ScriptedServer.json(200, "[1]"))) {
      String policy = "{\"callbackUrl\":\"" + callback.endpoint() + "\"}";

      UploadResult result =
          Uploads.result(
              uploads.uploader().finish(upload, parts, policy, IntegrityOptions.DEFAULT));

      assertThat(result.object().callbackReply()).isEqualTo("[1]");
      assertThat(result.object().sizeBytes()).isEqualTo(BYTES.length);
      assertThat(result.object().eTag())
          .isEqualTo(US3.emulator().object(BUCKET, "k").orElseThrow().eTag());
    }
  }

  @Test
  void eTagThatDisagreesIsAnIntegrityErrorForPartsOfOneBlock() throws Exception {
    sendParts();
    US3.emulator().inject(Fault.wrongETag().on(FINISH_MULTIPART_UPLOAD));
    US3.emulator().inject(Fault.wrongETag().on(HEAD_FILE));

    assertThat(Uploads.failure(finish(byId(), null))).isInstanceOf(Us3IntegrityException.class);
  }

  @Test
  void eTagThatDisagreesIsTakenWhenItIsNotToBeVerified() throws Exception {
    List<UploadedPart> parts = sendParts();
    US3.emulator().inject(Fault.wrongETag().on(FINISH_MULTIPART_UPLOAD));

    UploadResult result =
        Uploads.result(
            uploads.uploader().finish(upload, parts, null, new IntegrityOptions(false, false)));

    assertThat(result.object().eTag())
        .isNotEqualTo(US3.emulator().object(BUCKET, "k").orElseThrow().eTag());
  }

  @Test
  void onePartLargerThanABlockIsNotComparedAsIfItWereOne() throws Exception {
    try (Us3Emulator large = Clients.emulatorBuilder().blockSize(2 * BLOCK).build().start();
        Uploads toLarge = new Uploads(large)) {
      MultipartUpload begun =
          toLarge.client().initiateMultipartUpload(BUCKET, "k", ObjectAttributes.NONE);
      ObjectSource source = ObjectSource.bytes(BYTES, 0, BLOCK + 1);
      UploadedPart part = toLarge.client().uploadPart(begun, 0, source, IntegrityOptions.DEFAULT);
      MultipartUpload byId = new MultipartUpload(BUCKET, "k", begun.uploadId(), null, 0);
      UploadedPart unsized = new UploadedPart(0, part.eTag(), -1);

      UploadResult result =
          Uploads.result(
              toLarge.uploader().finish(byId, List.of(unsized), null, IntegrityOptions.DEFAULT));

      assertThat(result.object().eTag()).isEqualTo("AgAAAAV4TNEnA2AXSRVyDqVW4bohMKad");
    }
  }

  private List<UploadedPart> sendParts() throws IOException {
    List<UploadedPart> parts = new ArrayList<>();
    for (int offset = 0; offset < BYTES.length; offset += BLOCK) {
      ObjectSource part = ObjectSource.bytes(BYTES, offset, Math.min(BLOCK, BYTES.length - offset));
      parts.add(
          uploads.client().uploadPart(upload, offset / BLOCK, part, IntegrityOptions.DEFAULT));
    }
    return parts;
  }

  /** The upload as known by its ID only. */
  private MultipartUpload byId() {
    return new MultipartUpload(BUCKET, "k", upload.uploadId(), "video/mp4", 0);
  }

  private CompletableFuture<UploadResult> finish(MultipartUpload begun, List<UploadedPart> parts) {
    return uploads.uploader().finish(begun, parts, null, IntegrityOptions.DEFAULT);
  }
}
