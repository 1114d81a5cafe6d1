package io.github.camelus3.client;

import java.io.Serializable;
import java.util.Set;

/**
 * An error response.
 *
 * @param httpStatus 0 when there was no response
 * @param retCode 0 when the body is not the service's JSON
 * @param errMsg the service's text, else the beginning of the body
 * @param sessionId null when absent
 * @param head status line and headers, each ended by LF
 * @param body the body's text, at most 64 KiB
 * @param reply the whole body, if it may be the callback service's reply; HEAD on the object tells
 *     whether it is. Null if it cannot be a reply
 */
record ErrorResponse(
    int httpStatus,
    int retCode,
    String errMsg,
    String sessionId,
    String head,
    String body,
    String reply)
    implements Serializable {
  /**
   * The transient errors of the bucket API: timeouts, unavailable services and rate limits. Source:
   * UCloud API reference, "public".
   */
  private static final Set<Integer> TRANSIENT_BUCKET_ERRORS =
      Set.of(110, 130, 150, 152, 153, 15004, 15005, 15006, 15007, 15027);

  ErrorResponse {
    errMsg = HttpUrls.withoutSecrets(errMsg);
  }

  static ErrorResponse none(String what) {
    return new ErrorResponse(0, 0, what, null, "", "", null);
  }

  ErrorResponse withRetCode(int code) {
    return new ErrorResponse(httpStatus, code, errMsg, sessionId, head, body, reply);
  }

  ErrorResponse withReply(String text) {
    return new ErrorResponse(httpStatus, retCode, errMsg, sessionId, head, body, text);
  }

  /** Whether the bucket API, which reports errors with 200, reports a transient one. */
  boolean isTransientBucketError() {
    return httpStatus == 200 && TRANSIENT_BUCKET_ERRORS.contains(retCode);
  }

  /** The ETag; null when absent. */
  String eTag() {
    return ETags.unquoted(header("ETag"));
  }

  /** Such as {@code HTTP 404, RetCode -148654, file not exist, session 7f00}. */
  String summary() {
    StringBuilder text = new StringBuilder("HTTP ").append(httpStatus);
    if (retCode != 0) {
      text.append(", RetCode ").append(retCode);
    }
    if (!errMsg.isEmpty()) {
      text.append(", ").append(errMsg);
    }
    if (sessionId != null) {
      text.append(", session ").append(sessionId);
    }
    return text.toString();
  }

  String header(String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(line -> line.substring(name.length() + 2))
        .findFirst()
        .orElse(null);
  }

  String dump(boolean withBody) {
    return HttpUrls.withoutSecrets(withBody ? head + '\n' + body : head);
  }
}
