package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both sides of each limit: values beyond are refused before a request, values within are sent. */
class LimitsTest {
  private static final MultipartUpload UPLOAD = new MultipartUpload(BUCKET, "k", "id", null, 4);
  private static final ByteRange RANGE = new ByteRange(0, 3);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension static final EmulatedClient US3 = new EmulatedClient();

  private final Us3Client client = US3.client();

  private void refused(ThrowingCallable call, String... texts) {
    assertThatIllegalArgumentException()
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.getMessage()).contains(texts));
    assertThat(US3.emulator().requests()).isEmpty();
  }

  /** The request is sent, although its object or upload does not exist. */
  private void sent(ThrowingCallable call) {
    assertThatExceptionOfType(Us3ServiceException.class).isThrownBy(call);
    assertThat(US3.emulator().requests()).hasSize(1);
  }

  private record KeyedCall(String name, Action action) {
    interface Action {
      void on(Us3Client client, String key) throws IOException;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static KeyedCall call(String name, KeyedCall.Action action) {
    return new KeyedCall(name, action);
  }

  static Stream<KeyedCall> callsWithAKey() {
    return Stream.of(
        call("head", (us3, key) -> us3.headObject(BUCKET, key)),
        call("get", (us3, key) -> us3.getObject(BUCKET, key).close()),
        call("range", (us3, key) -> us3.getObject(BUCKET, key, RANGE).close()),
        call("if", (us3, key) -> us3.getObjectIfModifiedSince(BUCKET, key, Instant.EPOCH)),
        call("delete", (us3, key) -> us3.deleteObject(BUCKET, key)),
        call("copy from", (us3, key) -> us3.copyObject(BUCKET, key, BUCKET, "to", null)),
        call("copy to", (us3, key) -> us3.copyObject(BUCKET, "from", BUCKET, key, null)),
        call("rename", (us3, key) -> us3.renameObject(BUCKET, key, "to", true)),
        call("rename to", (us3, key) -> us3.renameObject(BUCKET, "from", key, true)),
        call("part of", (us3, key) -> us3.uploadPartCopy(UPLOAD, 0, BUCKET, key, RANGE)),
        call("abort", (us3, key) -> us3.abortMultipartUpload(BUCKET, key, "id")),
        call("restore", (us3, key) -> us3.attributes().restore(BUCKET, key, RestoreTier.STANDARD)),
        call("class", (us3, key) -> us3.attributes().changeStorageClass(BUCKET, key, "IA")),
        call("type", (us3, key) -> us3.attributes().changeMimeType(BUCKET, key, "a/b")),
        call("tags", (us3, key) -> us3.attributes().tags(BUCKET, key)),
        call("put tags", (us3, key) -> us3.attributes().putTags(BUCKET, key, Map.of("a", "b"))),
        call("delete tags", (us3, key) -> us3.attributes().deleteTags(BUCKET, key)),
        call("acl", (us3, key) -> us3.attributes().acl(BUCKET, key)),
        call("put acl", (us3, key) -> us3.attributes().putAcl(BUCKET, key, "default")));
  }

  @ParameterizedTest
  @MethodSource("callsWithAKey")
  void keyOf1023BytesIsSent(KeyedCall call) {
    sent(() -> call.action().on(client, "中".repeat(341)));
  }

  @ParameterizedTest
  @MethodSource("callsWithAKey")
  void keyOf1024BytesIsRefused(KeyedCall call) {
    refused(() -> call.action().on(client, "中".repeat(341) + "k"), "object key", "1023", "1024");
  }

  @ParameterizedTest
  @MethodSource("callsWithAKey")
  void emptyKeyIsRefused(KeyedCall call) {
    refused(() -> call.action().on(client, ""), "object key must not be empty");
  }

  @Test
  void keysOfUploadHitAndLinksAreNoLongerThan1023Bytes() throws Exception {
    String longest = "k".repeat(1023);
    String longer = "k".repeat(1024);

    refused(() -> client.uploadHit(BUCKET, longer, "hash", 1), "1024");
    refused(() -> client.links().download(BUCKET, longer, MINUTE, null), "1024");
    refused(() -> client.links().upload(BUCKET, longer, MINUTE, null, null), "1024");
    assertThat(client.links().download(BUCKET, longest, MINUTE, null).getPath()).hasSize(1024);
    assertThat(client.uploadHit(BUCKET, longest, "hash", 1)).isFalse();
  }

  @Test
  void firstPartIsNumber0() {
    ObjectSource part = ObjectSource.bytes(new byte[1]);

    refused(
        () -> client.uploadPart(UPLOAD, -1, part, IntegrityOptions.DEFAULT),
        "partNumber must be 0 or more: -1");
    sent(() -> client.uploadPart(UPLOAD, 0, part, IntegrityOptions.DEFAULT));
  }

  @Test
  void firstCopiedPartIsNumber0() {
    US3.emulator().putObject(BUCKET, "from", new byte[4], "a/b");

    refused(
        () -> client.uploadPartCopy(UPLOAD, -1, BUCKET, "from", RANGE),
        "partNumber must be 0 or more: -1");
    sent(() -> client.uploadPartCopy(UPLOAD, 0, BUCKET, "from", RANGE));
  }

  @Test
  void copiedPartNeedsAnEnd() {
    refused(
        () -> client.uploadPartCopy(UPLOAD, 0, BUCKET, "from", ByteRange.from(0)),
        "range must have an end");
  }

  @Test
  void partsAreListedFrom0AndAtLeastOneAPage() {
    refused(() -> client.listParts(BUCKET, "id", -1, 1), "marker must be 0 or more: -1");
    refused(() -> client.listParts(BUCKET, "id", 0, 0), "maxParts must be 1 or more: 0");
    sent(() -> client.listParts(BUCKET, "id", 0, 1));
  }

  @Test
  void uploadsAreListed1To1000APage() throws Exception {
    refused(() -> client.listMultipartUploads(BUCKET, "", "", 0), "1000: 0");
    refused(() -> client.listMultipartUploads(BUCKET, "", "", 1001), "1000: 1001");

    assertThat(client.listMultipartUploads(BUCKET, "", "", 1).uploads()).isEmpty();
    assertThat(client.listMultipartUploads(BUCKET, "", "", 1000).uploads()).isEmpty();
  }

  @Test
  void objectsAreListed1To1000APage() throws Exception {
    ListRequest all = ListRequest.of(BUCKET);
    refused(() -> all.withMaxKeys(0), "1000: 0");
    refused(() -> all.withMaxKeys(1001), "1000: 1001");

    assertThat(client.listing().objects(all.withMaxKeys(1)).objects()).isEmpty();
    assertThat(client.listing().prefixFiles(all.withMaxKeys(1000)).objects()).isEmpty();
  }

  @Test
  void delimiterIsASlashAndForObjectsAlone() throws Exception {
    ListRequest all = ListRequest.of(BUCKET);
    refused(() -> all.withDelimiter("|"), "delimiter", ": |");
    refused(() -> client.listing().prefixFiles(all.withDelimiter("/")), "delimiter", ": /");

    assertThat(client.listing().objects(all.withDelimiter("/")).objects()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 11})
  void tagsAreNeitherNoneNorMoreThan10(int count) {
    refused(() -> putTags(tags(count)), "number of tags must be 1 to 10: " + count);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void tagsAre1To10(int count) throws Exception {
    US3.emulator().putObject(BUCKET, "k", new byte[1], "a/b");

    putTags(tags(count));

    assertThat(client.attributes().tags(BUCKET, "k")).isEqualTo(tags(count));
  }

  @Test
  void tagNameHas1To128CharactersAndItsValue256() {
    refused(() -> putTags(Map.of("k".repeat(129), "v")), "tag must be", "kkk");
    refused(() -> putTags(Map.of("", "v")), "allowed characters: \"\"=\"v\"");
    refused(() -> putTags(Map.of("k", "v".repeat(257))), "tag must be", "vvv");
    refused(() -> putTags(Map.of("k", "")), "allowed characters: \"k\"=\"\"");
    sent(() -> putTags(Map.of("k".repeat(128), "中".repeat(256))));
  }

  @Test
  void tagThatIsMissingIsRefused() {
    Map<String, String> nothing = new HashMap<>();
    nothing.put("k", null);

    refused(() -> putTags(nothing), "allowed characters: \"k\"=\"null\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a*", "a\n", "a#", "\"", "a\\b", "a?", "😀"})
  void tagOfOtherCharactersIsRefused(String text) {
    refused(() -> putTags(Map.of(text, "v")), "allowed characters: \"" + text + "\"=\"v\"");
    refused(() -> putTags(Map.of("k", text)), "allowed characters: \"k\"=\"" + text + "\"");
  }

  private void putTags(Map<String, String> tags) throws IOException {
    client.attributes().putTags(BUCKET, "k", tags);
  }

  private static Map<String, String> tags(int count) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      tags.put("tag " + i, "value " + i);
    }
    return tags;
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "ia", "GLACIER"})
  void storageClassIsOneOfThree(String storageClass) {
    refused(
        () -> client.attributes().changeStorageClass(BUCKET, "k", storageClass),
        "storageClass must be STANDARD, IA or ARCHIVE: " + storageClass);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "private", "PUBLIC-READ"})
  void grantIsOneOfTwo(String grant) {
    refused(
        () -> client.attributes().putAcl(BUCKET, "k", grant),
        "must be default or public-read: " + grant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b\n", "ü"})
  void mimeTypeIsWhatAHeaderCanCarry(String mimeType) {
    refused(() -> client.attributes().changeMimeType(BUCKET, "k", mimeType), "MIME type");
  }

  @Test
  void metadataOf8KibIsSent() {
    Map<String, String> most = Map.of("name", "中".repeat(2729) + "v"); // 4 + 3 * 2729 + 1

    assertThatCode(
            () ->
                client.putObject(
                    PutObjectRequest.of(BUCKET, "k", null, ObjectSource.bytes(new byte[1]))
                        .withAttributes(new ObjectAttributes(null, null, most))))
        .doesNotThrowAnyException();
    assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().metadata()).isEqualTo(most);
  }

  @Test
  void metadataOfOneByteMoreIsRefused() {
    refused(
        () -> new ObjectAttributes(null, null, Map.of("name", "中".repeat(2729) + "vv")), "8193");
  }
}
