package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.Printable;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Formats one line per request: {@code PUT photos/hello.txt 200 12 ms 3.0 KiB callback 200}.
 * Signatures, tokens and the query of a callback's URL are left out. Thread safe.
 */
public final class RequestLines {
  private final Consumer<String> out;

  /** Formats lines for the consumer. */
  public RequestLines(Consumer<String> out) {
    this.out = out;
  }

  /**
   * Adds a line.
   *
   * @param reason the error, or what became of the callback; "" for none
   * @param bytes size of the request's body, or of the response's; negative when it is unknown
   * @param took the time until the response was ready to be sent
   */
  void add(ReceivedRequest request, String reason, long bytes, Duration took) {
    StringBuilder line = new StringBuilder();
    line.append(request.method()).append(' ').append(request.bucket()).append('/');
    line.append(Printable.key(request.key())).append(query(request.target()));
    line.append(' ').append(request.status() == 0 ? "cut" : request.status());
    line.append(' ').append(took.toMillis()).append(" ms");
    if (bytes >= 0) {
      line.append(' ').append(Printable.size(bytes));
    }
    if (request.retCode() != 0) {
      line.append(" RetCode ").append(request.retCode());
    }
    if (!reason.isEmpty()) {
      line.append(' ').append(Printable.of(Masks.brief(reason)));
    }
    if (request.retCode() != 0) {
      line.append(" (session ").append(request.sessionId()).append(')');
    }
    out.accept(line.toString());
  }

  private static String query(String target) {
    int start = target.indexOf('?');
    return start < 0 ? "" : Printable.of(Masks.target(target.substring(start)));
  }
}
