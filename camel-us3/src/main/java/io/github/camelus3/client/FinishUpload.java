package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * FinishMultipartUpload and its recovery after a lost or wrong response. A Finish is never retried
 * before HEAD on the object: the upload may be finished, and its callback sent.
 */
final class FinishUpload {
  /** Statuses of ListParts for an unknown upload; which one the service uses is not documented. */
  private static final Set<Integer> GONE = Set.of(400, 404, 410);

  private final Us3Http http;
  private final PartListing listing;
  private final MultipartUpload upload;
  private final List<UploadedPart> parts;
  private final String policyJson;
  private final IntegrityOptions checks;
  private final Optional<String> computed;
  private final ApiRequest finish;
  private final boolean sentBefore;

  /**
   * Finishes an upload.
   *
   * @param sentBefore whether an earlier process may have sent a Finish
   */
  FinishUpload(
      Us3Http http,
      MultipartUpload upload,
      Collection<UploadedPart> parts,
      String policyJson,
      IntegrityOptions checks,
      boolean sentBefore) {
    this.http = http;
    this.listing = new PartListing(http.forCleanup());
    this.upload = upload;
    this.parts = parts.stream().sorted().toList();
    this.policyJson = policyJson;
    this.checks = checks;
    this.sentBefore = sentBefore;
    this.computed = partsAreBlocks() ? ETags.ofParts(this.parts) : Optional.empty();
    String eTags = this.parts.stream().map(UploadedPart::eTag).collect(Collectors.joining(","));
    this.finish =
        ApiRequest.object("FinishMultipartUpload", "POST", upload.bucket(), upload.key())
            .query("uploadId", upload.uploadId())
            .contentType(upload.mimeType())
            .policy(policyJson)
            .body(
                new SourceRequestBody(
                    ObjectSource.bytes(eTags.getBytes(UTF_8)), ByteObserver.NONE));
  }

  UploadedObject run() throws IOException {
    return http.send(finish, this::read, this::recover);
  }

  private UploadedObject read(HttpResponse response) throws IOException {
    String key = upload.key();
    String reply = null;
    long size = knownSize();
    if (policyJson != null) {
      reply = response.requireReply(finish);
      if (!ETags.isOfObject(response.eTag())) {
        throw ErrorMapper.unconfirmed(finish, response);
      }
    } else {
      JsonNode json = response.requireJson(finish);
      key = json.path("Key").asText("");
      if (key.isEmpty()) {
        throw response.unexpected(finish, "no Key in the response");
      }
      size = verified(size, json.path("FileSize").asLong(-1), response);
    }
    String eTag = checks.verifyETag() ? verified(response) : response.eTag();
    return new UploadedObject(
        upload.bucket(), key, eTag, size, reply, response.status(), response.sessionId());
  }

  /** The response's ETag, or the computed one where the response has none. */
  private String verified(HttpResponse response) throws IOException {
    String eTag = response.eTag();
    if (eTag != null && computed.isPresent() && !computed.get().equals(eTag)) {
      new StoredObjectCheck(http, finish).requireStored(computed.get(), response);
      return computed.get();
    }
    return eTag != null ? eTag : computed.orElse(null);
  }

  /** The object's length, which must equal that of its parts if both are known; -1 if neither. */
  private long verified(long sent, long stored, HttpResponse response) throws IOException {
    return sent >= 0 && stored >= 0 && sent != stored
        ? new StoredObjectCheck(http, finish).requireSize(sent, stored, response)
        : Math.max(sent, stored);
  }

  private UploadedObject recover(Us3Exception failure, int attempt) throws IOException {
    boolean repeated = attempt > 1 || sentBefore;
    if (!mayBeFinished(failure, repeated)) {
      return null;
    }
    ObjectInfo stored = finished(failure);
    if (stored == null) {
      return null;
    }
    return uploaded(stored, policyJson == null ? null : ErrorMapper.replyOfStored(failure));
  }

  /** Whether the upload may be finished although this Finish failed. */
  private static boolean mayBeFinished(Us3Exception failure, boolean repeated) {
    // The service may have executed this Finish.
    if (failure.outcomeIsUnknown()) {
      return true;
    }
    // The first Finish, with a clear outcome.
    if (!repeated) {
      return false;
    }
    // The exception says that the object is stored.
    if (failure instanceof Us3CallbackException) {
      return false;
    }
    // The refusal may come because an earlier Finish was executed. How the service refuses a
    // finished upload is not documented.
    return failure instanceof Us3ServiceException && !failure.isRetryable();
  }

  /**
   * The object, if it consists of the parts and the upload no longer exists; else null. While the
   * upload exists, an equal object is an older one. If no ETag can be computed from the parts, the
   * length is compared. If ListParts fails, only an equal ETag is accepted.
   */
  private ObjectInfo finished(Us3Exception failure) throws IOException {
    try {
      ObjectInfo object = new StoredObjectCheck(http, finish).head();
      boolean same =
          computed.isPresent()
              ? computed.get().equals(object.eTag())
              : knownSize() < 0 || knownSize() == object.sizeBytes();
      return same && uploadIsGone(failure) ? object : null;
    } catch (Us3ObjectNotFoundException e) {
      return null;
    } catch (IOException e) {
      if (e != failure) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  private boolean uploadIsGone(Us3Exception failure) throws IOException {
    int last = parts.isEmpty() ? 0 : parts.get(parts.size() - 1).partNumber();
    try {
      return listing.find(upload, last).isEmpty();
    } catch (IOException e) {
      if (e instanceof Us3ServiceException refused && GONE.contains(refused.getHttpStatus())) {
        return true;
      }
      if (computed.isPresent()) {
        failure.addSuppressed(e);
        return true;
      }
      throw e;
    }
  }

  private UploadedObject uploaded(ObjectInfo stored, String reply) {
    return new UploadedObject(
        stored.bucket(),
        stored.key(),
        stored.eTag(),
        stored.sizeBytes(),
        reply,
        stored.httpStatus(),
        stored.sessionId());
  }

  /** For parts of another size than 4 MiB, the object's ETag is not documented. */
  private boolean partsAreBlocks() {
    if (upload.partSizeBytes() > 0) {
      return upload.partSizeBytes() == ETags.BLOCK_SIZE_BYTES;
    }
    if (parts.isEmpty()) {
      return false;
    }
    UploadedPart last = parts.get(parts.size() - 1);
    boolean lastFits = last.sizeBytes() >= 0 && last.sizeBytes() <= ETags.BLOCK_SIZE_BYTES;
    return lastFits
        && parts.subList(0, parts.size() - 1).stream()
            .allMatch(part -> part.sizeBytes() == ETags.BLOCK_SIZE_BYTES);
  }

  private long knownSize() {
    boolean known = parts.stream().allMatch(part -> part.sizeBytes() >= 0);
    return known ? parts.stream().mapToLong(UploadedPart::sizeBytes).sum() : -1;
  }
}
