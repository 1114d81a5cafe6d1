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
 * Keeps the state of one upload, and finds out what is left of an earlier attempt. A state that
 * cannot be right is discarded. What it says is believed only as far as the service has the same
 * parts, and what the service has beyond that only if the file's bytes have the same SHA-1. Has the
 * claim on the state until it is closed.
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
   * What an earlier attempt has left.
   *
   * @param saved null when there is nothing of use
   * @param finished the object that it has become; null when it is not finished
   * @param evidence by which that was found
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
   * Empty when the request does not ask for it, its source cannot be known again, or another upload
   * of the same file to the same key is under way.
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
          "{}/{} is being uploaded from the same file already; this upload is not kept",
          request.bucket(),
          request.key());
    }
    return claim.map(held -> new ResumableUpload(client, request, source.get(), id, held));
  }

  /**
   * What can be gone on with, or was finished already. An upload of a file that has changed since,
   * or for an object with other attributes, is aborted.
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
      giveUp(saved.get());
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
    } catch (Us3ServiceException gone) { // how the service says so is not documented
      boolean isSuccess = gone.getHttpStatus() / 100 == 2; // which cannot be read
      if (gone.isRetryable() || isSuccess) {
        throw gone;
      }
      return finished(saved, gone);
    }
    Map<Integer, UploadedPart> known =
        saved.parts().stream()
            .collect(Collectors.toMap(UploadedPart::partNumber, Function.identity(), (a, b) -> b));
    List<UploadedPart> verified = new ArrayList<>();
    for (UploadedPart part : stored) {
      UploadedPart believed = known.get(part.partNumber());
      long length = lengthOf(part.partNumber(), upload);
      boolean isOfOtherSize = part.sizeBytes() >= 0 && part.sizeBytes() != length;
      if (length <= 0 || isOfOtherSize) {
        return Earlier.NOTHING; // the part size that is kept is not that of the upload
      }
      boolean same =
          believed != null && believed.eTag().equals(part.eTag()) && believed.sizeBytes() == length;
      if (!same && !hasBytesOf(part, upload)) {
        return Earlier.NOTHING; // a part cannot be stored again
      }
      verified.add(same ? believed : part);
    }
    return new Earlier(saved(upload, verified), null, null);
  }

  /**
   * The upload is gone. If all its parts had been sent, it may have become an object whose response
   * nobody has heard; to finish another one would call the callback service again.
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
    if (object.eTag() == null) { // not the service's response, so nobody knows
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

  /** How long a part has to be; not above 0 when the file ends before it. */
  private long lengthOf(int partNumber, MultipartUpload upload) {
    long offset = partNumber * upload.partSizeBytes();
    return Math.min(upload.partSizeBytes(), source.sizeBytes() - offset);
  }

  private void giveUp(SavedUpload saved) throws IOException {
    MultipartUpload upload = saved.upload();
    try {
      client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
    } catch (Us3ObjectNotFoundException gone) {
      LOG.debug("Upload {} of {} is gone already", upload.uploadId(), upload.key());
    } catch (Us3ServiceException e) {
      if (isOfKeys(e) || e.isRetryable()) {
        throw e;
      }
      LOG.warn(
          "Upload {} of {}/{} could not be aborted; its parts may stay at the service",
          upload.uploadId(),
          upload.bucket(),
          upload.key(),
          e);
    }
    store.delete(id);
  }

  /** Whether nothing else could be done either, with these keys. */
  private static boolean isOfKeys(Us3ServiceException e) {
    return e instanceof Us3InvalidSignatureException
        || e instanceof Us3AuthorizationMissingException
        || e instanceof Us3RequestExpiredException
        || e instanceof Us3BucketNotFoundException;
  }

  void begun(MultipartUpload upload) throws IOException {
    store.begin(saved(upload, List.of()));
  }

  private SavedUpload saved(MultipartUpload upload, List<UploadedPart> parts) {
    return new SavedUpload(
        id, upload, source, SavedUpload.digestOf(request.object().attributes()), parts);
  }

  synchronized void uploaded(UploadedPart part) throws IOException {
    store.addPart(id, part);
  }

  /** The upload has become an object, or was aborted. */
  void ended() throws IOException {
    store.delete(id);
  }

  @Override
  public void close() throws IOException {
    claim.close();
  }
}
