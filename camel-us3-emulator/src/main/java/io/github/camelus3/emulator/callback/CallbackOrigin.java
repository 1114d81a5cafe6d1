package io.github.camelus3.emulator.callback;

/**
 * The upload that a callback reports. Immutable.
 *
 * @param sessionId the {@code X-SessionId} of the upload's response
 */
public record CallbackOrigin(String sessionId, String bucket, String key, PutPolicy policy) {}
