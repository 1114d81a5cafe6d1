package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.sign.Credentials;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mode sends the requests in the table of upload modes, with and without a policy. */
class UploadModesTest extends Us3TestSupport {
  private static final byte[] FIVE_PARTS = pattern(4 * PART + 100);
  private static final Duration HOLD = Duration.ofMinutes(1);

  @RegisterExtension final CallbackService service = new CallbackService();

  @ParameterizedTest
  @CsvSource({
    "put, PutFile, 0",
    "mput, MPut, 5",
    "asyncMput, AsyncMPut, 5",
    "asyncUpload, AsyncUpload, 5"
  })
  void uploadsWithoutAPolicyAndLeavesTheBody(String mode, String operation, int parts)
      throws Exception {
    Exchange done = upload("us3:photos?mode=" + mode, FIVE_PARTS, Map.of(Us3Constants.KEY, "k"));

    assertThat(done.getMessage().getBody()).isSameAs(FIVE_PARTS);
    assertThat(stored("k")).isEqualTo(FIVE_PARTS);
    assertAnswer(done.getMessage(), operation, parts);
    assertThat(us3.callbacks()).isEmpty();
    assertThat(us3.openUploads(BUCKET)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "put, PutFileWithPolicy, 0",
    "mput, MPutWithPolicy, 5",
    "asyncMput, AsyncMPutWithPolicy, 5",
    "asyncUpload, AsyncUploadWithPolicy, 5"
  })
  void uploadsWithAPolicyAndGivesTheReplyAsText(String mode, String operation, int parts)
      throws Exception {
    Map<String, Object> headers =
        Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, service.policyJson());

    Exchange done = upload("us3:photos?mode=" + mode, FIVE_PARTS, headers);

