package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is sent. */
class RequestValidationTest {
  private static final ObjectSource SOURCE = ObjectSource.bytes(new byte[1]);

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();

  private Us3Client client;

  @BeforeEach
  void open() {
    client = Clients.of(US3.emulator().endpoint());
  }

  @AfterEach
  void nothingWasSent() {
    client.close();
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
  @ValueSource(strings = {"", " ", ".", "..", "half \uD83D pair"})
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
    assertThat(Names.key("k".repeat(1023))).hasSize(1023);
    assertThat(Names.key("中".repeat(341))).hasSize(341);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a_b", "a:b", "ä", "a\n"})
  void refusesMetadataNamesOfOtherThanLettersDigitsAndHyphens(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ObjectAttributes(null, null, Map.of(name, "v")))
        .withMessageContaining("metadata name");
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
        .isThrownBy(() -> client.uploadPart(upload, -1, SOURCE, Checks.DEFAULT))
        .withMessageContaining("-1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new UploadedPart(-1, "etag", 1))
        .withMessageContaining("-1");
  }

  @Test
  void refusesAPartOfUnknownLength() {
    MultipartUpload upload = new MultipartUpload(BUCKET, "key", "id", null, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.uploadPart(upload, 0, stream(), Checks.DEFAULT))
        .withMessageContaining("known length");
  }

  @Test
  void refusesAnMd5OfAStream() {
    PutObjectRequest put = PutObjectRequest.of(BUCKET, "key", "a/b", stream());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.putObject(put.withChecks(new Checks(true, true))))
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
