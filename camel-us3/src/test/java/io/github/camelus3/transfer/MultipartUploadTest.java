package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.FINISH_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.INITIATE_MULTIPART_UPLOAD;
import static io.github.camelus3.emulator.Us3Api.PUT_FILE;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ScriptedServer;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MultipartUploadTest {
  private static final int PART = 64 << 10;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      Clients.emulator(Clients.emulatorBuilder().blockSize(PART));

  @RegisterExtension final Uploads uploads = new Uploads(US3);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, PART - 1, PART, PART + 1, 5 * PART, 5 * PART + 7})
  void fileBecomesTheObject(int length) throws Exception {
    byte[] bytes = TestBytes.pattern(length);
    try (ObjectSource file = ObjectSource.file(Files.write(folder.resolve("f"), bytes))) {
      UploadResult result = uploads.multipart(file, 3);

      assertUploaded(result, bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PART - 1, PART, PART + 1, 5 * PART, 5 * PART + 7})
  void streamOfUnknownLengthBecomesTheObject(int length) {
    byte[] bytes = TestBytes.pattern(length);

    UploadResult result = uploads.multipart(ObjectSource.stream(inDrops(bytes)), 3);

    assertUploaded(result, bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, PART, 5 * PART + 7})
  void streamOfKnownLengthBecomesTheObject(int length) {
    byte[] bytes = TestBytes.pattern(length);

    UploadResult result = uploads.multipart(ObjectSource.stream(inDrops(bytes), length), 3);

    assertUploaded(result, bytes);
  }

  @Test
  void everyPartButTheLastHasTheSizeTheServiceAsksFor() {
    uploads.multipart(ObjectSource.stream(inDrops(TestBytes.pattern(3 * PART + 7))), 2);

    assertThat(uploads.requests(UPLOAD_PART))
        .extracting(
            request -> request.queryParameter("partNumber").orElseThrow(),
            request -> request.header("Content-Length").orElseThrow())
        .containsExactlyInAnyOrder(
            tuple("0", "65536"), tuple("1", "65536"), tuple("2", "65536"), tuple("3", "7"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1 << 20, 4 << 20})
  void otherPartSizesAreObeyedToo(int partSize) {
    byte[] bytes = TestBytes.pattern(2 * partSize + 1);
    try (Us3Emulator other = Clients.emulatorBuilder().blockSize(partSize).build().start();
        Uploads toOther = new Uploads(other)) {
      UploadResult result = toOther.multipart(ObjectSource.bytes(bytes), 2);

      assertThat(result.partCount()).isEqualTo(3);
      assertThat(stored(other)).hasBinaryContent(bytes);
      assertThat(result.object().eTag()).isEqualTo(other.object(BUCKET, "k").orElseThrow().eTag());
    }
  }

  @Test
  void initiateAndFinishStandAroundTheParts() {
    uploads.multipart(ObjectSource.bytes(TestBytes.pattern(3 * PART)), 2);

    assertThat(US3.emulator().requests())
        .extracting(ReceivedRequest::api)
        .containsExactly(
            INITIATE_MULTIPART_UPLOAD,
            UPLOAD_PART,
            UPLOAD_PART,
            UPLOAD_PART,
            FINISH_MULTIPART_UPLOAD);
    assertThat(US3.emulator().requests())
        .allMatch(request -> request.header("Content-Type").orElse("").equals("video/mp4"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 20, 200, 256})
  void jobsAreThatManyPartsInFlight(int jobs) {
    try (Us3Emulator small = Clients.emulatorBuilder().blockSize(100).build().start();
        Uploads toSmall = new Uploads(small)) {
      small.holdPartsUntil(jobs, Duration.ofMinutes(1));

      toSmall.multipart(ObjectSource.bytes(TestBytes.pattern(100 * (jobs + 40))), jobs);

      assertThat(small.maxPartsInFlight()).isEqualTo(jobs);
    }
  }

  @Test
  void jobsAreThatManyPartsInFlightForAStreamToo() {
    US3.emulator().holdPartsUntil(20, Duration.ofMinutes(1));

    uploads.multipart(ObjectSource.stream(inDrops(TestBytes.pattern(30 * PART))), 20);

    assertThat(US3.emulator().maxPartsInFlight()).isEqualTo(20);
  }

  @Test
  void oneJobSendsOnePartAfterAnotherInOrder() {
    uploads.multipart(ObjectSource.bytes(TestBytes.pattern(12 * PART)), 1);

    assertThat(US3.emulator().maxPartsInFlight()).isEqualTo(1);
    assertThat(uploads.requests(UPLOAD_PART))
        .extracting(request -> Integer.parseInt(request.queryParameter("partNumber").orElse("")))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 257, Integer.MAX_VALUE})
  void jobsOutOfBoundsAreRefusedByTheirValue(int jobs) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> uploads.multipart(ObjectSource.bytes(new byte[1]), jobs))
        .withMessageContaining(Integer.toString(jobs));
    assertThat(US3.emulator().requests()).isEmpty();
  }

  static Stream<ObjectSource> emptySources() {
    return Stream.of(
        ObjectSource.bytes(new byte[0]),
        ObjectSource.stream(InputStream.nullInputStream()),
        ObjectSource.stream(InputStream.nullInputStream(), 0));
  }

  @ParameterizedTest
  @MethodSource("emptySources")
  void emptySourceGoesByPut(ObjectSource source) {
    List<MultipartUpload> begun = new ArrayList<>();

    UploadResult result =
        Uploads.result(uploads.uploader().multipart(Uploads.request(source), 2, begun::add));

    assertThat(US3.emulator().requests())
        .extracting(ReceivedRequest::api)
        .containsExactly(PUT_FILE);
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().size()).isZero();
    assertThat(result.uploadId()).isNull();
    assertThat(result.partCount()).isZero();
    assertThat(result.object().eTag()).isEqualTo("AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ");
    assertThat(begun).isEmpty();
  }

  @Test
  void emptyFileGoesByPut() throws Exception {
    Path path = Files.createFile(folder.resolve("empty"));
    try (ObjectSource file = ObjectSource.file(path)) {
      assertThat(uploads.multipart(file, 2).uploadId()).isNull();
    }
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().size()).isZero();
  }

  @Test
  void listenerHearsTheUploadThatWasBegun() {
    List<MultipartUpload> begun = new ArrayList<>();
    ObjectSource source = ObjectSource.bytes(new byte[1]);

    UploadResult result =
        Uploads.result(uploads.uploader().multipart(Uploads.request(source), 2, begun::add));

    assertThat(begun)
        .containsExactly(new MultipartUpload(BUCKET, "k", result.uploadId(), "video/mp4", PART));
  }

  @Test
  void policyTravelsWithFinishAloneAndItsReplyComesBack() {
    String reply = "{\"ok\":true}";
    try (ScriptedServer callback = ScriptedServer.playing(ScriptedServer.json(200, reply))) {
      UploadRequest request =
          Uploads.request(ObjectSource.bytes(TestBytes.pattern(2 * PART)))
              .withPolicy("{\"callbackUrl\":\"" + callback.endpoint() + "\"}");

      UploadResult result =
          Uploads.result(uploads.uploader().multipart(request, 2, UploadListener.NONE));

      assertThat(result.object().callbackReply()).isEqualTo(reply);
      assertThat(US3.emulator().callbacks()).hasSize(1);
      assertThat(US3.emulator().requests())
          .filteredOn(sent -> sent.header("Authorization").orElse("").split(":", -1).length == 3)
          .extracting(ReceivedRequest::api)
          .containsExactly(FINISH_MULTIPART_UPLOAD);
    }
  }

  private void assertUploaded(UploadResult result, byte[] bytes) {
    assertThat(stored(US3.emulator())).hasBinaryContent(bytes);
    assertThat(US3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(result.partCount()).isEqualTo((bytes.length + PART - 1) / PART);
    assertThat(uploads.requests(UPLOAD_PART)).hasSize(result.partCount());
    assertThat(result.uploadId()).isNotBlank();
    assertThat(result.object().sizeBytes()).isEqualTo(bytes.length);
    assertThat(result.object().eTag())
        .isEqualTo(US3.emulator().object(BUCKET, "k").orElseThrow().eTag());
  }

  private static InputStream stored(Us3Emulator emulator) {
    return new ByteArrayInputStream(emulator.object(BUCKET, "k").orElseThrow().bytes());
  }

  /** A stream that gives fewer bytes than asked for, as sockets do. */
  private static InputStream inDrops(byte[] bytes) {
    return new FilterInputStream(new ByteArrayInputStream(bytes)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        return in.read(buffer, offset, Math.min(length, 1000));
      }
    };
  }
}
