package io.github.camelus3.transfer;

/**
 * How far an upload is.
 *
 * @param sentBytes bytes that the service has acknowledged, those of a resumed upload too
 * @param totalBytes the object's length; -1 while it is unknown
 * @param partCount parts that the service has acknowledged; 0 for one PUT
 */
public record UploadProgress(
    String bucket, String key, long sentBytes, long totalBytes, int partCount) {}
