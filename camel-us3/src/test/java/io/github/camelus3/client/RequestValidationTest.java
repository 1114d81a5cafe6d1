package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelus3.client.source.ObjectSource;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments that are refused before any request. */
class RequestValidationTest {
  private static final ObjectSource SOURCE = ObjectSource.bytes(new byte[1]);

  @RegisterExtension static final EmulatedClient US3 = new EmulatedClient();

  private final Us3Client client = US3.client();

  @AfterEach
  void nothingWasSent() {
    assertThat(US3.emulator().requests()).isEmpty();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void refusesAMissingBucket(String bucket) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.headObject(bucket, "key"))
        .withMessageContaining("bucket");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.listParts(bucket, "id"))
        .withMessageContaining("bucket");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ".", "..", "half \uD83D pair"})
  void refusesAKeyThatCannotBe(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.putObject(PutObjectRequest.of(BUCKET, key, "a/b", SOURCE)))
        .withMessageContaining("object key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.getObject(BUCKET, key))
        .withMessageContaining("object key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.deleteObject(BUCKET, key))
        .withMessageContaining("object key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.initiateMultipartUpload(BUCKET, key, ObjectAttributes.NONE))
        .withMessageContaining("object key");
  }

  @Test
  void refusesAKeyOf1024Bytes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.headObject(BUCKET, "k".repeat(1024)))
        .withMessageContaining("1023")
        .withMessageContaining("1024");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.headObject(BUCKET, "中".repeat(341) + "kk"))
        .withMessageContaining("1025");
  }

  @Test
  void takesAKeyOf1023Bytes() {
    assertThat(Arguments.requireKey("k".repeat(1023))).hasSize(1023);
    assertThat(Arguments.requireKey("中".repeat(341))).hasSize(341);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a_b", "a:b", "ä", "a\n"})
  void refusesMetadataNamesOfOtherThanLettersDigitsAndHyphens(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectAttributes(null, null, Map.of(name, "v")))
        .withMessageContaining("metadata name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {" x", "x ", "\u3000x", "x\u3000", "\u00a0x", "x\u2003", "\u2028x", " ", "\u3000"})
  void refusesMetadataValuesWhoseEndsWouldBeLost(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectAttributes(null, null, Map.of("Name", value)))
        .withMessageContaining("\"Name\"")
        .withMessageContaining("blank");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "a\uDE00b", "\uDE00\uD83D", "end \uD83D"})
  void refusesHalfASurrogatePairInEverythingThatIsSent(String text) {
    ListRequest prefix = ListRequest.of(BUCKET).withPrefix(text);
    ListRequest marker = ListRequest.of(BUCKET).withMarker(text);
    MultipartUpload upload = new MultipartUpload(BUCKET, "k", text, null, 1);
    PutObjectRequest put = PutObjectRequest.of(BUCKET, "key", "a/b", SOURCE);
    String policy = "{\"callbackUrl\":\"http://127.0.0.1:1/\",\"callbackBody\":\"" + text + "\"}";

    assertThat(
            Arrays.asList(
                thrownBy(() -> new ObjectAttributes(null, null, Map.of("Name", text))),
                thrownBy(() -> client.listing().objects(prefix)),
                thrownBy(() -> client.listing().prefixFiles(marker)),
                thrownBy(() -> client.listMultipartUploads(BUCKET, text, "", 1)),
                thrownBy(() -> client.uploadPart(upload, 0, SOURCE, IntegrityOptions.DEFAULT)),
                thrownBy(() -> client.uploadHit(BUCKET, "k", text, 1)),
                thrownBy(() -> client.renameObject(BUCKET, "k", text, false)),
                thrownBy(() -> client.putObject(put.withPolicy(policy))),
                thrownBy(() -> client.links().download(BUCKET, "k", Duration.ofMinutes(1), text))))
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("half a surrogate pair"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src\r\nContent-Length: 0\r\n\r\nDELETE /victim HTTP/1.1\r\nHost: x\r\nX: ",
        "a\nb",
        "a\r",
        "a\u0000",
        "a/b",
        "demo/",
        "/demo",
        "a b",
        "a?b",
        "a#b",
        "a@b",
        "a:80",
        "-a",
        "a\u4e2d"
      })
  void refusesABucketThatIsNoneWhereverOneIsTaken(String bucket) {
    MultipartUpload upload = new MultipartUpload(BUCKET, "k", "id", null, 1);
    ByteRange range = new ByteRange(0, 1);

    assertThat(
            Arrays.asList(
                thrownBy(() -> client.headObject(bucket, "k")),
                thrownBy(() -> client.copyObject(bucket, "k", BUCKET, "k", null)),
                thrownBy(() -> client.copyObject(BUCKET, "k", bucket, "k", null)),
                thrownBy(() -> client.uploadPartCopy(upload, 0, bucket, "k", range)),
                thrownBy(() -> new MultipartUpload(bucket, "k", "id", null, 1)),
                thrownBy(() -> ListRequest.of(bucket)),
                thrownBy(() -> client.listParts(bucket, "id")),
                thrownBy(() -> client.links().download(bucket, "k", Duration.ofMinutes(1), null)),
                thrownBy(() -> client.buckets().create(bucket, "cn-bj", null)),
                thrownBy(() -> client.buckets().describe(bucket)),
                thrownBy(() -> client.buckets().update(bucket, "public")),
                thrownBy(() -> client.buckets().delete(bucket))))
        .allSatisfy(
            refusal ->
                assertThat(refusal)
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("bucket must be a bucket's name")
                    .hasMessageNotContainingAny("\r", "\n"));
  }

  @Test
  void headersAreCheckedBeforeTheyAreSent() {
    for (String value : new String[] {"a\r\nX: y", "a\nb", "a\u0000", "\u0001", " a", "a\t"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Arguments.requireHeaderValue("header X-Any", value))
          .withMessageMatching(
              "header X-Any must not (hold control characters|begin or end with a blank)");
    }
    assertThat(Arguments.requireHeaderValue("header X-Any", "\u5f20 \u4e09 \ud83d\udc2b"))
        .isEqualTo("\u5f20 \u4e09 \ud83d\udc2b");
    assertThat(Arguments.requireHeaderValue("header X-Any", "")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nInjected: b", "a\r", "\u0000", "\u007f"})
  void refusesMetadataValuesWithControlCharacters(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectAttributes(null, null, Map.of("Name", value)))
        .withMessageContaining("\"Name\"")
        .withMessageNotContaining("Injected");
  }

  @Test
  void takes8KibOfMetadataAndNotOneByteMore() {
    Map<String, String> most = Map.of("Name", "v".repeat(8 * 1024 - 4));
    Map<String, String> more = Map.of("Name", "v".repeat(8 * 1024 - 3));

    assertThat(new ObjectAttributes(null, null, most).metadata()).isEqualTo(most);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectAttributes(null, null, more))
        .withMessageContaining("8193");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "standard", "GLACIER"})
  void refusesUnknownStorageClasses(String storageClass) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectAttributes(null, storageClass, Map.of()))
        .withMessageContaining("storageClass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "text/plain\n", "text/plain\r\nX: y", "text/ü"})
  void refusesMimeTypesThatNoHeaderCarries(String mimeType) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectAttributes.ofMimeType(mimeType))
        .withMessageContaining("MIME type");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MultipartUpload(BUCKET, "key", "id", mimeType, 1))
        .withMessageContaining("MIME type");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void refusesAMissingUploadId(String uploadId) {
    Class<? extends Exception> misuse =
        uploadId == null ? NullPointerException.class : IllegalArgumentException.class;

    assertThat(
            Arrays.asList(
                thrownBy(() -> client.abortMultipartUpload(BUCKET, "key", uploadId)),
                thrownBy(() -> client.listParts(BUCKET, uploadId)),
                thrownBy(() -> new MultipartUpload(BUCKET, "key", uploadId, null, 1))))
        .hasOnlyElementsOfType(misuse);
  }

  @Test
  void refusesNegativePartNumbers() {
    MultipartUpload upload = new MultipartUpload(BUCKET, "key", "id", null, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.uploadPart(upload, -1, SOURCE, IntegrityOptions.DEFAULT))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UploadedPart(-1, "etag", 1))
        .withMessageContaining("-1");
  }

  @Test
  void refusesAPartOfUnknownLength() {
    MultipartUpload upload = new MultipartUpload(BUCKET, "key", "id", null, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.uploadPart(upload, 0, stream(), IntegrityOptions.DEFAULT))
        .withMessageContaining("known length");
  }

  @Test
  void refusesAnMd5OfAStream() {
    PutObjectRequest put = PutObjectRequest.of(BUCKET, "key", "a/b", stream());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.putObject(put.withChecks(new IntegrityOptions(true, true))))
        .withMessageContaining("Content-MD5");
  }

  @Test
  void refusesRangesThatAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(-1, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new ByteRange(2, 1));
  }

  private static ObjectSource stream() {
    return ObjectSource.stream(new ByteArrayInputStream(new byte[1]));
  }

  private interface Misuse {
    void run() throws Exception;
  }

  private static Throwable thrownBy(Misuse misuse) {
    return catchThrowable(misuse::run);
  }
}
