package io.github.camelus3.transfer;

import io.github.camelus3.client.ETags;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectSource;
import io.github.camelus3.client.SourceIdentity;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
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
 * Keeps the state of one upload, and finds out what is left of an earlier attempt. What the state
 * says is believed only as far as the service has the same parts, and what the service has beyond
 * that only if the file's bytes have the same SHA-1.
 */
final class Resumption {
  private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);

  private final Us3Client client;
  private final UploadStore store;
  private final UploadRequest request;
  private final SourceIdentity source;
  private final String id;

  private Resumption(
      Us3Client client, UploadStore store, UploadRequest request, SourceIdentity source) {
    this.client = client;
    this.store = store;
    this.request = request;
    this.source = source;
    this.id = SavedUpload.idOf(request.bucket(), request.key(), source);
  }

  /** Empty when the request does not ask for it, or its source cannot be known again. */
  static Optional<Resumption> of(Us3Client client, UploadRequest request) {
    return request.store() == null
        ? Optional.empty()
        : request
            .source()
            .identity()
            .map(source -> new Resumption(client, request.store(), request, source));
  }

  /** What can be gone on with. An upload of a file that has changed since is aborted. */
  Optional<SavedUpload> find() throws IOException {
    Optional<SavedUpload> saved = store.load(id);
    if (saved.isEmpty()) {
      return saved;
    }
    Optional<SavedUpload> usable =
        saved.get().source().equals(source) ? verify(saved.get()) : Optional.empty();
    if (usable.isPresent()) {
      store.begin(usable.get());
    } else {
      giveUp(saved.get());
    }
    return usable;
  }

  private Optional<SavedUpload> verify(SavedUpload saved) throws IOException {
    MultipartUpload upload = saved.upload();
    List<UploadedPart> stored;
    try {
      stored = client.listParts(upload.bucket(), upload.uploadId());
    } catch (Us3ObjectNotFoundException gone) {
      return Optional.empty();
    }
    Map<Integer, UploadedPart> known =
        saved.parts().stream()
            .collect(Collectors.toMap(UploadedPart::partNumber, Function.identity(), (a, b) -> b));
    List<UploadedPart> verified = new ArrayList<>();
    for (UploadedPart part : stored) {
      UploadedPart believed = known.get(part.partNumber());
      boolean same = believed != null && believed.eTag().equals(part.eTag());
      if (!same && !hasBytesOf(part, upload)) {
        return Optional.empty(); // a part cannot be stored again
      }
      verified.add(part);
    }
    return Optional.of(new SavedUpload(id, upload, source, verified));
  }

  private boolean hasBytesOf(UploadedPart part, MultipartUpload upload) throws IOException {
    long offset = part.partNumber() * upload.partSizeBytes();
    long length = Math.min(upload.partSizeBytes(), source.sizeBytes() - offset);
    if (length != part.sizeBytes()) {
      return false;
    }
    ObjectSource bytes = request.source().slice(offset, length);
    return ETags.namesPart(part.eTag(), ETags.sha1Of(bytes));
  }

  private void giveUp(SavedUpload saved) throws IOException {
    MultipartUpload upload = saved.upload();
    try {
      client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
    } catch (Us3ObjectNotFoundException gone) {
      LOG.debug("Upload {} of {} is gone already", upload.uploadId(), upload.key());
    }
    store.delete(id);
  }

  void begun(MultipartUpload upload) throws IOException {
    store.begin(new SavedUpload(id, upload, source, List.of()));
  }

  synchronized void uploaded(UploadedPart part) throws IOException {
    store.addPart(id, part);
  }

  /** The upload has become an object, or was aborted. */
  void ended() throws IOException {
    store.delete(id);
  }
}
