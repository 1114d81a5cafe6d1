package io.github.camelus3.client.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.ObjectContent;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading whole objects, ranges, and objects modified since a time. */
interface ReadingContract extends Contract {
  @Test
  default void getGivesTheBytesAndWhatHeadSays() throws Exception {
    String key = stored("a.txt", HELLO);
    ObjectInfo head = client().headObject(bucket(), key);

    try (ObjectContent content = client().getObject(bucket(), key)) {
      assertThat(content.body().readAllBytes()).isEqualTo(HELLO);
      assertThat(content.contentLength()).isEqualTo(HELLO.length);
      ObjectInfo info = content.info();
      assertThat(info.bucket()).isEqualTo(bucket());
      assertThat(info.key()).isEqualTo(key);
      assertThat(info.sizeBytes()).isEqualTo(HELLO.length).isEqualTo(head.sizeBytes());
      assertThat(info.eTag()).isEqualTo(ObjectsContract.HELLO_ETAG).isEqualTo(head.eTag());
      assertThat(info.mimeType()).isEqualTo(TEXT).isEqualTo(head.mimeType());
      assertThat(info.storageClass()).isEqualTo("STANDARD").isEqualTo(head.storageClass());
      assertThat(info.lastModified()).isNotNull().isEqualTo(head.lastModified());
      assertThat(info.metadata()).isEmpty();
    }
  }

  @Test
  default void getGivesAPieceFromTheMiddle() throws Exception {
    assertThat(piece(new ByteRange(4, 7))).isEqualTo("o wo of 11");
  }

  @Test
  default void getGivesOneByte() throws Exception {
    assertThat(piece(new ByteRange(0, 0))).isEqualTo("h of 11");
  }

  @Test
  default void getGivesAPieceUpToTheEnd() throws Exception {
    assertThat(piece(ByteRange.from(6))).isEqualTo("world of 11");
  }

  @Test
  default void pieceThatReachesOverTheEndIsCut() throws Exception {
    assertThat(piece(new ByteRange(6, 100))).isEqualTo("world of 11");
  }

  private String piece(ByteRange range) throws Exception {
    String key = stored("a.txt", HELLO);
    try (ObjectContent content = client().getObject(bucket(), key, range)) {
      String text = new String(content.body().readAllBytes(), UTF_8);
      assertThat(content.contentLength()).isEqualTo(text.length());
      return text + " of " + content.info().sizeBytes();
    }
  }

  @Test
  default void pieceBehindTheEndIsAnError() throws Exception {
    String key = stored("a.txt", HELLO);

    assertThatExceptionOfType(Us3ServiceException.class)
        .isThrownBy(() -> client().getObject(bucket(), key, ByteRange.from(11)))
        .satisfies(e -> assertThat(e.isRetryable()).isFalse());
  }

  @Test
  default void objectThatWasNotChangedSinceIsNotRead() throws Exception {
    String key = stored("a.txt", HELLO);
    Instant changed = client().headObject(bucket(), key).lastModified();

    assertThat(client().getObjectIfModifiedSince(bucket(), key, changed)).isEmpty();
  }

  @Test
  default void objectThatWasChangedSinceIsRead() throws Exception {
    String key = stored("a.txt", HELLO);
    Instant before = client().headObject(bucket(), key).lastModified().minus(Duration.ofDays(1));

    Optional<ObjectContent> changed = client().getObjectIfModifiedSince(bucket(), key, before);

    try (ObjectContent content = changed.orElseThrow()) {
      assertThat(content.body().readAllBytes()).isEqualTo(HELLO);
    }
  }

  @Test
  default void nothingIsAnObjectNotFoundForEveryReader() {
    String key = key("none");

    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().headObject(bucket(), key))
        .satisfies(e -> assertThat(e.getKey()).isEqualTo(key));
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().getObject(bucket(), key));
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().getObject(bucket(), key, new ByteRange(0, 1)));
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().getObjectIfModifiedSince(bucket(), key, Instant.EPOCH));
  }
}
