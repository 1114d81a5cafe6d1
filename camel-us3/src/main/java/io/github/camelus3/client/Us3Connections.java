package io.github.camelus3.client;

/**
 * The connections of a client, at one moment. Immutable.
 *
 * @param open connections in use or idle
 * @param idle connections that wait for the next request
 */
public record Us3Connections(int open, int idle) {}
