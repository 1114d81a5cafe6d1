package io.github.camelus3.client.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.PartPage;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.UnfinishedUpload;
import io.github.camelus3.client.UploadPage;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3DuplicatePartException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploads in parts, call by call. */
interface MultipartContract extends Contract {
  ObjectAttributes VIDEO = new ObjectAttributes("video/mp4", null, Map.of("owner", "me"));

  private MultipartUpload begin(String name) throws IOException {
    MultipartUpload upload = client().initiateMultipartUpload(bucket(), key(name), VIDEO);
    abortAtTheEnd(upload.key(), upload.uploadId());
    return upload;
  }

  private UploadedPart part(MultipartUpload upload, int number, byte[] object) throws IOException {
    int size = Math.toIntExact(upload.partSizeBytes());
    int offset = number * size;
    ObjectSource piece = ObjectSource.bytes(object, offset, Math.min(size, object.length - offset));
    return client().uploadPart(upload, number, piece, new IntegrityOptions(true, true));
  }

  /** An object of two parts, the second of ten bytes. */
  private static byte[] twoParts(MultipartUpload upload) {
    return TestBytes.pattern(Math.toIntExact(upload.partSizeBytes()) + 10);
  }

  @Test
  default void partsInAnyOrderBecomeTheObject() throws Exception {
    MultipartUpload upload = begin("视频 1.mp4");
    byte[] object = twoParts(upload);
    UploadedPart second = part(upload, 1, object);
    UploadedPart first = part(upload, 0, object);

    UploadedObject uploaded = client().finishMultipartUpload(upload, List.of(second, first), null);

    assertThat(uploaded.key()).isEqualTo(upload.key());
    assertThat(uploaded.sizeBytes()).isEqualTo(object.length);
    assertThat(bytesOf(upload.key())).isEqualTo(object);
    ObjectInfo info = client().headObject(bucket(), upload.key());
    assertThat(info.eTag()).isEqualTo(uploaded.eTag());
    assertThat(info.mimeType()).isEqualTo("video/mp4");
    assertThat(info.metadata()).isEqualTo(Map.of("owner", "me"));
  }

  @Test
  default void objectOfPartsHasTheETagOfOnePut() throws Exception {
    MultipartUpload upload = begin("parts");
    byte[] object = twoParts(upload);
    List<UploadedPart> parts = List.of(part(upload, 0, object), part(upload, 1, object));

    UploadedObject uploaded = client().finishMultipartUpload(upload, parts, null);

    assertThat(upload.partSizeBytes()).isEqualTo(4 << 20);
    assertThat(uploaded.eTag()).isEqualTo(stored("one put", object, ObjectAttributes.NONE).eTag());
  }

  @Test
  default void partThatIsStoredAlreadyIsADuplicate() throws Exception {
    MultipartUpload upload = begin("a");
    part(upload, 0, HELLO);

    assertThatExceptionOfType(Us3DuplicatePartException.class)
        .isThrownBy(() -> part(upload, 0, HELLO));
  }

  @Test
  default void partsAreListed() throws Exception {
    MultipartUpload upload = begin("a");
    byte[] object = twoParts(upload);
    UploadedPart second = part(upload, 1, object);
    UploadedPart first = part(upload, 0, object);

    assertThat(client().listParts(bucket(), upload.uploadId())).containsExactly(first, second);
  }

  @Test
  default void partsAreListedInPages() throws Exception {
    MultipartUpload upload = begin("a");
    byte[] object = twoParts(upload);
    List<UploadedPart> parts = List.of(part(upload, 0, object), part(upload, 1, object));

    PartPage first = client().listParts(bucket(), upload.uploadId(), 0, 1);
    PartPage second = client().listParts(bucket(), upload.uploadId(), first.nextMarker(), 1);

    assertThat(first.parts()).isEqualTo(parts.subList(0, 1));
    assertThat(first.isTruncated()).isTrue();
    assertThat(second.parts()).isEqualTo(parts.subList(1, 2));
    assertThat(second.isTruncated()).isFalse();
  }

  @Test
  default void abortedUploadIsGone() throws Exception {
    MultipartUpload upload = begin("a");
    part(upload, 0, HELLO);

    client().abortMultipartUpload(bucket(), upload.key(), upload.uploadId());

    assertThatExceptionOfType(Us3ServiceException.class).isThrownBy(() -> part(upload, 0, HELLO));
    assertThatExceptionOfType(Us3ObjectNotFoundException.class)
        .isThrownBy(() -> client().headObject(bucket(), upload.key()));
  }

  @Test
  default void finishWithAPartTooFewIsRefused() throws Exception {
    MultipartUpload upload = begin("a");
    byte[] object = twoParts(upload);
    UploadedPart first = part(upload, 0, object);
    part(upload, 1, object);

    assertThatExceptionOfType(Us3ServiceException.class)
        .isThrownBy(() -> client().finishMultipartUpload(upload, List.of(first), null))
        .satisfies(e -> assertThat(e.getHttpStatus()).isEqualTo(400));
  }

  @Test
  default void piecesOfAnObjectBecomeParts() throws Exception {
    MultipartUpload upload = begin("copy");
    byte[] object = twoParts(upload);
    String source = stored("from & 二.bin", object);
    long size = upload.partSizeBytes();

    List<UploadedPart> parts =
        List.of(
            client().uploadPartCopy(upload, 0, bucket(), source, new ByteRange(0, size - 1)),
            client().uploadPartCopy(upload, 1, bucket(), source, new ByteRange(size, size + 9)));
    client().finishMultipartUpload(upload, parts, null);

    assertThat(parts).extracting(UploadedPart::sizeBytes).containsExactly(size, 10L);
    assertThat(bytesOf(upload.key())).isEqualTo(object);
  }

  @Test
  default void pieceBehindTheEndOfTheSourceIsRefused() throws Exception {
    MultipartUpload upload = begin("copy");
    String source = stored("from", HELLO);

    assertThatExceptionOfType(Us3ServiceException.class)
        .isThrownBy(
            () -> client().uploadPartCopy(upload, 0, bucket(), source, new ByteRange(100, 200)))
        .satisfies(e -> assertThat(e.isRetryable()).isFalse());
  }

  @Test
  default void unfinishedUploadsAreListed() throws Exception {
    needs(Feature.LIST_UPLOADS);
    MultipartUpload second = begin("b");
    MultipartUpload first = begin("a & 一");

    UploadPage page = client().listMultipartUploads(bucket(), prefix(), "", 1000);

    assertThat(page.uploads())
        .extracting(UnfinishedUpload::key, UnfinishedUpload::uploadId)
        .containsExactly(
            tuple(first.key(), first.uploadId()), tuple(second.key(), second.uploadId()));
    assertThat(page.uploads().get(0).storageClass()).isEqualTo("STANDARD");
    assertThat(page.uploads().get(0).startTime()).isNotNull();
    assertThat(page.nextMarker()).isEmpty();
  }

  @Test
  default void unfinishedUploadsAreListedInPages() throws Exception {
    needs(Feature.LIST_UPLOADS);
    MultipartUpload first = begin("a");
    MultipartUpload second = begin("b");

    UploadPage page = client().listMultipartUploads(bucket(), prefix(), "", 1);
    UploadPage next = client().listMultipartUploads(bucket(), prefix(), page.nextMarker(), 1);

    assertThat(page.uploads()).extracting(UnfinishedUpload::key).containsExactly(first.key());
    assertThat(next.uploads()).extracting(UnfinishedUpload::key).containsExactly(second.key());
    assertThat(next.nextMarker()).isEmpty();
  }
}
