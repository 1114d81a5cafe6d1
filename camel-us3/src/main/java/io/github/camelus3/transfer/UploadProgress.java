package io.github.camelus3.transfer;

/**
 * The progress of an upload. Immutable.
 *
 * @param sentBytes bytes that the service has acknowledged, including earlier attempts
 * @param totalBytes the object's length; -1 if it is unknown
 * @param partCount parts that the service has acknowledged; 0 for one PUT
 */
public record UploadProgress(
    String bucket, String key, long sentBytes, long totalBytes, int partCount) {}
