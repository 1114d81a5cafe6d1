/**
 * The HTTP server: Undertow's exchange becomes a request, a response goes back, connections and
 * threads are counted. Uses {@code rules} and {@code protocol}, and the public values {@code
 * Us3Api} and {@code ReceivedRequest}. Only this package knows Undertow's server and XNIO. Read
 * {@link io.github.camelus3.emulator.server.Us3Handler} first.
 */
package io.github.camelus3.emulator.server;
