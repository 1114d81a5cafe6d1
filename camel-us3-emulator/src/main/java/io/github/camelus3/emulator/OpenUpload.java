package io.github.camelus3.emulator;

import java.time.Instant;

/**
 * A snapshot of an unfinished multipart upload. Immutable.
 *
 * @param uploadId the ID returned by Initiate
 * @param bucket the bucket's name
 * @param key the key of the Initiate request
 * @param partCount how many parts are stored
 * @param mimeType the MIME type of the future object
 * @param started when the upload was initiated, by the emulator's clock
 */
public record OpenUpload(
    String uploadId, String bucket, String key, int partCount, String mimeType, Instant started) {}
