package io.github.camelus3.client.source;

/**
 * A file as it was when it was opened; another length or time of change means other bytes.
 *
 * @param path absolute
 * @param lastModifiedMillis since the epoch
 */
public record SourceIdentity(String path, long sizeBytes, long lastModifiedMillis) {}
