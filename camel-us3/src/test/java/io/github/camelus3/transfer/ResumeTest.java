package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.ABORT_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.HEAD_FILE;
import static io.github.camelus3.emulator.Us3Api.INITIATE_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.LIST_PARTS;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The next attempt resumes a failed upload. */
@Timeout(60)
class ResumeTest {
  private static final int BLOCK = 4 << 20;
  private static final int PARTS = 4;
  private static final byte[] BYTES = TestBytes.pattern((PARTS - 1) * BLOCK + 1);
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();
  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @TempDir Path folder;
  private Path file;
  private Path states;
  private UploadStore store;

  @BeforeEach
  void open() throws IOException {
    file = Files.write(folder.resolve("file"), BYTES);
    states = folder.resolve("states");
    store = new FileUploadStore(states);
  }

  @Test
  void sendsOnlyTheMissingParts() throws IOException {
    failAtPart(2);

    UploadResult result = upload(null);

    assertUploadedInOneUpload(result);
    assertThat(partNumbersSent()).containsExactly(0, 1, 2, 2, 3);
  }

  @Test
  void aPartThatTheServiceHasBeyondTheStateIsComparedAndNotSentAgain() throws IOException {
    US3.emulator().inject(Fault.loseAnswer().on(UPLOAD_PART).partNumber(1));
    assertThat(failure(null)).isInstanceOf(Us3TransportException.class);

    assertUploadedInOneUpload(upload(null));
    assertThat(partNumbersSent()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void aPartThatArrivesOnlyAfterTheListingIsNoFailure() throws IOException {
    US3.emulator().inject(Fault.loseAnswer().on(UPLOAD_PART).partNumber(1));
    failure(null);
    String onlyTheFirst = "{\"RetCode\":0,\"Parts\":[" + partJson(0) + "],\"IsTruncated\":false}";
    US3.emulator().inject(Fault.http(200, "application/json", onlyTheFirst).on(LIST_PARTS));

    assertUploadedInOneUpload(upload(null));
    assertThat(partNumbersSent()).containsExactly(0, 1, 1, 2, 3);
  }

  @Test
  void aStoreThatFailsAtTheEndDoesNotFailTheUpload() throws IOException {
    store =
        new ForwardingStore(store) {
          @Override
          public void delete(String id) {
            throw new IllegalStateException("made up");
          }
        };

    UploadResult result = upload(null);

    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(result.partCount()).isEqualTo(PARTS);
  }

  @Test
  void aChangedFileStartsOverAndAbortsTheOldUpload() throws IOException {
    failAtPart(2);
    byte[] other = TestBytes.pattern(BYTES.length + 7);
    Files.write(file, other);

    upload(null);

    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(other);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void otherMetadataStartsOverAndAbortsTheOldUpload() throws IOException {
    failAtPart(2);

    UploadResult result = upload(new ObjectAttributes("video/mp4", null, Map.of("a", "b")), null);

    assertThat(result.partCount()).isEqualTo(PARTS);
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().metadata()).containsEntry("a", "b");
    assertThat(uploads.requests(ABORT_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
  }

  @Test
  void anUploadThatTheServiceHasLostStartsOver() throws IOException {
    failAtPart(2);
    String id = US3.emulator().openUploads(BUCKET).get(0).uploadId();
    uploads.client().abortMultipartUpload(BUCKET, "k", id);

    upload(null);

    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(uploads.requests(INITIATE_MULTIPART_UPLOAD)).hasSize(2);
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void anUploadThatIsGoneWithAnyRetCodeStartsOver() throws IOException {
    failAtPart(2);
    US3.emulator().inject(Fault.answer(400, -7, "no such upload").on(LIST_PARTS));
    US3.emulator().inject(Fault.answer(400, -7, "no such upload").on(ABORT_MULTIPART_UPLOAD));

    upload(null);

    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(uploads.requests(INITIATE_MULTIPART_UPLOAD)).hasSize(2);
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void wrongKeysLeaveTheStateForRightOnes() throws IOException {
    failAtPart(2);
    US3.emulator().inject(Fault.answer(403, -148643, "invalid signature").times(2));

    assertThat(failure(null)).isExactlyInstanceOf(Us3InvalidSignatureException.class);

    assertUploadedInOneUpload(upload(null));
  }

  @Test
  void aFinishWhoseResponseWasLostIsNotSentAgain() throws IOException {
    US3.emulator().inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD));
    US3.emulator().inject(Fault.internalError().on(HEAD_FILE));
    assertThat(failure(null)).isInstanceOf(Us3TransportException.class);

    UploadResult result = upload(null);

    assertUploadedInOneUpload(result);
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(uploads.requests(UPLOAD_PART)).hasSize(PARTS);
  }

  @Test
  void aFinishWhoseResponseWasLostHasLostItsReplyWithAPolicy() throws IOException {
    US3.emulator().inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD));
    US3.emulator().inject(Fault.internalError().on(HEAD_FILE));
    failure(POLICY);

    assertThat(failure(POLICY)).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void aPageInResponseToTheHeadAfterAFinishTellsNothing() throws IOException {
    US3.emulator().inject(Fault.loseAnswer().on(FINISH_MULTIPART_UPLOAD));
    US3.emulator().inject(page().on(HEAD_FILE).times(2));
    failure(POLICY);

    failure(POLICY);

    assertThat(failure(POLICY)).isExactlyInstanceOf(Us3CallbackReplyLostException.class);
    assertThat(uploads.requests(FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(uploads.requests(INITIATE_MULTIPART_UPLOAD)).hasSize(1);
  }

  @Test
  void aPageInResponseToListPartsDoesNotMeanThatTheUploadIsGone() throws IOException {
    failAtPart(2);
    US3.emulator().inject(page().on(LIST_PARTS));
    assertThat(failure(null)).isInstanceOf(Us3ServiceException.class);

    assertUploadedInOneUpload(upload(null));
    assertThat(partNumbersSent()).containsExactly(0, 1, 2, 2, 3);
  }

  private static Fault page() {
    return Fault.http(200, "text/html", "<html>Please log in</html>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"partNumber\":2,\"eT", "\0\0\0\0\n\0\0\0", "\u00ff\n", "null\n"})
  void linesThatACrashHasCutAreIgnored(String torn) throws IOException {
    failAtPart(2);
    Files.write(state(), torn.getBytes(UTF_8), java.nio.file.StandardOpenOption.APPEND);

    assertUploadedInOneUpload(upload(null));
    assertThat(partNumbersSent()).containsExactly(0, 1, 2, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "{}\n", "null\n", "{\"upload\":{},\"source\":{}}\n", "\0\0\n"})
  void aStateThatIsNoneStartsOver(String garbage) throws IOException {
    failAtPart(2);
    Files.writeString(state(), garbage);

    upload(null);

    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void theStateOfAnotherKeyIsNotTaken() throws IOException {
    failAtPart(2);
    Path own = state();
    Files.writeString(own, Files.readString(own).replace("\"key\":\"k\"", "\"key\":\"other\""));

    upload(null);

    assertThat(uploads.requests(INITIATE_MULTIPART_UPLOAD)).hasSize(2);
    assertThat(US3.emulator().keys(BUCKET)).containsExactly("k");
  }

  @Test
  void twoUploadsOfOneFileAtTheSameTimeDoNotDisturbEachOther() throws IOException {
    US3.emulator().holdPartsUntil(2);
    try (ObjectSource one = ObjectSource.file(file);
        ObjectSource other = ObjectSource.file(file)) {
      CompletableFuture<UploadResult> first = start(one, ObjectAttributes.NONE, null, 1);
      CompletableFuture<UploadResult> second = start(other, ObjectAttributes.NONE, null, 1);

      assertThat(first.join().uploadId()).isNotEqualTo(second.join().uploadId());
    }
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void anUploadWhoseStateIsClaimedIsAbortedWhenItFails() throws Exception {
    try (ObjectSource source = ObjectSource.file(file)) {
      String id = SavedUpload.idOf(BUCKET, "k", source.identity().orElseThrow());
      try (Closeable claimed = store.claim(id).orElseThrow()) {
        US3.emulator().inject(Fault.answer(403, -1, "no").on(UPLOAD_PART).partNumber(2));

        assertThat(Uploads.failure(start(source, ObjectAttributes.NONE, null, 1)))
            .isExactlyInstanceOf(Us3ServiceException.class);
        assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
      }
    }
    assertThat(states).isEmptyDirectory();
  }

  @Test
  void aFolderThatCannotBeUsedFailsTheUploadBeforeItBegins() throws IOException {
    Files.writeString(states, "a file, not a folder");

    assertThat(failure(null))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "resumeDirectory must be a folder that can be read and written: " + states);
    assertThat(US3.emulator().requests()).isEmpty();
  }

  private void failAtPart(int number) throws IOException {
    US3.emulator().inject(Fault.answer(403, -1, "no").on(UPLOAD_PART).partNumber(number));
    assertThat(failure(null)).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(US3.emulator().openUploads(BUCKET)).hasSize(1);
  }

  private Path state() throws IOException {
    try (Stream<Path> all = Files.list(states)) {
      List<Path> files = all.toList();
      assertThat(files).hasSize(1);
      return files.get(0);
    }
  }

  private static String partJson(int number) {
    String eTag = io.github.camelus3.client.ETags.ofPart(sha1(number));
    return "{\"PartNum\":" + number + ",\"Etag\":\"" + eTag + "\",\"Size\":" + BLOCK + "}";
  }

  private static byte[] sha1(int number) {
    try {
      return io.github.camelus3.client.ETags.sha1Of(
          ObjectSource.bytes(BYTES, number * BLOCK, BLOCK));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private UploadResult upload(String policy) throws IOException {
    return upload(ObjectAttributes.NONE, policy);
  }

  private UploadResult upload(ObjectAttributes attributes, String policy) throws IOException {
    try (ObjectSource source = ObjectSource.file(file)) {
      return start(source, attributes, policy, 1).join();
    }
  }

  private Throwable failure(String policy) throws IOException {
    try (ObjectSource source = ObjectSource.file(file)) {
      return Uploads.failure(start(source, ObjectAttributes.NONE, policy, 1));
    }
  }

  private CompletableFuture<UploadResult> start(
      ObjectSource source, ObjectAttributes attributes, String policy, int jobs) {
    UploadRequest request =
        new UploadRequest(BUCKET, "k", source, attributes, policy, IntegrityOptions.DEFAULT);
    return uploads.uploader().multipart(request.resumable(store), jobs, UploadListener.NONE);
  }

  private List<Integer> partNumbersSent() {
    return uploads.requests(UPLOAD_PART).stream().map(ResumeTest::partNumber).toList();
  }

  private static int partNumber(ReceivedRequest request) {
    return Integer.parseInt(request.queryParameter("partNumber").orElseThrow());
  }

  private void assertUploadedInOneUpload(UploadResult result) throws IOException {
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(result.partCount()).isEqualTo(PARTS);
    assertThat(result.object().sizeBytes()).isEqualTo(BYTES.length);
    assertThat(uploads.requests(INITIATE_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(states).isEmptyDirectory();
  }
}
