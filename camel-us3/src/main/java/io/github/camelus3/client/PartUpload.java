package io.github.camelus3.client;

import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * UploadPart, with what is done about answers that are lost or wrong. A part that is stored cannot
 * be stored again: a repeated part is refused with -1014, and the service is asked what it has.
 * Source: a live response in juicefs issue 3763. Where it cannot be asked, for ListParts is not for
 * every key and region, a repeated part that is there is believed to be the one that was sent:
 * nobody else knows the upload's ID, and the object's ETag shows later if it was not.
 */
final class PartUpload {
  private final Us3Http http;
  private final MultipartApi multipart;
  private final MultipartUpload upload;
  private final int partNumber;
  private final ObjectSource part;
  private final long length;
  private final MessageDigest sha1;
  private final boolean mayBeStored;
  private final ApiRequest request;
  private byte[] sent;
  private Us3Exception first; // failure; null until there is one

  /**
   * Uploads a part.
   *
   * @param mayBeStored whether an earlier attempt, of another process even, may have stored it
   */
  PartUpload(
      Us3Http http,
      MultipartApi multipart,
      MultipartUpload upload,
      int partNumber,
      ObjectSource part,
      IntegrityOptions checks,
      boolean mayBeStored)
      throws IOException {
    this.mayBeStored = mayBeStored;
    this.http = http;
    this.multipart = multipart;
    this.upload = upload;
    this.partNumber = partNumber;
    this.part = part;
    this.length = part.length().orElseThrow();
    this.sha1 = checks.verifyETag() ? ETags.sha1() : null;
    this.request =
        ApiRequest.object("UploadPart", "PUT", upload.bucket(), upload.key())
            .query("partNumber", Integer.toString(partNumber))
            .query("uploadId", upload.uploadId())
            .contentType(upload.mimeType())
            .contentMd5(
                checks.sendContentMd5()
                    ? ETagCheck.md5("UploadPart", upload.bucket(), upload.key(), part)
                    : null)
            .body(
                new SourceRequestBody(
                    part, sha1 == null ? ByteObserver.NONE : ByteObserver.of(sha1)));
  }

  UploadedPart run() throws IOException {
    return http.send(request, this::read, this::recover);
  }

  private UploadedPart read(HttpResponse response) throws IOException {
    String eTag = response.requireETag(request);
    if (sha1 != null) {
      sent = sha1.digest();
      ETagCheck.requirePartETag(request, partNumber, length, sent, eTag);
    }
    return new UploadedPart(partNumber, eTag, length);
  }

  private UploadedPart recover(Us3Exception failure, int attempt) throws IOException {
    if (first == null) {
      first = failure;
    }
    boolean storedBefore =
        (attempt > 1 || mayBeStored) && failure instanceof Us3DuplicatePartException;
    boolean disagrees =
        failure instanceof Us3IntegrityException mismatch && !mismatch.isSourceChanged();
    boolean unreadable =
        failure instanceof Us3ServiceException response && response.isUnreadableSuccess();
    if (!storedBefore && !disagrees && !unreadable) {
      return null;
    }
    UploadedPart stored = stored(failure, storedBefore);
    if (stored == null) {
      return null;
    }
    ETagCheck.requirePartETag(request, partNumber, length, sha1OfPart(), stored.eTag());
    return stored;
  }

  /**
   * What the service has under this number; null when it has none, or one of another length.
   *
   * @param isOurs whether a part that is there can only be one that was sent before
   */
  private UploadedPart stored(Us3Exception failure, boolean isOurs) throws IOException {
    try {
      return multipart
          .findPart(upload, partNumber)
          .filter(found -> found.sizeBytes() < 0 || found.sizeBytes() == length)
          .map(found -> new UploadedPart(partNumber, found.eTag(), length))
          .orElse(null);
    } catch (IOException e) {
      boolean refused = e instanceof Us3ServiceException response && !response.isRetryable();
      if (isOurs && refused) {
        return new UploadedPart(partNumber, ETags.ofPart(sha1OfPart()), length);
      }
      if (failure != first) {
        first.addSuppressed(failure);
      }
      first.addSuppressed(e);
      throw first;
    }
  }

  private byte[] sha1OfPart() throws IOException {
    if (sent == null) {
      sent = ETags.sha1Of(part);
    }
    return sent;
  }
}
