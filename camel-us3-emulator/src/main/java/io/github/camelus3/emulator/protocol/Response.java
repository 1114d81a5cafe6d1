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
 * @param reason the error's explanation for the log, else ""
 */
public record Response(
    int status, Map<String, String> headers, ResponseBody body, int retCode, String reason) {
  public static final String JSON_TYPE = "application/json";

  public static Response empty(int status) {
    return new Response(status, Map.of(), ResponseBody.NONE, 0, "");
  }

  public static Response json(int status, Object value) {
    return text(status, JSON_TYPE, Json.write(value));
  }

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

  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body, retCode, reason);
  }

  public Response withETag(String eTag) {
    return with("ETag", '"' + eTag + '"');
  }

  public Response withBody(ResponseBody other) {
    return new Response(status, headers, other, retCode, reason);
  }

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

  public Response withStatus(int other) {
    return new Response(other, headers, body, retCode, reason);
  }
}
