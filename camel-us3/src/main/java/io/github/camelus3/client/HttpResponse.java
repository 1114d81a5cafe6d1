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
 * A complete response.
 *
 * @param json a summary of the body, parsed once, because bodies can be large
 */
record HttpResponse(
    Protocol protocol, int status, String reason, Headers headers, byte[] body, JsonSummary json) {
  /** A placeholder where no response is needed. */
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

  /** The ETag as {@link ETags#unquoted} returns it; null when absent. */
  String eTag() {
    return ETags.unquoted(headers.get("ETag"));
  }

  /** The ETag without quotes; fails when absent. */
  String requireETag(ApiRequest request) throws Us3ServiceException {
    String eTag = eTag();
    if (eTag == null || eTag.isBlank()) {
      throw unexpected(request, "no ETag");
    }
    return eTag;
  }

  /** The callback service's reply; fails if it is not JSON. US3 passes on nothing else. */
  String requireReply(ApiRequest request) throws Us3ServiceException {
    if (isWithoutItsBody()) {
      throw ErrorMapper.unconfirmed(request, this);
    }
    if (!json.isJson()) {
      throw unexpected(request, "not the JSON reply of a callback service");
    }
    return text();
  }

  /** Whether OkHttp refused to read the body because the status allows none. */
  private boolean isWithoutItsBody() {
    return (status == 204 || status == 205) && ObjectInfo.lengthOf(headers) > 0;
  }

  /** Fails on a body that is not JSON, such as a proxy's page. For calls that need no body. */
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

  /** The service's {@code RetCode}; 0 when the body has none and is not the service's error. */
  int retCode() {
    return json.retCode();
  }

  /** This response as an error, with this text as its ErrMsg. */
  ErrorResponse toError(String what) {
    return new ErrorResponse(status, retCode(), what, sessionId(), head(), keptBody(), null);
  }

  /** The service's {@code ErrMsg}; else the first characters of the body. */
  String errMsg() {
    String text = json.text("ErrMsg");
    return text.isEmpty() ? beginning() : text;
  }

  /** The first characters of the body, on one line. */
  String beginning() {
    String text = new String(body, 0, Math.min(MAX_UTF8_BYTES * SHOWN_CHARS, body.length), UTF_8);
    return text.substring(0, Math.min(SHOWN_CHARS, text.length())).replaceAll("\\p{Cntrl}+", " ");
  }

  /** The body as a tree; fails if it is not a JSON object. */
  JsonNode requireJson(ApiRequest request) throws Us3ServiceException {
    if (!json.isObject()) {
      throw unexpected(request, "not a JSON object");
    }
    try {
      return JSON.readTree(text());
    } catch (JsonProcessingException e) { // beyond the limits of a tree
      throw unexpected(request, "not a usable JSON object");
    }
  }

  /** The exception for a success with unusable content; shows the first characters of the body. */
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
