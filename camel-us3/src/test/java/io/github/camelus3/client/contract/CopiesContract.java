package io.github.camelus3.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.transfer.DeleteOutcome;
import io.github.camelus3.transfer.ObjectCopier;
import io.github.camelus3.transfer.ObjectDeleter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Copies of any size, and many deletions. */
interface CopiesContract extends Contract {
  ObjectAttributes FILM = new ObjectAttributes("video/mp4", "IA", Map.of("owner", "me"));

  private String copy(String source, ObjectAttributes attributes, long maxSimpleCopyBytes)
      throws IOException {
    return new ObjectCopier(client(), threads(), maxSimpleCopyBytes)
        .copy(bucket(), source, bucket(), key("to & 二"), attributes, 3);
  }

  /** Three parts of 4 MiB, the last one short. */
  private UploadedObject largeObject() throws IOException {
    return stored("from & 一", TestBytes.pattern((8 << 20) + 10), FILM);
  }

  @Test
  default void smallObjectIsCopiedWithWhatItCarries() throws Exception {
    UploadedObject source = stored("from", HELLO, FILM);

    String eTag = copy(source.key(), null, HELLO.length);

    ObjectInfo copy = client().headObject(bucket(), key("to & 二"));
    assertThat(eTag).isEqualTo(source.eTag()).isEqualTo(copy.eTag());
    assertThat(copy.mimeType()).isEqualTo("video/mp4");
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "me"));
    assertThat(bytesOf(copy.key())).isEqualTo(HELLO);
  }

  @Test
  default void largeObjectIsCopiedInPartsWithWhatItCarries() throws Exception {
    UploadedObject source = largeObject();

    String eTag = copy(source.key(), null, source.sizeBytes() - 1);

    ObjectInfo copy = client().headObject(bucket(), key("to & 二"));
    assertThat(eTag).isEqualTo(source.eTag()).isEqualTo(copy.eTag());
    assertThat(copy.mimeType()).isEqualTo("video/mp4");
    assertThat(copy.storageClass()).isEqualTo("IA");
    assertThat(copy.metadata()).isEqualTo(Map.of("owner", "me"));
    assertThat(bytesOf(copy.key())).isEqualTo(TestBytes.pattern((8 << 20) + 10));
  }

  @Test
  default void attributesReplaceThoseOfASmallObjectButTheTypeStays() throws Exception {
    String source = stored("from", HELLO, FILM).key();

    copy(source, new ObjectAttributes(null, "STANDARD", Map.of("reader", "you")), HELLO.length);

    assertReplaced();
  }

  @Test
  default void attributesReplaceThoseOfALargeObjectButTheTypeStays() throws Exception {
    UploadedObject source = largeObject();

    copy(source.key(), new ObjectAttributes(null, "STANDARD", Map.of("reader", "you")), 1);

    assertReplaced();
  }

  private void assertReplaced() throws IOException {
    ObjectInfo copy = client().headObject(bucket(), key("to & 二"));
    assertThat(copy.mimeType()).isEqualTo("video/mp4");
    assertThat(copy.storageClass()).isEqualTo("STANDARD");
    assertThat(copy.metadata()).isEqualTo(Map.of("reader", "you"));
  }

  @Test
  default void copierFindsNoObjectWhereThereIsNone() {
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> copy(key("none"), null, HELLO.length));
  }

  @Test
  default void removerSaysOfEachKeyWhatBecameOfIt() throws Exception {
    String first = stored("1 & 一", HELLO);
    String second = stored("2", HELLO);
    List<String> keys = List.of(second, key("none"), first, second);

    Map<String, DeleteOutcome> outcomes =
        new ObjectDeleter(client(), threads()).delete(bucket(), keys, 2);

    assertThat(outcomes.values())
        .containsExactly(
            new DeleteOutcome(second, true, null),
            new DeleteOutcome(key("none"), false, null),
            new DeleteOutcome(first, true, null));
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().headObject(bucket(), first));
  }

  @Test
  default void removerOfNothingDoesNothing() throws Exception {
    assertThat(new ObjectDeleter(client(), threads()).delete(bucket(), List.of(), 2)).isEmpty();
  }
}
