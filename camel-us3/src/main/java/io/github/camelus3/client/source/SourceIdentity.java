package io.github.camelus3.client.source;

/**
 * The identity of a source file when it was opened. Another length or time of change means other
 * content.
 *
 * @param path absolute
 * @param lastModifiedMillis since the epoch
 */
public record SourceIdentity(String path, long sizeBytes, long lastModifiedMillis) {}
