package io.github.camelus3.emulator;

import java.time.Instant;

/**
 * A multipart upload that has neither been finished nor aborted, as it was when looked up.
 *
 * @param uploadId the id Initiate answered
 * @param bucket the bucket's name
 * @param key the key Initiate was sent to
 * @param partCount how many parts are stored
 * @param mimeType the MIME type the object will have
 * @param started when Initiate was answered, by the emulator's clock
 */
public record OpenUpload(
    String uploadId, String bucket, String key, int partCount, String mimeType, Instant started) {}
