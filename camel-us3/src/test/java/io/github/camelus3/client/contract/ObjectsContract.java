package io.github.camelus3.client.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.sign.Credentials;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Storing, copying, renaming and deleting objects. */
interface ObjectsContract extends Contract {
  String HELLO_ETAG = "AQAAACqubDXJT8-0FdvpX0CLnOke6Ebt";

  @Test
  default void putSaysWhatIsStored() throws Exception {
    UploadedObject uploaded = stored("a.txt", HELLO, ObjectAttributes.ofMimeType(TEXT));

    assertThat(uploaded.bucket()).isEqualTo(bucket());
    assertThat(uploaded.key()).isEqualTo(prefix() + "a.txt");
    assertThat(uploaded.eTag()).isEqualTo(HELLO_ETAG);
    assertThat(uploaded.sizeBytes()).isEqualTo(HELLO.length);
    assertThat(uploaded.httpStatus()).isEqualTo(200);
    assertThat(uploaded.callbackReply()).isNull();
  }

  @Test
  default void putOverwrites() throws Exception {
    stored("a.txt", "before".getBytes(UTF_8));

    String key = stored("a.txt", HELLO);

    assertThat(bytesOf(key)).isEqualTo(HELLO);
  }

  @Test
  default void putOfAStreamOfKnownLengthStoresIt() throws Exception {
    ObjectSource stream = ObjectSource.stream(new ByteArrayInputStream(HELLO), HELLO.length);

    client().putObject(PutObjectRequest.of(bucket(), key("a.txt"), TEXT, stream));

    assertThat(bytesOf(key("a.txt"))).isEqualTo(HELLO);
  }

  @Test
  default void putWithAnMd5StoresTheObject() throws Exception {
    PutObjectRequest put =
        PutObjectRequest.of(bucket(), key("a.txt"), TEXT, ObjectSource.bytes(HELLO));

    client().putObject(put.withChecks(new IntegrityOptions(true, true)));

    assertThat(bytesOf(key("a.txt"))).isEqualTo(HELLO);
  }

