package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.transfer.ObjectCopier;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations copyObject and renameObject. */
class CopyTest extends Us3TestSupport {

  @Test
  void copiesAnObjectWithAllItCarries() throws Exception {
    upload("us3:photos?metadata.owner=Alice&mimeType=text/html", "hello", key("a ä"));

    Exchange copied = run("copyObject", "body", to("a ä", "dir/b"));

    StoredObject copy = us3.object(BUCKET, "dir/b").orElseThrow();
    assertThat(copy.bytes()).asString().isEqualTo("hello");
    assertThat(copy.mimeType()).isEqualTo("text/html");
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "Alice"));
    assertThat(us3.keys(BUCKET)).contains("a ä");
    assertThat(copied.getMessage().getBody()).isEqualTo("body");
    assertThat(copied.getMessage().getHeaders())
        .containsEntry(Us3Constants.ETAG, copy.eTag())
        .containsEntry(Us3Constants.KEY, "a ä");
  }

  @Test
  void copiesToAnotherBucket() throws Exception {
    store("a", "hello");
    Map<String, Object> headers = to("a", "b");
    headers.put(Us3Constants.DESTINATION_BUCKET_NAME, OTHER_BUCKET);

    run("copyObject", headers);

    assertThat(us3.keys(OTHER_BUCKET)).containsExactly("b");
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  @Test
  void copiesWithinTheBucketOfTheMessage() throws Exception {
    us3.putObject(OTHER_BUCKET, "a", new byte[3], "text/plain");
    Map<String, Object> headers = to("a", "b");
    headers.put(Us3Constants.OVERRIDE_BUCKET_NAME, OTHER_BUCKET);

    run("copyObject", headers);

    assertThat(us3.keys(OTHER_BUCKET)).containsExactly("a", "b");
  }

  @Test
  void aRequestedStorageClassLeavesMimeTypeAndMetadata() throws Exception {
    upload("us3:photos?metadata.owner=Alice&mimeType=text/html", "hello", key("a"));

    upload("us3:photos?operation=copyObject&storageClass=IA", null, to("a", "b"));

    StoredObject copy = us3.object(BUCKET, "b").orElseThrow();
    assertThat(copy.storageClass()).isEqualTo("IA");
    assertThat(copy.mimeType()).isEqualTo("text/html");
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "Alice"));
  }

  @Test
  void requestedMetadataReplacesAllOfTheSources() throws Exception {
    upload("us3:photos?metadata.owner=Alice&mimeType=text/html", "hello", key("a"));
    Map<String, Object> headers = to("a", "b");
    headers.put(Us3Constants.METADATA, Map.of("stage", 2));

    run("copyObject", headers);

    StoredObject copy = us3.object(BUCKET, "b").orElseThrow();
    assertThat(copy.metadata()).isEqualTo(Map.of("stage", "2"));
    assertThat(copy.mimeType()).isEqualTo("text/html");
  }

  @Test
  void attributesThatHeadHasSetAreNotGivenToTheCopy() throws Exception {
    upload("us3:photos?metadata.owner=Bob&mimeType=text/csv", "other", key("other"));
    upload("us3:photos?metadata.owner=Alice&mimeType=text/html", "hello", key("a"));
    Exchange exchange = run("headObject", key("other"));

    exchange.getMessage().setHeader(Us3Constants.KEY, "a");
    exchange.getMessage().setHeader(Us3Constants.DESTINATION_KEY, "b");
    template.send("us3:photos?operation=copyObject", exchange);

    StoredObject copy = us3.object(BUCKET, "b").orElseThrow();
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "Alice"));
    assertThat(copy.mimeType()).isEqualTo("text/html");
  }

  @Test
  void aSourceThatIsNotThereIsAnError() {
    Exception failure = failureOf("copyObject", to("none", "b"));

    assertThat(failure).isExactlyInstanceOf(Us3ObjectNotFoundException.class);
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3 * PART - 1, 3 * PART})
  void anObjectWithinTheLimitIsCopiedInOneRequest(int size) throws Exception {
    us3.putObject(BUCKET, "a", pattern(size), "text/plain");

    copyInParts(3 * PART, null);

    assertThat(stored("b")).isEqualTo(pattern(size));
    assertThat(requests(Us3Api.COPY)).hasSize(1);
    assertThat(requests(Us3Api.UPLOAD_PART_COPY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {3 * PART + 1, 4 * PART, 9 * PART + 17})
  void anObjectOverTheLimitIsCopiedInParts(int size) throws Exception {
    us3.putObject(BUCKET, "a", pattern(size), "text/html");

    copyInParts(3 * PART, null);

    assertThat(stored("b")).isEqualTo(pattern(size));
    assertThat(us3.object(BUCKET, "b").orElseThrow().mimeType()).isEqualTo("text/html");
    assertThat(requests(Us3Api.COPY)).isEmpty();
    assertThat(requests(Us3Api.UPLOAD_PART_COPY)).hasSize((size + PART - 1) / PART);
    assertThat(us3.openUploads(BUCKET)).isEmpty();
  }

  @Test
  void aCopyInPartsTakesTheRequestedAttributes() throws Exception {
    us3.putObject(BUCKET, "a", pattern(4 * PART), "text/html");

    copyInParts(PART, new ObjectAttributes("text/csv", "IA", Map.of("owner", "Alice")));

    StoredObject copy = us3.object(BUCKET, "b").orElseThrow();
    assertThat(copy.mimeType()).isEqualTo("text/csv");
    assertThat(copy.storageClass()).isEqualTo("IA");
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "Alice"));
  }

  @Test
  void aPartThatCannotBeCopiedAbortsTheUpload() {
    us3.putObject(BUCKET, "a", pattern(6 * PART), "text/plain");
    us3.inject(Fault.answer(403, -1, "action not allow").on(Us3Api.UPLOAD_PART_COPY).partNumber(2));

    assertThatThrownBy(() -> copyInParts(PART, null))
        .isExactlyInstanceOf(Us3ServiceException.class)
        .hasMessageContaining("action not allow");

    assertThat(us3.keys(BUCKET)).containsExactly("a");
    assertThat(us3.openUploads(BUCKET)).isEmpty();
  }

  @Test
  void renamesAnObject() throws Exception {
    store("a", "hello");

    run("renameObject", to("a", "dir/ä b"));

    assertThat(us3.keys(BUCKET)).containsExactly("dir/ä b");
  }

  @Test
  void overwritesOnlyWhenTold() throws Exception {
    store("a", "new");
    store("b", "old");

    Exception failure = failureOf("renameObject", to("a", "b"));
    assertThat(failure).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(((Us3ServiceException) failure).getHttpStatus()).isEqualTo(406);
    assertThat(stored("b")).asString().isEqualTo("old");

    Map<String, Object> headers = to("a", "b");
    headers.put(Us3Constants.FORCE, "true");
    run("renameObject", headers);
    assertThat(us3.keys(BUCKET)).containsExactly("b");
    assertThat(stored("b")).asString().isEqualTo("new");
  }

  @Test
  void namesAForceThatIsNeitherTrueNorFalse() {
    Map<String, Object> headers = to("a", "b");
    headers.put(Us3Constants.FORCE, "maybe");

    assertThat(failureOf("renameObject", headers))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("header CamelUs3Force must be of type Boolean: maybe");
  }

  static Stream<String> withDestination() {
    return Stream.of("copyObject", "renameObject");
  }

  @ParameterizedTest
  @MethodSource("withDestination")
  void needsADestination(String operation) {
    assertThat(failureOf(operation, key("a")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("header CamelUs3DestinationKey must be set");
    assertThat(us3.requests()).isEmpty();
  }

  /** As copyObject does from 100 MB on, but from {@code limit} on. */
  private void copyInParts(long limit, ObjectAttributes attributes) throws Exception {
    ExecutorService executor = Executors.newCachedThreadPool();
    try (Us3Client client =
        Us3Client.builder()
            .host(ServiceHost.ofEndpoint(us3.endpoint()))
            .credentials(new Credentials("public-key", "private-key", null))
            .build()) {
      new ObjectCopier(client, executor, limit).copy(BUCKET, "a", BUCKET, "b", attributes, 3);
    } finally {
      executor.shutdownNow();
    }
  }

  private static Map<String, Object> to(String key, String destination) {
    Map<String, Object> headers = new HashMap<>(key(key));
    headers.put(Us3Constants.DESTINATION_KEY, destination);
    return headers;
  }
}
