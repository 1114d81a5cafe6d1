package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;
import java.util.Map;

/**
 * The health check: {@code GET /?health} without credential. It is the bucket's own path, so no
 * object has it, and no call of the service has that flag.
 */
public final class Health {
  /** The target of the request. */
  public static final String TARGET = "/?health";

  private Health() {}

  static boolean isAskedBy(Request request) {
    boolean reads = request.method().equals("GET") || request.isHead();
    return reads && request.rawTarget().equals(TARGET);
  }

  static Response response() {
    return Response.json(200, Map.of("status", "UP"));
  }
}
