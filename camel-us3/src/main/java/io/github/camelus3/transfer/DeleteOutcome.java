package io.github.camelus3.transfer;

import io.github.camelus3.client.Us3Exception;

/**
 * What became of one key of many that were to be deleted.
 *
 * @param isDeleted false when there was no such object, or it could not be deleted
 * @param failure why it could not be deleted; null when it was, or there was none
 */
public record DeleteOutcome(String key, boolean isDeleted, Us3Exception failure) {}
