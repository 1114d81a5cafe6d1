package io.github.camelus3.transfer;

import io.github.camelus3.client.ETags;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3AuthorizationMissingException;
import io.github.camelus3.client.Us3BucketNotFoundException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3RequestExpiredException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.client.source.SourceIdentity;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The saved state of one upload, claimed until it is closed. An upload of an earlier attempt is
 * resumed only after checks: parts in the state must be at the service, and other parts at the
 * service must have the SHA-1 of the file's bytes. A state that fails a check is deleted, and its
 * upload aborted.
 */
final class ResumableUpload implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(ResumableUpload.class);

  private final Us3Client client;
  private final UploadStore store;
  private final UploadRequest request;
  private final SourceIdentity source;
  private final String id;
  private final Closeable claim;

  /**
   * The result of an earlier attempt.
   *
   * @param saved the upload to resume or that is finished; null for none
   * @param finished the finished upload's result; null if it is not finished
   * @param evidence the response that says that the upload is gone; null if it is not finished
   */
  record Earlier(SavedUpload saved, UploadResult finished, Us3Exception evidence) {
    static final Earlier NOTHING = new Earlier(null, null, null);
  }

  private ResumableUpload(
      Us3Client client, UploadRequest request, SourceIdentity source, String id, Closeable claim) {
    this.client = client;
    this.store = request.store();
    this.request = request;
    this.source = source;
    this.id = id;
    this.claim = claim;
  }

  /**
   * Claims the state of an upload. Returns empty if the request has no store or its source is not a
   * file. Returns empty too while another upload of this file to this key is in flight.
   */
  static Optional<ResumableUpload> of(Us3Client client, UploadRequest request) throws IOException {
    Optional<SourceIdentity> source = request.source().identity();
    if (request.store() == null || source.isEmpty()) {
      return Optional.empty();
    }
    String id = SavedUpload.idOf(request.bucket(), request.key(), source.get());
    Optional<Closeable> claim = request.store().claim(id);
    if (claim.isEmpty()) {
      LOG.debug(
          "Another upload of the same file to {}/{} is in flight; this one cannot be resumed",
          request.bucket(),
          request.key());
    }
    return claim.map(held -> new ResumableUpload(client, request, source.get(), id, held));
  }

  /**
   * Finds an upload to resume, or one that is finished. An upload of a changed file, or with other
   * attributes, is aborted.
   */
  Earlier find() throws IOException {
    Optional<SavedUpload> saved = store.load(id).filter(this::isOurs);
    if (saved.isEmpty()) {
      return Earlier.NOTHING;
    }
    Earlier earlier =
        isSame(saved.get()) && canBeRight(saved.get().upload())
            ? verify(saved.get())
            : Earlier.NOTHING;
    if (earlier.finished() != null) {
      store.delete(id);
    } else if (earlier.saved() != null) {
      store.begin(earlier.saved());
    } else {
      abort(saved.get());
    }
    return earlier;
  }

  private boolean isOurs(SavedUpload saved) {
    MultipartUpload upload = saved.upload();
    return upload.bucket().equals(request.bucket()) && upload.key().equals(request.key());
  }

  private boolean isSame(SavedUpload saved) {
    return saved.source().equals(source)
        && SavedUpload.digestOf(request.object().attributes()).equals(saved.attributes());
  }

  private static boolean canBeRight(MultipartUpload upload) {
    return upload.partSizeBytes() > 0
        && upload.partSizeBytes() <= MultipartUpload.MAX_PART_SIZE_BYTES;
  }

  private Earlier verify(SavedUpload saved) throws IOException {
    MultipartUpload upload = saved.upload();
    List<UploadedPart> stored;
    try {
      stored = client.listParts(upload.bucket(), upload.uploadId());
    } catch (Us3ServiceException gone) { // which error means so is not documented
      boolean isSuccess = gone.getHttpStatus() / 100 == 2; // but unreadable
      if (gone.isRetryable() || isSuccess) {
        throw gone;
      }
      return finished(saved, gone);
    }
    Map<Integer, UploadedPart> savedParts =
        saved.parts().stream()
            .collect(Collectors.toMap(UploadedPart::partNumber, Function.identity(), (a, b) -> b));
    List<UploadedPart> verified = new ArrayList<>();
    for (UploadedPart part : stored) {
      UploadedPart savedPart = savedParts.get(part.partNumber());
      long length = lengthOf(part.partNumber(), upload);
      boolean hasOtherSize = part.sizeBytes() >= 0 && part.sizeBytes() != length;
      if (length <= 0 || hasOtherSize) {
        return Earlier.NOTHING; // the saved part size is wrong
      }
      boolean same =
          savedPart != null
              && savedPart.eTag().equals(part.eTag())
              && savedPart.sizeBytes() == length;
      if (!same && !hasBytesOf(part, upload)) {
        return Earlier.NOTHING; // and a stored part cannot be replaced
      }
      verified.add(same ? savedPart : part);
    }
    return new Earlier(saved(upload, verified), null, null);
  }

  /**
   * Handles an upload that is gone. If all its parts had been sent, a Finish may have succeeded
   * whose response was lost. Another Finish would call the callback service again.
   */
  private Earlier finished(SavedUpload saved, Us3ServiceException gone) throws IOException {
    List<UploadedPart> parts = saved.parts().stream().sorted().toList();
    long sent = parts.stream().mapToLong(UploadedPart::sizeBytes).sum();
    boolean comparable = saved.upload().partSizeBytes() == ETags.BLOCK_SIZE_BYTES;
    Optional<String> eTag = comparable ? ETags.ofParts(parts) : Optional.empty();
    if (sent != source.sizeBytes() || eTag.isEmpty()) {
      return Earlier.NOTHING;
    }
    ObjectInfo object;
    try {
      object = client.headObject(request.bucket(), request.key());
    } catch (Us3ObjectNotFoundException none) {
      return Earlier.NOTHING;
    }
    if (object.eTag() == null) { // not the service's own response
      throw gone;
    }
    if (!eTag.get().equals(object.eTag())) {
      return Earlier.NOTHING;
    }
    UploadedObject uploaded =
        new UploadedObject(
            object.bucket(),
            object.key(),
            object.eTag(),
            object.sizeBytes(),
            null,
            object.httpStatus(),
            object.sessionId());
    String uploadId = saved.upload().uploadId();
    return new Earlier(saved, new UploadResult(uploaded, uploadId, parts.size()), gone);
  }

  private boolean hasBytesOf(UploadedPart part, MultipartUpload upload) throws IOException {
    long length = lengthOf(part.partNumber(), upload);
    if (length != part.sizeBytes()) {
      return false;
    }
    ObjectSource bytes = request.source().slice(part.partNumber() * upload.partSizeBytes(), length);
    return ETags.namesPart(part.eTag(), ETags.sha1Of(bytes));
  }

  /** Returns the length that a part must have; 0 or less if the file ends before it. */
  private long lengthOf(int partNumber, MultipartUpload upload) {
    long offset = partNumber * upload.partSizeBytes();
    return Math.min(upload.partSizeBytes(), source.sizeBytes() - offset);
  }

  private void abort(SavedUpload saved) throws IOException {
    MultipartUpload upload = saved.upload();
    try {
      client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
    } catch (Us3ObjectNotFoundException gone) {
      LOG.debug("Upload {} of {} is gone already", upload.uploadId(), upload.key());
    } catch (Us3ServiceException e) {
      if (failsEveryRequest(e) || e.isRetryable()) {
        throw e;
      }
      LOG.warn(
          "Cannot abort upload {} of {}/{}; its parts may stay at the service",
          upload.uploadId(),
          upload.bucket(),
          upload.key(),
          e);
    }
    store.delete(id);
  }

  /** Whether every other request would fail too, with these keys or this bucket. */
  private static boolean failsEveryRequest(Us3ServiceException e) {
    return e instanceof Us3InvalidSignatureException
        || e instanceof Us3AuthorizationMissingException
        || e instanceof Us3RequestExpiredException
        || e instanceof Us3BucketNotFoundException;
  }

  void started(MultipartUpload upload) throws IOException {
    store.begin(saved(upload, List.of()));
  }

  private SavedUpload saved(MultipartUpload upload, List<UploadedPart> parts) {
    return new SavedUpload(
        id, upload, source, SavedUpload.digestOf(request.object().attributes()), parts);
  }

  synchronized void uploaded(UploadedPart part) throws IOException {
    store.addPart(id, part);
  }

  /** Deletes the state of a finished or aborted upload. */
  void delete() throws IOException {
    store.delete(id);
  }

  @Override
  public void close() throws IOException {
    claim.close();
  }
}
