package io.github.camelus3.client;

import java.time.Instant;

/**
 * An upload that was begun and neither finished nor aborted, as a listing shows it.
 *
 * @param storageClass null when absent
 * @param startTime when it was begun
 */
public record UnfinishedUpload(
    String bucket, String key, String uploadId, String storageClass, Instant startTime) {}
