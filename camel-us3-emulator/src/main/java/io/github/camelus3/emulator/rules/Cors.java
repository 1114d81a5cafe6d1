package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.Answer;
import io.github.camelus3.emulator.protocol.Request;

/** Lets a page of any origin upload, as a bucket with an open CORS rule does. */
public final class Cors {
  private static final String EXPOSED =
      "ETag, X-SessionId, Content-Range, X-Ufile-Create-Time, X-Ufile-Storage-Class";

  private Cors() {}

  static Answer preflight(Request request) {
    String headers = request.headers().first("Access-Control-Request-Headers");
    Answer answer =
        Answer.empty(200)
            .with("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE, OPTIONS")
            .with("Access-Control-Max-Age", "600");
    return headers.isEmpty() ? answer : answer.with("Access-Control-Allow-Headers", headers);
  }

  /** Adds what a browser needs to let its page read the answer. */
  public static Answer allow(Request request, Answer answer) {
    return request.headers().first("Origin").isEmpty()
        ? answer
        : answer
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Expose-Headers", EXPOSED);
  }
}
