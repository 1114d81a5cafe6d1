package io.github.camelus3.client;

/**
 * The access rights of an object.
 *
 * @param ownerId null when absent
 * @param ownerName null when absent
 * @param grant {@code default}, the bucket's, or {@code public-read}
 */
public record ObjectAcl(String ownerId, String ownerName, String grant) {}
