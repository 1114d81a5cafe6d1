package io.github.camelus3.client;

import io.github.camelus3.client.http.SourceRequestBody;
import io.github.camelus3.sign.RequestToSign;
import io.github.camelus3.sign.UrlEncoding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One request to the object API, before it is signed. Built and used by one thread. */
final class ApiRequest {
  private final ApiCall call;
  private final String method;
  private final Map<String, String> query = new LinkedHashMap<>();
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();
  private String contentType;
  private String contentMd5;
  private String policyJson;
  private SourceRequestBody body;
  private String path;
  private boolean retriedOnlyUnsent;
  private Predicate<Us3Exception> retryable = ApiRequest::isRetryable;

  private ApiRequest(ApiCall call, String method) {
    this.call = call;
    this.method = method;
    this.path = call.key();
  }

  /**
   * Besides retryable failures: a success that cannot be read, and a response that could be the
   * callback service's reply. The latter is only retried when the object was found not to be
   * stored.
   */
  private static boolean isRetryable(Us3Exception failure) {
    if (failure.isRetryable()) {
      return true;
    }
    return failure instanceof Us3ServiceException response
        && response.getRetCode() == 0
        && (response.isUnreadableSuccess()
            || response.mayBeReply()
            || response.isUnconfirmedCallbackFailure());
  }

  /** A request that addresses an object. */
  static ApiRequest object(String operation, String method, String bucket, String key) {
    return new ApiRequest(
        new ApiCall(operation, Arguments.requireBucket(bucket), Arguments.requireKey(key)), method);
  }

  /** A request that addresses a bucket; an empty key is signed. */
  static ApiRequest bucket(String operation, String method, String bucket) {
    return new ApiRequest(new ApiCall(operation, Arguments.requireBucket(bucket), ""), method);
  }

  /** A placeholder for a request to the bucket API, whose URL {@link Us3Buckets} signs. */
  static ApiRequest bucketApi(ApiCall call) {
    return new ApiRequest(call, "GET");
  }

  ApiRequest query(String name, String value) {
    query.put(name, value);
    return this;
  }

  /** Adds a header that is not part of the signature; a null value adds none. */
  ApiRequest header(String name, String value) {
    if (value != null) {
      headers.add(Map.entry(name, value));
    }
    return this;
  }

  ApiRequest attributes(ObjectAttributes attributes) {
    contentType = attributes.mimeType();
    header("X-Ufile-Storage-Class", attributes.storageClass());
    attributes.metadata().forEach((name, value) -> header("X-Ufile-Meta-" + name, value));
    return this;
  }

  /** Names the source of a copy; its slashes are kept. */
  ApiRequest copySource(String bucket, String key) {
    return header(
        "X-Ufile-Copy-Source",
        '/' + Arguments.requireBucket(bucket) + '/' + UrlEncoding.path(Arguments.requireKey(key)));
  }

  ApiRequest contentType(String value) {
    contentType = value;
    return this;
  }

  ApiRequest contentMd5(String value) {
    contentMd5 = value;
    return this;
  }

  ApiRequest policy(String json) {
    policyJson = json;
    return this;
  }

  /** Sets a path that differs from the signed key, as UploadHit needs. */
  ApiRequest path(String value) {
    path = value;
    return this;
  }

  /** Retries the request only if no byte of it was sent, because it is not idempotent. */
  ApiRequest retryOnlyUnsent() {
    retriedOnlyUnsent = true;
    return this;
  }

  /** Retries the request after these failures too. */
  ApiRequest retryAlsoAfter(Predicate<Us3Exception> failure) {
    retryable = retryable.or(failure);
    return this;
  }

  boolean mayRetry(Us3Exception failure) {
    return retriedOnlyUnsent
        ? failure instanceof Us3TransportException lost && !lost.isRequestSent()
        : retryable.test(failure);
  }

  ApiRequest body(SourceRequestBody value) {
    body = value;
    return this;
  }

  RequestToSign toSign() {
    return RequestToSign.of(method, call.bucket(), call.key())
        .withContentType(contentType)
        .withContentMd5(contentMd5);
  }

  ApiCall call() {
    return call;
  }

  /** The path of the URL without its first slash, not yet percent-encoded. */
  String path() {
    return path;
  }

  String method() {
    return method;
  }

  Map<String, String> query() {
    return query;
  }

  List<Map.Entry<String, String>> headers() {
    return headers;
  }

  String contentType() {
    return contentType;
  }

  String contentMd5() {
    return contentMd5;
  }

  /** The put policy's JSON text; null when there is none. */
  String policyJson() {
    return policyJson;
  }

  /** Null for a request without a body. */
  SourceRequestBody body() {
    return body;
  }
}
