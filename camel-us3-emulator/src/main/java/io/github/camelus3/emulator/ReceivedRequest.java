package io.github.camelus3.emulator;

import io.github.camelus3.emulator.protocol.Ascii;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A completed request. Immutable. The headers are as sent, including {@code Authorization}; {@link
 * #toString} omits them.
 *
 * @param method the HTTP method
 * @param target the target of the request line, not decoded
 * @param api the call
 * @param bucket the bucket; the default one when the request names none
 * @param key the key, decoded; "" for the bucket itself
 * @param headers values by lower-case name, in the order of arrival
 * @param query values by name, decoded, in the order of arrival; a bare flag has the value ""
 * @param status the response's status; 0 when the connection was cut instead
 * @param retCode the response's {@code RetCode}, 0 for none
 * @param sessionId the response's {@code X-SessionId}
 * @param connectionId number of the connection, counted from 1
 * @param remotePort the client's port
 */
public record ReceivedRequest(
    String method,
    String target,
    Us3Api api,
    String bucket,
    String key,
    Map<String, List<String>> headers,
    Map<String, List<String>> query,
    int status,
    int retCode,
    String sessionId,
    long connectionId,
    int remotePort) {

  /** The first value of a header. The name's case is ignored. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(Ascii.lowerCase(name), List.of()).stream().findFirst();
  }

  /** The first value of a query parameter, decoded. */
  public Optional<String> queryParameter(String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst();
  }

  @Override
  public String toString() {
    return method + " " + bucket + "/" + key + " (" + api + ") -> " + status + "/" + retCode;
  }
}