    assertThat(done.getMessage().getBody()).isEqualTo("{\"accepted\":true}");
    assertThat(service.bodies()).containsExactly("{\"name\":\"Alice\"}");
    assertThat(stored("k")).isEqualTo(FIVE_PARTS);
    assertAnswer(done.getMessage(), operation, parts);
  }

  @Test
  void thePolicyTravelsWithFinishAlone() throws Exception {
    upload(
        "us3:photos?mode=mput",
        FIVE_PARTS,
        Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, service.policyJson()));

    assertThat(us3.requests())
        .filteredOn(r -> r.header("Authorization").orElse("").split(":").length == 3)
        .extracting(r -> r.api())
        .containsExactly(Us3Api.FINISH_MULTIPART_UPLOAD);
  }

  @ParameterizedTest
  @EnumSource(
      value = Us3UploadMode.class,
      names = {"auto", "put", "mput", "asyncMput", "asyncUpload"})
  void anObjectWithoutBytesGoesByPut(Us3UploadMode mode) throws Exception {
    Map<String, Object> headers =
        Map.of(
            Us3Constants.KEY,
            "empty",
            Us3Constants.MODE,
            mode,
            Us3Constants.POLICY,
            service.policyJson());

    Exchange fromBytes = upload("us3:photos", new byte[0], headers);
    Exchange fromStream = upload("us3:photos", new ByteArrayInputStream(new byte[0]), headers);

    assertThat(us3.requests()).extracting(r -> r.api()).containsOnly(Us3Api.PUT_FILE);
    assertThat(requests(Us3Api.PUT_FILE))
        .hasSize(2)
        .allMatch(r -> r.header("Content-Length").orElse("").equals("0"));
    for (Exchange done : List.of(fromBytes, fromStream)) {
      assertThat(done.getMessage().getBody()).isEqualTo("{\"accepted\":true}");
      assertThat(done.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION))
          .isEqualTo("PutFileWithPolicy");
      assertThat(done.getMessage().getHeader(Us3Constants.CONTENT_LENGTH)).isEqualTo(0L);
    }
  }

  @ParameterizedTest
  @CsvSource({"99999, PutFile", "100000, AsyncUpload", "100001, AsyncUpload"})
  void autoUploadsInPartsFromTheThresholdOn(int size, String operation) throws Exception {
    Exchange done =
        upload(
            "us3:photos?multipartThreshold=100000", pattern(size), Map.of(Us3Constants.KEY, "k"));

    assertThat(done.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION)).isEqualTo(operation);
    assertThat(stored("k")).isEqualTo(pattern(size));
  }

  @Test
  void autoUploadsABodyOfUnknownLengthInParts() throws Exception {
    Exchange done =
        upload(
            "us3:photos", new ByteArrayInputStream(new byte[] {1}), Map.of(Us3Constants.KEY, "k"));

    assertThat(done.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION)).isEqualTo("AsyncUpload");
  }

  @Test
  void mputNeverHasTwoPartsInFlight() throws Exception {
    upload("us3:photos?mode=mput&jobs=20", FIVE_PARTS, Map.of(Us3Constants.KEY, "k"));

    assertThat(us3.maxPartsInFlight()).isEqualTo(1);
  }

  @Test
  void asyncMputHasTenPartsInFlight() throws Exception {
    us3.holdPartsUntil(10, HOLD);

    upload(
        "us3:photos?mode=asyncMput&jobs=20",
        pattern(40 * PART),
        Map.of(Us3Constants.KEY, "k", Us3Constants.JOBS, 3));

    assertThat(us3.maxPartsInFlight()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 200, 256})
  void asyncUploadHasAsManyPartsInFlightAsJobsSays(int jobs) throws Exception {
    us3.holdPartsUntil(jobs, HOLD);

    upload(
        "us3:photos?mode=asyncUpload&jobs=" + jobs,
        pattern(2 * jobs * PART),
        Map.of(Us3Constants.KEY, "k"));

    assertThat(us3.maxPartsInFlight()).isEqualTo(jobs);
  }

  @Test
  void theJobsHeaderOverridesTheOption() throws Exception {
    us3.holdPartsUntil(7, HOLD);

    upload(
        "us3:photos?mode=asyncUpload&jobs=2",
        pattern(14 * PART),
        Map.of(Us3Constants.KEY, "k", Us3Constants.JOBS, "7"));

    assertThat(us3.maxPartsInFlight()).isEqualTo(7);
  }

  @Test
  void finishTakesThePartsOfTheMessage() throws Exception {
    try (Us3Client client = client()) {
      MultipartUpload begun = begin(client);
      List<UploadedPart> parts = putParts(client, begun, 3);
      Map<Integer, String> eTags = new HashMap<>();
      parts.forEach(part -> eTags.put(part.partNumber(), part.eTag()));
      us3.clearRequests();

      Exchange done = finish(begun, eTags, service.policyJson());

      assertThat(done.getMessage().getBody()).isEqualTo("{\"accepted\":true}");
      assertThat(done.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION))
          .isEqualTo("FinishMultipartUploadWithPolicy");
      assertThat(done.getMessage().getHeader(Us3Constants.PART_COUNT)).isEqualTo(3);
      assertThat(us3.requests())
          .extracting(r -> r.api())
          .containsExactly(Us3Api.FINISH_MULTIPART_UPLOAD);
      assertThat(stored("spread")).isEqualTo(pattern(3 * PART));
    }
  }

  @Test
  void finishTakesAListOfETagsFromPartZero() throws Exception {
    try (Us3Client client = client()) {
      MultipartUpload begun = begin(client);
      List<String> eTags = putParts(client, begun, 3).stream().map(UploadedPart::eTag).toList();

      Exchange done = finish(begun, eTags, null);

      assertThat(done.getMessage().getBody()).isNull();
      assertThat(done.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION))
          .isEqualTo("FinishMultipartUpload");
      assertThat(stored("spread")).isEqualTo(pattern(3 * PART));
    }
  }

  @Test
  void finishListsThePartsWhenTheMessageHasNone() throws Exception {
    try (Us3Client client = client()) {
      MultipartUpload begun = begin(client);
      putParts(client, begun, 3);
      us3.clearRequests();

      Exchange done = finish(begun, null, service.policyJson());

      assertThat(us3.requests())
          .extracting(r -> r.api())
          .containsExactly(Us3Api.LIST_PARTS, Us3Api.FINISH_MULTIPART_UPLOAD);
      assertThat(done.getMessage().getHeader(Us3Constants.CONTENT_LENGTH)).isEqualTo(3L * PART);
      assertThat(stored("spread")).isEqualTo(pattern(3 * PART));
    }
  }

  @Test
  void aRefusedFinishLeavesTheUploadUnchanged() throws Exception {
    try (Us3Client client = client()) {
      MultipartUpload begun = begin(client);
      putParts(client, begun, 2);

      Exception failure =
          failure(
              "us3:photos?mode=finish",
              null,
              Map.of(
                  Us3Constants.KEY, "spread",
                  Us3Constants.UPLOAD_ID, begun.uploadId(),
                  Us3Constants.PARTS, List.of("wrong", "wrong")));

      assertThat(failure).isInstanceOf(io.github.camelus3.client.Us3ServiceException.class);
      assertThat(us3.openUploads(BUCKET)).hasSize(1);
    }
  }

  private Exchange finish(MultipartUpload begun, Object parts, String policy) throws Exception {
    Map<String, Object> headers = new HashMap<>();
    headers.put(Us3Constants.KEY, begun.key());
    headers.put(Us3Constants.UPLOAD_ID, begun.uploadId());
    headers.put(Us3Constants.PARTS, parts);
    headers.put(Us3Constants.POLICY, policy);
    return upload("us3:photos?mode=finish", null, headers);
  }

  private Us3Client client() {
    return Us3Client.builder()
        .host(ServiceHost.ofEndpoint(us3.endpoint()))
        .credentials(Credentials.of("public-key", "private-key"))
        .build();
  }

  private static MultipartUpload begin(Us3Client client) throws Exception {
    return client.initiateMultipartUpload(
        BUCKET, "spread", ObjectAttributes.ofMimeType("video/mp4"));
  }

  private static List<UploadedPart> putParts(Us3Client client, MultipartUpload upload, int count)
      throws Exception {
    List<UploadedPart> parts = new ArrayList<>();
    ObjectSource all = ObjectSource.bytes(pattern(count * PART));
    for (int number = count - 1; number >= 0; number--) {
      ObjectSource part = all.slice((long) number * PART, PART);
      parts.add(0, client.uploadPart(upload, number, part, IntegrityOptions.DEFAULT));
    }
    return parts;
  }

  private void assertAnswer(Message message, String operation, int parts) {
    assertThat(message.getHeader(Us3Constants.UPLOAD_OPERATION)).isEqualTo(operation);
    assertThat(message.getHeader(Us3Constants.KEY)).isEqualTo("k");
    assertThat(message.getHeader(Us3Constants.BUCKET_NAME)).isEqualTo(BUCKET);
    assertThat(message.getHeader(Us3Constants.ETAG))
        .isEqualTo(us3.object(BUCKET, "k").orElseThrow().eTag());
    assertThat(message.getHeader(Us3Constants.CONTENT_LENGTH)).isEqualTo((long) FIVE_PARTS.length);
    assertThat(message.getHeader(Us3Constants.PART_COUNT)).isEqualTo(parts);
    assertThat(message.getHeader(Us3Constants.HTTP_STATUS)).isEqualTo(200);
    assertThat(message.getHeader(Us3Constants.SESSION_ID, String.class)).isNotBlank();
    String uploadId = message.getHeader(Us3Constants.UPLOAD_ID, String.class);
    if (parts == 0) {
      assertThat(uploadId).isNull();
    } else {
      assertThat(uploadId)
          .isEqualTo(
              requests(Us3Api.FINISH_MULTIPART_UPLOAD)
                  .get(0)
                  .queryParameter("uploadId")
                  .orElseThrow());
    }
  }
}
