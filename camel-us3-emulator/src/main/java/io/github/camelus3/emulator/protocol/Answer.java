package io.github.camelus3.emulator.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer, not yet written. Immutable.
 *
 * @param retCode the {@code RetCode} of the body when it is an error, else 0
 * @param reason what the log is told of an error, else ""
 */
public record Answer(
    int status, Map<String, String> headers, AnswerBody body, int retCode, String reason) {
  public static final String JSON_TYPE = "application/json";

  public static Answer empty(int status) {
    return new Answer(status, Map.of(), AnswerBody.NONE, 0, "");
  }

  public static Answer json(int status, Object value) {
    return text(status, JSON_TYPE, Json.write(value));
  }

  public static Answer text(int status, String contentType, String text) {
    return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
  }

  static Answer bytes(int status, String contentType, byte[] bytes) {
    return new Answer(status, Map.of("Content-Type", contentType), AnswerBody.of(bytes), 0, "");
  }

  /** The one place where a refusal becomes an answer. The blank is as the live service has it. */
  public static Answer error(Us3Error error) {
    String body =
        "{\"RetCode\":" + error.retCode() + ", \"ErrMsg\":" + Json.write(error.errMsg()) + "}";
    return text(error.status(), JSON_TYPE, body).withError(error.retCode(), error.reason());
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, retCode, reason);
  }

  public Answer withETag(String eTag) {
    return with("ETag", '"' + eTag + '"');
  }

  public Answer withBody(AnswerBody other) {
    return new Answer(status, headers, other, retCode, reason);
  }

  public Answer withError(int otherRetCode, String otherReason) {
    return new Answer(status, headers, body, otherRetCode, otherReason);
  }

  /** Lets the body go. */
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Answer withStatus(int other) {
    return new Answer(other, headers, body, retCode, reason);
  }
}
