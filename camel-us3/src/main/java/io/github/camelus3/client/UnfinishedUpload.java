package io.github.camelus3.client;

import java.time.Instant;

/**
 * An initiated upload that was neither finished nor aborted, as a listing shows it.
 *
 * @param storageClass null when absent
 * @param startTime the time of its initiation
 */
public record UnfinishedUpload(
    String bucket, String key, String uploadId, String storageClass, Instant startTime) {}
