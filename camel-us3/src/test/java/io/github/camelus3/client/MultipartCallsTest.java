package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.OpenUpload;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartCallsTest {
  private static final int PART = 1000;
  private static final byte[] BYTES = TestBytes.pattern(2 * PART + 1);
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";

  @RegisterExtension
  static final EmulatedClient US3 = new EmulatedClient(Clients.emulatorBuilder().blockSize(PART));

  private final Us3Emulator emulator = US3.emulator();
  private final Us3Client client = US3.client();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void uploadsOfOneKeyAreAllListedWhateverThePageSize(int pageSize) throws Exception {
    List<String> begun = new ArrayList<>();
    for (String key : List.of("a", "k", "k", "k", "k/1")) {
      begun.add(client.initiateMultipartUpload(BUCKET, key, ObjectAttributes.NONE).uploadId());
    }
    List<String> listed = new ArrayList<>();
    String marker = "";
    do {
      UploadPage page = client.listMultipartUploads(BUCKET, "", marker, pageSize);
      page.uploads().forEach(upload -> listed.add(upload.uploadId()));
      marker = page.nextMarker();
    } while (!marker.isEmpty());

    assertThat(listed).containsExactlyInAnyOrderElementsOf(begun);
    assertThat(client.listMultipartUploads(BUCKET, "", "k", 10).uploads())
        .extracting(UnfinishedUpload::key)
        .containsExactly("k/1");
  }

  @Test
  void uploadIdMarkerIsSentAsItWasGivenAndOnlyThen() throws Exception {
    String first =
        "{\"RetCode\":0,\"DataSet\":[],\"NextMarker\":\"k&1\",\"UploadIdMarker\":\"id/1 2\"}";
    String second = "{\"RetCode\":0,\"DataSet\":[],\"NextMarker\":\"l\"}";
    String last = "{\"RetCode\":0,\"DataSet\":[],\"NextMarker\":\"\",\"UploadIdMarker\":\"\"}";
    try (ScriptedServer server =
            ScriptedServer.playing(
                ScriptedServer.json(200, first),
                ScriptedServer.json(200, second),
                ScriptedServer.json(200, last));
        Us3Client other = Clients.of(server.endpoint())) {
      String next = other.listMultipartUploads(BUCKET, "", "", 7).nextMarker();
      next = other.listMultipartUploads(BUCKET, "", next, 7).nextMarker();
      next = other.listMultipartUploads(BUCKET, "", next, 7).nextMarker();

      assertThat(next).isEmpty();
      assertThat(server.requestLines())
          .containsExactly(
              "GET /?muploadid&limit=7&marker&prefix HTTP/1.1",
              "GET /?muploadid&limit=7&marker=k%261&prefix&upload-id-marker=id%2F1%202 HTTP/1.1",
              "GET /?muploadid&limit=7&marker=l&prefix HTTP/1.1");
    }
  }

  @Test
  void initiateBeginsAnUploadOfTheServicesPartSize() throws Exception {
    MultipartUpload upload = initiate("文件 1.bin");

    OpenUpload open = emulator.openUploads(BUCKET).get(0);
    assertThat(upload)
        .isEqualTo(new MultipartUpload(BUCKET, "文件 1.bin", open.uploadId(), "video/mp4", PART));
    assertThat(open.key()).isEqualTo("文件 1.bin");
    assertThat(open.mimeType()).isEqualTo("video/mp4");
    assertThat(emulator.requests().get(0).target()).endsWith(".bin?uploads");
    assertThat(emulator.requests().get(0).header("Content-Length")).contains("0");
  }

  @Test
  void partsInAnyOrderBecomeTheObject() throws Exception {
    MultipartUpload upload = initiate("big");
    UploadedPart last = part(upload, 2);
    UploadedPart first = part(upload, 0);
    UploadedPart middle = part(upload, 1);

    UploadedObject object =
        client.finishMultipartUpload(upload, List.of(last, first, middle), null);

    assertThat(emulator.object(BUCKET, "big").orElseThrow().bytes()).isEqualTo(BYTES);
    assertThat(emulator.object(BUCKET, "big").orElseThrow().mimeType()).isEqualTo("video/mp4");
    assertThat(emulator.openUploads(BUCKET)).isEmpty();
    assertThat(object.eTag()).isEqualTo(emulator.object(BUCKET, "big").orElseThrow().eTag());
    assertThat(object.sizeBytes()).isEqualTo(BYTES.length);
    assertThat(object.key()).isEqualTo("big");
    assertThat(object.callbackReply()).isNull();
  }

  @Test
  void attributesOfInitiateBecomeTheObjects() throws Exception {
    MultipartUpload upload =
        client.initiateMultipartUpload(
            BUCKET, "big", new ObjectAttributes("a/b", "IA", Map.of("Owner", "me")));

    client.finishMultipartUpload(upload, List.of(part(upload, 0)), null);

    assertThat(emulator.object(BUCKET, "big").orElseThrow().storageClass()).isEqualTo("IA");
    assertThat(emulator.object(BUCKET, "big").orElseThrow().metadata())
        .containsOnly(Map.entry("owner", "me"));
  }

  @Test
  void partNamesNumberAndUploadAndTheObjectsType() throws Exception {
    MultipartUpload upload = initiate("big");

    UploadedPart part = part(upload, 0);

    ReceivedRequest request = emulator.requests().get(1);
    assertThat(request.api()).isEqualTo(Us3Api.UPLOAD_PART);
    assertThat(request.target()).isEqualTo("/big?partNumber=0&uploadId=" + upload.uploadId());
    assertThat(request.header("Content-Type")).contains("video/mp4");
    assertThat(request.header("Content-MD5")).isEmpty();
    assertThat(part.eTag()).hasSize(28);
    assertThat(part.sizeBytes()).isEqualTo(PART);
  }

  @Test
  void partSendsItsMd5WhenAsked() throws Exception {
    MultipartUpload upload = initiate("big");

    client.uploadPart(
        upload,
        0,
        ObjectSource.bytes("hello world".getBytes(UTF_8)),
        new IntegrityOptions(true, true));

    assertThat(emulator.requests().get(1).header("Content-MD5"))
        .contains("5eb63bbbe01eeed093cb22bb8f5acdc3");
  }

  @Test
  void policyTravelsWithFinishAlone() throws Exception {
    MultipartUpload upload = initiate("big");
    List<UploadedPart> parts = List.of(part(upload, 0));

    assertThatExceptionOfType(Us3CallbackUnreachableException.class)
        .isThrownBy(() -> client.finishMultipartUpload(upload, parts, POLICY));

    assertThat(emulator.requests())
        .extracting(request -> request.header("Authorization").orElseThrow().split(":", -1).length)
        .containsExactly(2, 2, 3);
  }

  @Test
  void listPartsGivesPages() throws Exception {
    MultipartUpload upload = initiate("big");
    List<UploadedPart> parts = List.of(part(upload, 0), part(upload, 1), part(upload, 2));

    PartPage first = client.listParts(BUCKET, upload.uploadId(), 0, 2);
    PartPage second = client.listParts(BUCKET, upload.uploadId(), first.nextMarker(), 2);

    assertThat(first.parts()).isEqualTo(parts.subList(0, 2));
    assertThat(first.isTruncated()).isTrue();
    assertThat(second.parts()).isEqualTo(parts.subList(2, 3));
    assertThat(second.isTruncated()).isFalse();
  }

  @Test
  void listPartsOfAnUploadWithoutPartsIsEmpty() throws Exception {
    MultipartUpload upload = initiate("big");

    assertThat(client.listParts(BUCKET, upload.uploadId())).isEmpty();
  }

  @Test
  void listPartsGoesOnToTheLastPage() throws Exception {
    MultipartUpload upload = initiate("big");
    for (int number = 0; number <= 1000; number++) {
      client.uploadPart(
          upload, number, ObjectSource.bytes(new byte[] {1}), IntegrityOptions.DEFAULT);
    }

    List<UploadedPart> parts = client.listParts(BUCKET, upload.uploadId());

    assertThat(parts)
        .extracting(UploadedPart::partNumber)
        .containsExactlyElementsOf(IntStream.rangeClosed(0, 1000).boxed().toList());
  }

  @Test
  void abortForgetsTheUpload() throws Exception {
    MultipartUpload upload = initiate("big");
    part(upload, 0);

    client.abortMultipartUpload(BUCKET, "big", upload.uploadId());

    assertThat(emulator.openUploads(BUCKET)).isEmpty();
    assertThat(emulator.keys(BUCKET)).isEmpty();
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client.listParts(BUCKET, upload.uploadId()));
  }

  private MultipartUpload initiate(String key) throws IOException {
    return client.initiateMultipartUpload(BUCKET, key, ObjectAttributes.ofMimeType("video/mp4"));
  }

  private UploadedPart part(MultipartUpload upload, int number) throws IOException {
    int offset = number * PART;
    ObjectSource part = ObjectSource.bytes(BYTES, offset, Math.min(PART, BYTES.length - offset));
    return client.uploadPart(upload, number, part, IntegrityOptions.DEFAULT);
  }
}
