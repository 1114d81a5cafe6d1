package io.github.camelus3.emulator.protocol;

/**
 * A request's head as sent. Immutable.
 *
 * @param rawTarget the target of the request line, not decoded
 * @param host the bucket's address: the {@code Host} header without port, in lower case
 * @param key the path after its first slash, decoded; "" for the bucket itself
 * @param contentLength declared bytes of the body; -1 for a chunked body, 0 for none
 * @param sessionId the {@code X-SessionId} of its response
 * @param connectionId number of the connection, counted from 1
 * @param remotePort the client's port
 */
public record Request(
    String method,
    String rawTarget,
    String host,
    String key,
    QueryParameters query,
    HeaderFields headers,
    long contentLength,
    String sessionId,
    long connectionId,
    int remotePort) {

  /** A copy without a header. */
  public Request without(String header) {
    HeaderFields fewer =
        new HeaderFields(
            headers.fields().stream()
                .filter(field -> !field.name().equalsIgnoreCase(header))
                .toList());
    return with(query, fewer);
  }

  /** A copy without a query parameter. */
  public Request withoutParameter(String name) {
    QueryParameters fewer =
        new QueryParameters(
            query.parameters().stream()
                .filter(parameter -> !parameter.name().equals(name))
                .toList());
    return with(fewer, headers);
  }

  private Request with(QueryParameters otherQuery, HeaderFields otherHeaders) {
    return new Request(
        method,
        rawTarget,
        host,
        key,
        otherQuery,
        otherHeaders,
        contentLength,
        sessionId,
        connectionId,
        remotePort);
  }

  /** Whether the method is HEAD, so that the response has no body. */
  public boolean isHead() {
    return method.equals("HEAD");
  }
}
