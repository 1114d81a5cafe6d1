package io.github.camelus3.transfer;

import io.github.camelus3.client.UploadedObject;

/**
 * The result of a successful upload. Immutable.
 *
 * @param uploadId null if the object was stored with one PUT
 * @param partCount 0 if the object was stored with one PUT
 */
public record UploadResult(UploadedObject object, String uploadId, int partCount) {}
