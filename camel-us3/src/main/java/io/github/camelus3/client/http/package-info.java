/**
 * How a request body reaches the socket, and how a wait for a socket ends. Uses {@code
 * client.source}, OkHttp, and an {@link javax.net.ssl.SSLEngine} of the JDK or of Conscrypt. Its
 * public types are for the package {@code client} alone. Read {@link
 * io.github.camelus3.client.http.BodySender} first.
 *
 * <pre>
 * SourceRequestBody.writeTo -&gt; BodySender -+- a stream, or up to 64 KiB:
 *                                |         |    OkHttp's sink -&gt; DirectOutput -&gt; Outlet
 *                                |         +- over 64 KiB:
 *                                |              DirectOutput -&gt; Outlet
 *                                |              (OkHttp writes placeholders, DirectOutput drops them)
 *                                +- each chunk -&gt; HashThreads, hashed beside the sending
 *
 * Outlet -+- plain HTTP: UploadSocket -&gt; channel
 *         +- TLS: TlsSocket -&gt; TlsChannel (encrypts) -&gt; RawConnection -&gt; channel
 * </pre>
 *
 * <p>The direct path relies on three properties of OkHttp. OkHttp writes the body on the calling
 * thread, writes exactly {@code contentLength} bytes, and passes {@code flush()} through.
 * DirectOutputTest pins them. When one fails, {@link io.github.camelus3.client.http.DirectOutput}
 * closes the connection: placeholders never reach the wire. {@code
 * Us3ClientBuilder.directSockets(false)} turns the direct path off.
 *
 * <p>Other classes:
 *
 * <ul>
 *   <li>{@link io.github.camelus3.client.http.ConnectionInterceptor} prepares the connection of
 *       each request.
 *   <li>{@link io.github.camelus3.client.http.StaleConnections} checks that it is open.
 *   <li>{@link io.github.camelus3.client.http.SendTracker} knows how much of a request was sent.
 *   <li>{@link io.github.camelus3.client.http.EarlyResponse} keeps a response that arrives
 *       meanwhile.
 *   <li>{@link io.github.camelus3.client.http.Readiness} waits for a channel, until another thread
 *       ends the wait.
 *   <li>{@link io.github.camelus3.client.http.ConscryptTls} finds Conscrypt on the class path.
 *   <li>{@link io.github.camelus3.client.http.CancellationScope} cancels calls.
 *   <li>{@link io.github.camelus3.client.http.ProxyCredentials} and {@link
 *       io.github.camelus3.client.http.NonProxyHosts} are for proxies.
 * </ul>
 */
package io.github.camelus3.client.http;
