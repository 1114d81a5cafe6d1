package io.github.camelus3.client;

import io.github.camelus3.client.http.ByteObserver;
import io.github.camelus3.client.http.SourceRequestBody;
import java.io.IOException;

/**
 * PutFile and its recovery after a lost or wrong response. Without a policy a PUT is retried. With
 * a policy, a second PUT would call the callback service again. HEAD therefore checks first whether
 * the object is stored; if it is, the upload has ended. A success without the object's ETag may be
 * a proxy's, and is checked too.
 */
final class PutFile {
  private final Us3Http http;
  private final PutObjectRequest request;
  private final ETagDigest digest;
  private final SourceRequestBody body;
  private final ApiRequest put;

  PutFile(Us3Http http, PutObjectRequest request) throws IOException {
    this.http = http;
    this.request = request;
    // a stream with a policy is always hashed: the ETag identifies its object after a lost response
    boolean hashed =
        request.checks().verifyETag()
            || (request.policyJson() != null && !request.source().repeatable());
    this.digest = hashed ? new ETagDigest() : null;
    this.body =
        new SourceRequestBody(
            request.source(), digest == null ? ByteObserver.NONE : digest.observer());
    this.put =
        ApiRequest.object("PutFile", "PUT", request.bucket(), request.key())
            .attributes(request.attributes())
            .contentMd5(request.checks().sendContentMd5() ? md5(request) : null)
            .policy(request.policyJson())
            .body(body);
    if (request.policyJson() == null) {
      put.retryAlsoAfter(PutFile::isWrongObject);
    }
  }

  private static String md5(PutObjectRequest request) throws IOException {
    return ContentMd5.of("PutFile", request.bucket(), request.key(), request.source());
  }

  UploadedObject run() throws IOException {
    return http.send(put, this::read, this::recover);
  }

  private UploadedObject read(HttpResponse response) throws IOException {
    String reply = request.policyJson() == null ? null : response.requireReply(put);
    if (reply != null && !ETags.isOfObject(response.eTag())) {
      throw ErrorMapper.unconfirmed(put, response);
    }
    String eTag = response.requireETag(put);
    if (request.checks().verifyETag()) {
      eTag = requireETag(response);
    }
    return uploaded(eTag, reply, response.status(), response.sessionId());
  }

  /** The computed ETag. If the response has another one, the stored object is checked. */
  private String requireETag(HttpResponse response) throws IOException {
    String computed = digest.eTag();
    if (!computed.equals(response.eTag())) {
      new StoredObjectCheck(http, put).requireStored(computed, response);
    }
    return computed;
  }

  private UploadedObject recover(Us3Exception failure, int attempt) throws IOException {
    // A body that was not sent whole cannot be stored.
    if (!body.complete()) {
      return null;
    }
    return request.policyJson() == null
        ? recoverWithoutPolicy(failure)
        : recoverWithPolicy(failure);
  }

  private UploadedObject recoverWithoutPolicy(Us3Exception failure) throws IOException {
    // Any other failure is retried: without a callback, a second PUT changes nothing.
    if (!(failure instanceof Us3ServiceException response) || !response.isUnreadableSuccess()) {
      return null;
    }
    String eTag = computedETag(failure);
    ObjectInfo stored = new StoredObjectCheck(http, put).find(eTag, failure);
    return stored == null ? null : uploaded(eTag, null, stored.httpStatus(), stored.sessionId());
  }

  private UploadedObject recoverWithPolicy(Us3Exception failure) throws IOException {
    // The service did not execute the request.
    if (!failure.outcomeIsUnknown()) {
      return null;
    }
    String eTag = computedETag(failure);
    if (!isStored(eTag, failure)) {
      return null;
    }
    String reply = ErrorMapper.replyOfStored(failure); // throws unless there was a response
    Us3ServiceException response = (Us3ServiceException) failure;
    return uploaded(eTag, reply, response.getHttpStatus(), response.getSessionId());
  }

  private boolean isStored(String eTag, Us3Exception failure) throws IOException {
    // The response itself names the object.
    if (failure instanceof Us3ServiceException response && eTag.equals(response.responseETag())) {
      return true;
    }
    return new StoredObjectCheck(http, put).find(eTag, failure) != null;
  }

  /** The ETag of the source; empty, which equals no ETag, for a stream that was not hashed. */
  private String computedETag(Us3Exception failure) throws Us3Exception {
    if (digest != null) {
      return digest.eTag();
    }
    try {
      return request.source().repeatable() ? ETagDigest.of(request.source()) : "";
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private static boolean isWrongObject(Us3Exception failure) {
    return failure instanceof Us3IntegrityException mismatch && !mismatch.isSourceChanged();
  }

  private UploadedObject uploaded(String eTag, String reply, int status, String sessionId) {
    return new UploadedObject(
        request.bucket(),
        request.key(),
        eTag,
        request.source().length().orElse(-1),
        reply,
        status,
        sessionId);
  }
}
