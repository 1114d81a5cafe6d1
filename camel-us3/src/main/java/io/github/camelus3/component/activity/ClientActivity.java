package io.github.camelus3.component.activity;

/**
 * A client of the component, as it is at one moment. Immutable.
 *
 * @param host the host, without keys
 * @param users the producers, consumers and exchanges that hold it
 * @param running operations that run
 * @param waiting operations that wait for a slot of {@code maxConcurrentUploads}
 * @param openConnections connections in use or idle
 * @param idleConnections connections that wait for the next request
 */
public record ClientActivity(
    String host, int users, int running, int waiting, int openConnections, int idleConnections) {}