  @Test
  default void objectMayBeEmpty() throws Exception {
    String key = stored("empty", new byte[0]);

    assertThat(bytesOf(key)).isEmpty();
    assertThat(client().headObject(bucket(), key).sizeBytes()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b+c/d&e=f%20#1?.txt",
        "100%.txt",
        "目录/文件 名.txt",
        "emoji-😀.txt",
        "trailing/",
        "two//slashes",
        "dots/../up/./here.txt",
        "quote\"'`.txt",
        "~!*'();:@$,[]{}|^\\<>"
      })
  default void everyKeyNamesItsObjectInEveryCall(String name) throws Exception {
    String key = stored(name, HELLO);

    assertThat(bytesOf(key)).isEqualTo(HELLO);
    assertThat(client().headObject(bucket(), key).key()).isEqualTo(key);
    assertThat(client().copyObject(bucket(), key, bucket(), key("copy of " + name), null))
        .isEqualTo(HELLO_ETAG);
    client().deleteObject(bucket(), key);
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().headObject(bucket(), key));
  }

  @Test
  default void keyMayHave1023Bytes() throws Exception {
    String key = stored("k".repeat(1023 - prefix().length()), HELLO);

    assertThat(key).hasSize(1023);
    assertThat(bytesOf(key)).isEqualTo(HELLO);
  }

  @Test
  default void attributesComeBack() throws Exception {
    Map<String, String> metadata = Map.of("Owner", "me", "trace-id-1", "a b; c=\"d\"");

    String key = stored("a.txt", HELLO, new ObjectAttributes("text/x-mine", "IA", metadata)).key();

    ObjectInfo info = client().headObject(bucket(), key);
    assertThat(info.mimeType()).isEqualTo("text/x-mine");
    assertThat(info.storageClass()).isEqualTo("IA");
    assertThat(info.metadata()).isEqualTo(Map.of("owner", "me", "trace-id-1", "a b; c=\"d\""));
  }

  @Test
  default void metadataMayHave8Kib() throws Exception {
    String value = "v".repeat(4096 - "name-1".length());
    Map<String, String> metadata = Map.of("name-1", value, "name-2", value);

    String key = stored("a.txt", HELLO, new ObjectAttributes(TEXT, null, metadata)).key();

    assertThat(client().headObject(bucket(), key).metadata()).isEqualTo(metadata);
  }

  @Test
  default void deletedObjectIsGone() throws Exception {
    String key = stored("a.txt", HELLO);

    client().deleteObject(bucket(), key);

    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().getObject(bucket(), key));
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().deleteObject(bucket(), key));
  }

  @Test
  default void callbackServiceThatCannotBeReachedIsACallbackFailure() {
    PutObjectRequest put =
        PutObjectRequest.of(bucket(), key("a.txt"), TEXT, ObjectSource.bytes(HELLO))
            .withPolicy("{\"callbackUrl\":\"http://127.0.0.1:1/\",\"callbackBody\":\"a=b\"}");

    assertThatExceptionOfType(Us3CallbackException.class)
        .isThrownBy(() -> client().putObject(put))
        .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(599));
  }

  @Test
  default void policyThatIsNoJsonIsRefused() {
    PutObjectRequest put =
        PutObjectRequest.of(bucket(), key("a.txt"), TEXT, ObjectSource.bytes(HELLO))
            .withPolicy("not JSON");

    assertThatExceptionOfType(Us3InvalidPutPolicyException.class)
        .isThrownBy(() -> client().putObject(put));
  }

  @Test
  default void anotherPrivateKeyIsAnInvalidSignature() {
    String publicKey = publicKey();
    try (Us3Client wrongKeys =
        otherClient().credentials(Credentials.of(publicKey, "not-this-one")).build()) {
      PutObjectRequest put =
          PutObjectRequest.of(bucket(), key("a.txt"), TEXT, ObjectSource.bytes(HELLO));

      assertThatExceptionOfType(Us3InvalidSignatureException.class)
          .isThrownBy(() -> wrongKeys.putObject(put));
    }
  }

  /** Links name it; nothing else of a client does. */
  private String publicKey() {
    String query =
        client().links().download(bucket(), key("a.txt"), Duration.ofMinutes(1), null).getQuery();
    return query.replaceFirst(".*UCloudPublicKey=", "");
  }

  @Test
  default void copyTakesOverTypeAndMetadata() throws Exception {
    ObjectAttributes attributes = new ObjectAttributes("a/b", null, Map.of("owner", "me"));
    String source = stored("from.txt", HELLO, attributes).key();

    String eTag = client().copyObject(bucket(), source, bucket(), key("to.txt"), null);

    ObjectInfo copy = client().headObject(bucket(), key("to.txt"));
    assertThat(eTag).isEqualTo(HELLO_ETAG).isEqualTo(copy.eTag());
    assertThat(copy.mimeType()).isEqualTo("a/b");
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "me"));
    assertThat(bytesOf(key("to.txt"))).isEqualTo(HELLO);
  }

  @Test
  default void copyWithAttributesHasThoseAlone() throws Exception {
    ObjectAttributes attributes = new ObjectAttributes("a/b", null, Map.of("owner", "me"));
    String source = stored("from.txt", HELLO, attributes).key();

    ObjectAttributes others = new ObjectAttributes("c/d", "IA", Map.of("reader", "you"));
    client().copyObject(bucket(), source, bucket(), key("to.txt"), others);

    ObjectInfo copy = client().headObject(bucket(), key("to.txt"));
    assertThat(copy.mimeType()).isEqualTo("c/d");
    assertThat(copy.storageClass()).isEqualTo("IA");
    assertThat(copy.metadata()).isEqualTo(Map.of("reader", "you"));
  }

  @Test
  default void copyOfNothingIsAnObjectNotFound() {
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(
            () -> client().copyObject(bucket(), key("none"), bucket(), key("to.txt"), null));
  }

  @Test
  default void renamedObjectHasTheNewKeyAlone() throws Exception {
    needs(Feature.RENAME);
    String key = stored("before & 1.txt", HELLO);

    client().renameObject(bucket(), key, key("after 二.txt"), false);

    assertThat(bytesOf(key("after 二.txt"))).isEqualTo(HELLO);
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().headObject(bucket(), key));
  }

  @Test
  default void renameOverwritesOnlyByForce() throws Exception {
    needs(Feature.RENAME);
    String key = stored("before.txt", HELLO);
    String taken = stored("taken.txt", new byte[1]);

    assertThatExceptionOfType(Us3ServiceException.class)
        .isThrownBy(() -> client().renameObject(bucket(), key, taken, false))
        .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(406));
    client().renameObject(bucket(), key, taken, true);

    assertThat(bytesOf(taken)).isEqualTo(HELLO);
  }

  @Test
  default void uploadHitMakesAnObjectOfKnownContent() throws Exception {
    needs(Feature.UPLOAD_HIT);
    stored("a.txt", HELLO);

    boolean hit = client().uploadHit(bucket(), key("b & 二.txt"), HELLO_ETAG, HELLO.length);

    assertThat(hit).isTrue();
    assertThat(bytesOf(key("b & 二.txt"))).isEqualTo(HELLO);
  }

  @Test
  default void uploadHitOfUnknownContentStoresNothing() throws Exception {
    needs(Feature.UPLOAD_HIT);

    boolean hit = client().uploadHit(bucket(), key("b.txt"), "AQAAA" + "X".repeat(27), 12345);

    assertThat(hit).isFalse();
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().headObject(bucket(), key("b.txt")));
  }
}
