package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Response;

/**
 * A whole response of the service.
 *
 * @param json what the body is; read once, because bodies can be large
 */
record HttpResponse(
    Protocol protocol, int status, String reason, Headers headers, byte[] body, JsonSummary json) {
  /** Stands for a response that was not needed. */
  static final HttpResponse NONE =
      new HttpResponse(
          Protocol.HTTP_1_1, 0, "", Headers.of(), new byte[0], JsonSummary.of(new byte[0]));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT_BODY_BYTES = 64 << 10;
  private static final int SHOWN_CHARS = 200;
  private static final int MAX_UTF8_BYTES = 4; // of one character

  static HttpResponse of(Response response, byte[] body) {
    return new HttpResponse(
        response.protocol(),
        response.code(),
        response.message(),
        response.headers(),
        body,
        JsonSummary.of(body));
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /** The ETag as {@link #plain} gives it; null when the response has none. */
  String eTag() {
    return plain(headers.get("ETag"));
  }

  /** An ETag without its quotes, and without the mark of a proxy that calls it weak. */
  static String plain(String eTag) {
    if (eTag == null) {
      return null;
    }
    String strong = eTag.startsWith("W/") ? eTag.substring(2) : eTag;
    return strong.replace("\"", "");
  }

  /** The ETag without its quotes, which there has to be. */
  String requireETag(ApiRequest request) throws Us3ServiceException {
    String eTag = eTag();
    if (eTag == null || eTag.isBlank()) {
      throw unexpected(request, "no ETag");
    }
    return eTag;
  }

  /**
   * The callback service's reply, which has to be JSON: US3 itself refuses to pass on anything
   * else.
   */
  String requireReply(ApiRequest request) throws Us3ServiceException {
    if (isWithoutItsBody()) {
      throw ErrorMapper.unconfirmed(request, this);
    }
    if (!json.isJson()) {
      throw unexpected(request, "not the JSON reply of a callback service");
    }
    return text();
  }

  /** Whether the status allows no body and OkHttp has refused to read the one that came with it. */
  private boolean isWithoutItsBody() {
    return (status == 204 || status == 205) && ObjectInfo.lengthOf(headers) > 0;
  }

  /** For calls that need no body: anything but JSON is the page of something between. */
  void requireNoPage(ApiRequest request) throws Us3ServiceException {
    if (body.length > 0 && !json.isJson()) {
      throw unexpected(request, "neither empty nor JSON");
    }
  }

  String sessionId() {
    return headers.get("X-SessionId");
  }

  String text() {
    return new String(body, UTF_8);
  }

  /** The service's {@code RetCode}; 0 when the body has none, so is not the service's error. */
  int retCode() {
    return json.retCode();
  }

  /** What to show of this response as an error. */
  ErrorResponse toError(String what) {
    return new ErrorResponse(status, retCode(), what, sessionId(), head(), keptBody(), null);
  }

  /** The service's {@code ErrMsg}, else the beginning of the body. */
  String errMsg() {
    String text = json.text("ErrMsg");
    return text.isEmpty() ? beginning() : text;
  }

  /** The first characters of the body, on one line. */
  String beginning() {
    String text = new String(body, 0, Math.min(MAX_UTF8_BYTES * SHOWN_CHARS, body.length), UTF_8);
    return text.substring(0, Math.min(SHOWN_CHARS, text.length())).replaceAll("\\p{Cntrl}+", " ");
  }

  /** The body as a tree, which has to be a JSON object. */
  JsonNode requireJson(ApiRequest request) throws Us3ServiceException {
    if (!json.isObject()) {
      throw unexpected(request, "not a JSON object");
    }
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) { // beyond what a tree may hold
      throw unexpected(request, "not a usable JSON object");
    }
  }

  /** The exception for a success that is not what was asked for; shows the body's beginning. */
  Us3ServiceException unexpected(ApiRequest request, String what) {
    return new Us3ServiceException(
        request.call(), toError("unexpected response, " + what + ": " + beginning()));
  }

  private String keptBody() {
    return new String(body, 0, Math.min(KEPT_BODY_BYTES, body.length), UTF_8);
  }

  private String statusLine() {
    String version = protocol.toString().toUpperCase(Locale.ROOT);
    return version + ' ' + status + (reason.isEmpty() ? "" : ' ' + reason);
  }

  private String head() {
    StringBuilder text = new StringBuilder(statusLine()).append('\n');
    headers.forEach(
        header -> {
          if (!header.getFirst().equalsIgnoreCase("Authorization")) {
            text.append(header.getFirst()).append(": ").append(header.getSecond()).append('\n');
          }
        });
    return text.toString();
  }
}
