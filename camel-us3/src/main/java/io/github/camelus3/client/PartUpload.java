package io.github.camelus3.client;

import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.security.MessageDigest;

/**
 * UploadPart and its recovery after a lost or wrong response. A stored part cannot be stored again:
 * the service refuses a repeated part with -1014, and ListParts tells which part it has. Source: a
 * live response in juicefs issue 3763. ListParts is not available to every key and in every region.
 * Without it, a repeated part that exists counts as the sent one: no other client knows the
 * upload's ID, and the object's ETag is checked later.
 */
final class PartUpload {
  private final Us3Http http;
  private final PartListing listing;
  private final MultipartUpload upload;
  private final int partNumber;
  private final ObjectSource part;
  private final long length;
  private final MessageDigest sha1;
  private final boolean sentBefore;
  private final ApiRequest request;
  private byte[] sent;
  private Us3Exception first; // the first failure; null before it

  /**
   * Uploads a part.
   *
   * @param sentBefore whether an earlier process may have sent this part
   */
  PartUpload(
      Us3Http http,
      MultipartUpload upload,
      int partNumber,
      ObjectSource part,
      IntegrityOptions checks,
      boolean sentBefore)
      throws IOException {
    this.http = http;
    this.listing = new PartListing(http.forCleanup());
    this.upload = upload;
    this.partNumber = Arguments.requirePartNumber(partNumber);
    this.part = part;
    this.length =
        part.length()
            .orElseThrow(() -> new IllegalArgumentException("part must have a known length"));
    this.sentBefore = sentBefore;
    this.sha1 = checks.verifyETag() ? ETags.sha1() : null;
    this.request =
        ApiRequest.object("UploadPart", "PUT", upload.bucket(), upload.key())
            .query("partNumber", Integer.toString(partNumber))
            .query("uploadId", upload.uploadId())
            .contentType(upload.mimeType())
            .contentMd5(
                checks.sendContentMd5()
                    ? ContentMd5.of("UploadPart", upload.bucket(), upload.key(), part)
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
      requireSame(sent, eTag);
    }
    return new UploadedPart(partNumber, eTag, length);
  }

  private UploadedPart recover(Us3Exception failure, int attempt) throws IOException {
    if (first == null) {
      first = failure;
    }
    boolean repeated = attempt > 1 || sentBefore;
    if (!mayBeStored(failure, repeated)) {
      return null;
    }
    UploadedPart stored = stored(failure);
    if (stored == null) {
      return null;
    }
    requireSame(sha1OfPart(), stored.eTag());
    return stored;
  }

  /** Whether the service may hold the part although the request failed. */
  private static boolean mayBeStored(Us3Exception failure, boolean repeated) {
    // RetCode -1014 for a repeated part: an earlier attempt stored it.
    if (failure instanceof Us3DuplicatePartException) {
      return repeated;
    }
    // The response may be damaged, and the part intact.
    if (failure instanceof Us3IntegrityException mismatch) {
      return !mismatch.isSourceChanged();
    }
    // A 2xx that is not the service's, such as a proxy's page.
    return failure instanceof Us3ServiceException response && response.isUnreadableSuccess();
  }

  /**
   * Compares the ETag of the bytes that were sent with the one that the service names. A part over
   * 4 MiB should have the same form of ETag, but no response for one was ever recorded. An ETag in
   * another form is therefore not compared.
   */
  private void requireSame(byte[] sha1, String eTag) throws Us3IntegrityException {
    String computed = ETags.ofPart(sha1);
    boolean isUnknownForm = length > ETags.BLOCK_SIZE_BYTES && eTag.length() != computed.length();
    if (!isUnknownForm && !ETags.namesPart(eTag, sha1)) {
      throw Us3IntegrityException.ofETags(request.call(), "part " + partNumber, computed, eTag);
    }
  }

  /**
   * The part that the service holds under this number; null when it holds none, or one of another
   * length.
   */
  private UploadedPart stored(Us3Exception failure) throws IOException {
    try {
      return listing
          .find(upload, partNumber)
          .filter(found -> found.sizeBytes() < 0 || found.sizeBytes() == length)
          .map(found -> new UploadedPart(partNumber, found.eTag(), length))
          .orElse(null);
    } catch (IOException e) {
      boolean refused = e instanceof Us3ServiceException response && !response.isRetryable();
      if (refused && failure instanceof Us3DuplicatePartException) {
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
