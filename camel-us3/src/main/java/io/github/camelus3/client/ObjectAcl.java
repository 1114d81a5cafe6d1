package io.github.camelus3.client;

/**
 * Who may read an object.
 *
 * @param ownerId null when the service does not say
 * @param ownerName null when the service does not say
 * @param grant {@code default}, the bucket's, or {@code public-read}
 */
public record ObjectAcl(String ownerId, String ownerName, String grant) {}
