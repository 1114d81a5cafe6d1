package io.github.camelus3.client;

import java.io.IOException;
import java.security.MessageDigest;

/**
 * UploadPart, with what is done about answers that are lost or wrong. A part that is stored cannot
 * be stored again: a repeated part is refused with -1014, and the service is asked what it has.
 * Source: a live answer in juicefs issue 3763.
 */
final class PartUpload {
  private final Us3Http http;
  private final MultipartApi multipart;
  private final MultipartUpload upload;
  private final int partNumber;
  private final ObjectSource part;
  private final long length;
  private final MessageDigest sha1;
  private final ApiRequest request;
  private byte[] sent;

  PartUpload(
      Us3Http http,
      MultipartApi multipart,
      MultipartUpload upload,
      int partNumber,
      ObjectSource part,
      Checks checks)
      throws IOException {
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
            .contentMd5(checks.sendContentMd5() ? Integrity.md5(part) : null)
            .body(
                new ObjectBody(
                    part,
                    sha1 == null
                        ? ObjectBody.ByteObserver.NONE
                        : ObjectBody.ByteObserver.of(sha1)));
  }

  UploadedPart run() throws IOException {
    return http.send(request, this::read, this::settle);
  }

  private UploadedPart read(Answer answer) throws IOException {
    String eTag = answer.requireETag(request);
    if (sha1 != null) {
      sent = sha1.digest();
      Integrity.requirePartETag(request, partNumber, length, sent, eTag);
    }
    return new UploadedPart(partNumber, eTag, length);
  }

  private UploadedPart settle(Us3Exception failure, int attempt) throws IOException {
    boolean storedBefore = attempt > 1 && failure instanceof Us3DuplicatePartException;
    boolean disagrees =
        failure instanceof Us3IntegrityException mismatch && !mismatch.isSourceChanged();
    if (!storedBefore && !disagrees) {
      return null;
    }
    UploadedPart stored = stored(failure);
    if (stored == null) {
      return null;
    }
    Integrity.requirePartETag(request, partNumber, length, sha1OfPart(), stored.eTag());
    return stored;
  }

  /** What the service has under this number; null when it has none, or one of another length. */
  private UploadedPart stored(Us3Exception failure) throws IOException {
    try {
      return multipart.listParts(upload.bucket(), upload.uploadId(), partNumber, 1).parts().stream()
          .filter(found -> found.partNumber() == partNumber && found.sizeBytes() == length)
          .findFirst()
          .orElse(null);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private byte[] sha1OfPart() throws IOException {
    if (sent == null) {
      sent = ETags.sha1Of(part);
    }
    return sent;
  }
}
