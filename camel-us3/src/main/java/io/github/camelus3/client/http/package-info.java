/**
 * How a request body reaches the socket, and how waiting for a socket ends. May use {@code
 * client.source} and OkHttp. Public types are for {@code client} alone. Read {@link
 * io.github.camelus3.client.http.BodySender} first.
 *
 * <pre>
 * ObjectBody.writeTo -&gt; SendPath -+- TLS, small, or a stream:  OkHttp's sink -&gt; TlsSocket -&gt; UploadSocket
 *                        |        +- plain HTTP over 64 KiB:   UploadOutput -&gt; SocketChannel
 *                        |           (OkHttp writes placeholders, UploadOutput drops them)
 *                        +- chunks -&gt; HashLanes, digest beside the sending
 * </pre>
 *
 * <p>Relies on OkHttp: it writes the body on the calling thread, exactly {@code contentLength}
 * bytes, and passes {@code flush()} through.
 */
package io.github.camelus3.client.http;
