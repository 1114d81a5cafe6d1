package io.github.camelus3.client;

/**
 * An object that an upload has stored.
 *
 * @param bucket where it is
 * @param key its key; after a multipart upload with another {@code newKey}, the final one
 * @param eTag without quotes; null when the service gave none, as it may after a callback, and none
 *     was computed
 * @param sizeBytes its length; -1 when unknown
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
