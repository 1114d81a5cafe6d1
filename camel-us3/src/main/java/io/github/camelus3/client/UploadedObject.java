package io.github.camelus3.client;

/**
 * The result of an upload: a stored object.
 *
 * @param key the object's final key; the service may return another one after a multipart upload
 * @param eTag without quotes; null when the response has none, as may happen after a callback, and
 *     none was computed
 * @param sizeBytes the object's length; -1 when unknown
 * @param callbackReply the callback service's reply, JSON text; null without a policy
 * @param httpStatus of the last response
 * @param sessionId {@code X-SessionId} of the last response; null when absent
 */
public record UploadedObject(
    String bucket,
    String key,
    String eTag,
    long sizeBytes,
    String callbackReply,
    int httpStatus,
    String sessionId) {}
