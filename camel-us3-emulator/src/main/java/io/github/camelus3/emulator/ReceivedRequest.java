package io.github.camelus3.emulator;

import io.github.camelus3.emulator.protocol.Ascii;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request the emulator received and has answered or cut off. Immutable. It holds the headers as
 * sent, {@code Authorization} among them; {@link #toString} leaves them out.
 *
 * @param method the HTTP method
 * @param target the request target exactly as on the request line
 * @param api which call of the protocol it was
 * @param bucket the bucket it was for; the default one when the emulator could not tell
 * @param key the key, decoded; "" for the bucket itself
 * @param headers values by lower-case name, in the order of arrival
 * @param query values by name, decoded, in the order of arrival; a bare flag has the value ""
 * @param status the status answered; 0 when the connection was closed instead
 * @param retCode the {@code RetCode} answered, 0 when there was none
 * @param sessionId the {@code X-SessionId} answered
 * @param connectionId which connection it came over, counted from 1
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

  /** The first value of a header, whatever the case of its name. */
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
