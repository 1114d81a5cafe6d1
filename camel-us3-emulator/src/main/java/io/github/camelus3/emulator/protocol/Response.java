package io.github.camelus3.emulator.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An HTTP response that has not been sent. Immutable.
 *
 * @param retCode the {@code RetCode} of the body when it is an error, else 0
 * @param reason for the log: the error's explanation, or the status of the callback; else ""
 */
public record Response(
    int status, Map<String, String> headers, ResponseBody body, int retCode, String reason) {
  /** The media type of the service's JSON. */
  public static final String JSON_TYPE = "application/json";

  /** A response without headers and body. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), ResponseBody.NONE, 0, "");
  }

  /** A response with the value as JSON. */
  public static Response json(int status, Object value) {
    return text(status, JSON_TYPE, Json.write(value));
  }

  /** A response with a text in UTF-8. */
  public static Response text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  static Response bytes(int status, String contentType, byte[] bytes) {
    return new Response(status, Map.of("Content-Type", contentType), ResponseBody.of(bytes), 0, "");
  }

  /** Converts an error to its response. The live service sends the same blank after the comma. */
  public static Response error(Us3Error error) {
    String body =
        "{\"RetCode\":" + error.retCode() + ", \"ErrMsg\":" + Json.write(error.errMsg()) + "}";
    return text(error.status(), JSON_TYPE, body).withError(error.retCode(), error.reason());
  }

  /** A copy with a header added or replaced. */
  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body, retCode, reason);
  }

  /** A copy with the {@code ETag} header; the quotes are added. */
  public Response withETag(String eTag) {
    return with("ETag", '"' + eTag + '"');
  }

  /** A copy with another body. */
  public Response withBody(ResponseBody other) {
    return new Response(status, headers, other, retCode, reason);
  }

  /** A copy with a {@code RetCode} and a reason for the log. */
  public Response withError(int otherRetCode, String otherReason) {
    return new Response(status, headers, body, otherRetCode, otherReason);
  }

  /** Closes the body. */
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A copy with another status. */
  public Response withStatus(int other) {
    return new Response(other, headers, body, retCode, reason);
  }
}
