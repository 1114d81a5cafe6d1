package io.github.camelus3.transfer;

import io.github.camelus3.client.UploadedObject;

/**
 * An upload that has ended well.
 *
 * @param uploadId null when the object went by one PUT
 * @param partCount 0 when the object went by one PUT
 */
public record UploadResult(UploadedObject object, String uploadId, int partCount) {}
