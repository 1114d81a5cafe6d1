package io.github.camelus3.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.KeylessClient;
import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.RestoreTier;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tags, access, MIME type, storage class, restoring. */
interface AttributesContract extends Contract {
  @Test
  default void tagsComeBackInTheirOrder() throws Exception {
    needs(Feature.TAGS);
    String key = stored("a b.txt", HELLO);
    Map<String, String> tags = new LinkedHashMap<>();
    tags.put("z+-=._:/@ 9", "1");
    tags.put("键", "值");

    client().attributes().putTags(bucket(), key, tags);

    assertThat(client().attributes().tags(bucket(), key)).containsExactlyEntriesOf(tags);
  }

  @Test
  default void tagsMayBe10OfFullLength() throws Exception {
    needs(Feature.TAGS);
    String key = stored("a.txt", HELLO);
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 0; i < 10; i++) {
      tags.put("k".repeat(127) + i, "v".repeat(256));
    }

    client().attributes().putTags(bucket(), key, tags);

    assertThat(client().attributes().tags(bucket(), key)).isEqualTo(tags);
  }

  @Test
  default void putReplacesAllTags() throws Exception {
    needs(Feature.TAGS);
    String key = stored("a.txt", HELLO);
    client().attributes().putTags(bucket(), key, Map.of("a", "1", "b", "2"));

    client().attributes().putTags(bucket(), key, Map.of("c", "3"));

    assertThat(client().attributes().tags(bucket(), key)).isEqualTo(Map.of("c", "3"));
  }

  @Test
  default void deletedTagsAreGone() throws Exception {
    needs(Feature.TAGS);
    String key = stored("a.txt", HELLO);
    client().attributes().putTags(bucket(), key, Map.of("a", "1"));

    client().attributes().deleteTags(bucket(), key);

    assertThat(client().attributes().tags(bucket(), key)).isEmpty();
    assertThat(bytesOf(key)).isEqualTo(HELLO);
  }

  @Test
  default void tagsOfNothingAreAnObjectNotFound() {
    needs(Feature.TAGS);
    String key = key("none");

    assertNotFound(() -> client().attributes().tags(bucket(), key));
    assertNotFound(() -> client().attributes().putTags(bucket(), key, Map.of("a", "1")));
    assertNotFound(() -> client().attributes().deleteTags(bucket(), key));
  }

  @Test
  default void aclIsTheBucketsUntilItIsSet() throws Exception {
    needs(Feature.ACL);
    String key = stored("a b.txt", HELLO);

    assertThat(client().attributes().acl(bucket(), key).grant()).isEqualTo("default");
    client().attributes().putAcl(bucket(), key, "public-read");

    assertThat(client().attributes().acl(bucket(), key).grant()).isEqualTo("public-read");
    assertThat(client().attributes().acl(bucket(), key).ownerId()).isNotBlank();
  }

  @Test
  default void anyoneMayReadAnObjectThatIsPublic() throws Exception {
    needs(Feature.ACL);
    String key = stored("a b.txt", HELLO);
    URI link = client().links().download(bucket(), key, Duration.ofMinutes(1), null);
    URI unsigned = URI.create(link.toString().replaceFirst("\\?.*", ""));

    assertThat(KeylessClient.get(unsigned).statusCode()).isEqualTo(401);
    client().attributes().putAcl(bucket(), key, "public-read");
    assertThat(KeylessClient.get(unsigned).body()).isEqualTo(HELLO);
    client().attributes().putAcl(bucket(), key, "default");
    assertThat(KeylessClient.get(unsigned).statusCode()).isEqualTo(401);
  }

  @Test
  default void mimeTypeChangesAndTheBytesStay() throws Exception {
    String key = stored("a b.txt", HELLO);

    client().attributes().changeMimeType(bucket(), key, " text/html; charset=\"GBK\" ");

    assertThat(client().headObject(bucket(), key).mimeType())
        .isEqualTo("text/html; charset=\"GBK\"");
    assertThat(bytesOf(key)).isEqualTo(HELLO);
  }

  @Test
  default void mimeTypeOfNothingIsAnObjectNotFound() {
    String key = key("none");

    assertNotFound(() -> client().attributes().changeMimeType(bucket(), key, "a/b"));
  }

  @Test
  default void objectBecomesColder() throws Exception {
    String key = stored("a b.txt", HELLO);

    client().attributes().changeStorageClass(bucket(), key, "IA");

    assertThat(client().headObject(bucket(), key).storageClass()).isEqualTo("IA");
    assertThat(bytesOf(key)).isEqualTo(HELLO);
  }

  @Test
  default void objectDoesNotBecomeWarmer() throws Exception {
    String key = stored("a.txt", HELLO, new ObjectAttributes(TEXT, "IA", Map.of())).key();

    assertThatExceptionOfType(Us3ServiceException.class)
        .isThrownBy(() -> client().attributes().changeStorageClass(bucket(), key, "STANDARD"))
        .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(403))
        .satisfies(e -> assertThat(e.isRetryable()).isFalse());
  }

  @Test
  default void archivedObjectIsReadOnceItIsRestored() throws Exception {
    needs(Feature.ARCHIVE);
    String key = stored("a.txt", HELLO, new ObjectAttributes(TEXT, "ARCHIVE", Map.of())).key();

    assertThatExceptionOfType(Us3ServiceException.class).isThrownBy(() -> bytesOf(key));
    assertThat(restoreStatus()).isEqualTo("Frozen");
    client().attributes().restore(bucket(), key, RestoreTier.EXPEDITED);

    assertThat(restoreStatus()).isEqualTo("Restored");
    assertThat(bytesOf(key)).isEqualTo(HELLO);
  }

  private String restoreStatus() throws IOException {
    ListRequest request = ListRequest.of(bucket()).withPrefix(prefix());
    ObjectSummary only = client().listing().prefixFiles(request).objects().get(0);
    return only.restoreStatus();
  }

  @ParameterizedTest
  @EnumSource
  default void objectThatIsNotArchivedIsNotRestored(RestoreTier tier) throws Exception {
    String key = stored("a.txt", HELLO);

    assertThatExceptionOfType(Us3ServiceException.class)
        .isThrownBy(() -> client().attributes().restore(bucket(), key, tier))
        .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(400));
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertThatExceptionOfType(Us3ObjectNotFoundException.class).isThrownBy(call);
  }
}
