package io.github.camelus3.transfer;

import io.github.camelus3.client.Checks;
import io.github.camelus3.client.ETags;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3TransportException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Makes parts an object and looks at what has become of them. Finish is never sent twice: when its
 * answer is lost, the object tells whether it was carried out.
 */
record Finish(Us3Client client, MultipartUpload upload, String policyJson, Checks checks) {

  UploadedObject run(List<UploadedPart> unsorted) throws IOException {
    List<UploadedPart> parts = unsorted.stream().sorted().toList();
    Optional<String> computed = partsAreBlocks(parts) ? ETags.ofParts(parts) : Optional.empty();
    UploadedObject object;
    try {
      object = client.finishMultipartUpload(upload, parts, policyJson);
    } catch (Us3TransportException lost) {
      ObjectInfo stored =
          lost.isRequestSent()
              ? LostAnswer.stored(client, lost, found -> isFinished(found, parts, computed))
              : null;
      if (stored == null) {
        throw lost;
      }
      if (policyJson != null) {
        throw new Us3CallbackReplyLostException(lost);
      }
      return of(stored);
    }
    return checks.verifyETag() ? verify(object, computed) : object;
  }

  /**
   * Whether the object is what the parts make: by its ETag, or where that does not follow from the
   * parts, by its length and by the upload being gone, which it is once it is finished.
   */
  private boolean isFinished(ObjectInfo object, List<UploadedPart> parts, Optional<String> eTag)
      throws IOException {
    if (eTag.isPresent()) {
      return eTag.get().equals(object.eTag());
    }
    boolean sizesKnown = parts.stream().allMatch(part -> part.sizeBytes() >= 0);
    long size = parts.stream().mapToLong(UploadedPart::sizeBytes).sum();
    return (!sizesKnown || size == object.sizeBytes()) && uploadIsGone();
  }

  private boolean uploadIsGone() throws IOException {
    try {
      client.listParts(upload.bucket(), upload.uploadId(), 0, 1);
      return false;
    } catch (Us3ObjectNotFoundException gone) {
      return true;
    }
  }

  private static UploadedObject of(ObjectInfo stored) {
    return new UploadedObject(
        stored.bucket(),
        stored.key(),
        stored.eTag(),
        stored.sizeBytes(),
        null,
        stored.httpStatus(),
        stored.sessionId());
  }

  /** The ETag of an object in parts of another size than 4 MiB is not documented. */
  private boolean partsAreBlocks(List<UploadedPart> parts) {
    if (upload.partSizeBytes() > 0) {
      return upload.partSizeBytes() == ETags.BLOCK_SIZE_BYTES;
    }
    UploadedPart last = parts.get(parts.size() - 1);
    boolean lastFits = last.sizeBytes() >= 0 && last.sizeBytes() <= ETags.BLOCK_SIZE_BYTES;
    return lastFits
        && parts.subList(0, parts.size() - 1).stream()
            .allMatch(part -> part.sizeBytes() == ETags.BLOCK_SIZE_BYTES);
  }

  private UploadedObject verify(UploadedObject object, Optional<String> computed)
      throws Us3IntegrityException {
    if (computed.isEmpty() || computed.get().equals(object.eTag())) {
      return object;
    }
    if (object.eTag() != null) {
      throw new Us3IntegrityException(
          "FinishMultipartUpload",
          upload.bucket(),
          upload.key(),
          "ETag of the object is " + computed.get() + ", the service says " + object.eTag());
    }
    return new UploadedObject(
        object.bucket(),
        object.key(),
        computed.get(),
        object.sizeBytes(),
        object.callbackReply(),
        object.httpStatus(),
        object.sessionId());
  }
}
