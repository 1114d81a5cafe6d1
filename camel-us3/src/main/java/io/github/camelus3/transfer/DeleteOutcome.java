package io.github.camelus3.transfer;

import io.github.camelus3.client.Us3Exception;

/**
 * The outcome of deleting one of many keys. Immutable.
 *
 * @param isDeleted false if there was no such object, or its deletion failed
 * @param failure null if the object was deleted, or there was none
 */
public record DeleteOutcome(String key, boolean isDeleted, Us3Exception failure) {}
