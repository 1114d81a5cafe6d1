package io.github.camelus3.client;

import java.io.IOException;

/**
 * PutFile, with what is done about answers that are lost or wrong. Without a policy a PUT can be
 * repeated. With one, a repeated PUT would call the callback service again, so the object is looked
 * up first: if it is stored the upload is over, whatever the service said.
 */
final class PutFile {
  private final Us3Http http;
  private final PutObjectRequest request;
  private final ETagDigest digest;
  private final ObjectBody body;
  private final ApiRequest put;

  PutFile(Us3Http http, PutObjectRequest request) throws IOException {
    this.http = http;
    this.request = request;
    // a stream with a policy always: should its answer be lost, the object is known by its ETag
    boolean hashed =
        request.checks().verifyETag()
            || (request.policyJson() != null && !request.source().repeatable());
    this.digest = hashed ? new ETagDigest() : null;
    this.body =
        new ObjectBody(
            request.source(), digest == null ? ObjectBody.ByteObserver.NONE : digest.observer());
    this.put =
        ApiRequest.object("PutFile", "PUT", request.bucket(), request.key())
            .attributes(request.attributes())
            .contentMd5(request.checks().sendContentMd5() ? md5(request) : null)
            .policy(request.policyJson())
            .body(body);
    if (request.policyJson() == null) {
      put.repeatAlsoAfter(PutFile::isWrongObject);
    }
  }

  private static String md5(PutObjectRequest request) throws IOException {
    return Integrity.md5("PutFile", request.bucket(), request.key(), request.source());
  }

  UploadedObject run() throws IOException {
    return http.send(put, this::read, this::settle);
  }

  private UploadedObject read(Answer answer) throws IOException {
    String reply = request.policyJson() == null ? null : answer.requireReply(put);
    String eTag = reply == null ? answer.requireETag(put) : answer.eTag();
    if (request.checks().verifyETag()) {
      eTag = requireETag(answer);
    }
    return uploaded(eTag, reply, answer.status(), answer.sessionId());
  }

  /** An ETag that disagrees is looked up: answers can be damaged too. */
  private String requireETag(Answer answer) throws IOException {
    String computed = digest.eTag();
    String answered = answer.eTag();
    if (answered == null || answered.equals(computed)) {
      return computed; // none may come with a policy
    }
    new StoredObjects(http, put).requireStored(computed, answered);
    return computed;
  }

  private UploadedObject settle(Us3Exception failure, int attempt) throws IOException {
    boolean withPolicy = request.policyJson() != null;
    boolean unreadable =
        failure instanceof Us3ServiceException answer && answer.isUnreadableSuccess();
    // what was not handed over whole cannot be stored
    if (!body.complete() || (withPolicy ? !Doubt.mayBeDone(failure) : !unreadable)) {
      return null;
    }
    String eTag = computedETag(failure);
    boolean isNamed = // by an answer of which only the callback service's reply is unusable
        withPolicy
            && failure instanceof Us3ServiceException answer
            && eTag.equals(answer.answerETag());
    ObjectInfo stored = isNamed ? null : new StoredObjects(http, put).find(eTag, failure);
    if (stored == null && !isNamed) {
      return null;
    }
    if (withPolicy) {
      throw new Us3CallbackReplyLostException(failure);
    }
    return uploaded(eTag, null, stored.httpStatus(), stored.sessionId());
  }

  /** Empty, which matches none, for a stream that was not hashed. */
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
