package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;

/** CORS headers of a bucket that allows every origin. */
public final class Cors {
  private static final String EXPOSED =
      "ETag, X-SessionId, Content-Range, X-Ufile-Create-Time, X-Ufile-Storage-Class";

  private Cors() {}

  static Response preflight(Request request) {
    String headers = request.headers().first("Access-Control-Request-Headers");
    Response response =
        Response.empty(200)
            .with("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE, OPTIONS")
            .with("Access-Control-Max-Age", "600");
    return headers.isEmpty() ? response : response.with("Access-Control-Allow-Headers", headers);
  }

  /** Adds the headers that let a page read the response. */
  public static Response allow(Request request, Response response) {
    return request.headers().first("Origin").isEmpty()
        ? response
        : response
            .with("Access-Control-Allow-Origin", "*")
            .with("Access-Control-Expose-Headers", EXPOSED);
  }
}
