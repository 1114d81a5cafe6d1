package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.ReceivedRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Formats one log line per request, without signatures and tokens. Thread safe. */
public final class RequestLines {
  private static final Pattern SECRET =
      Pattern.compile("(?i)([?&](?:Signature|SecurityToken)=)[^&]*");

  private final Consumer<String> out;
  private final Clock clock;

  /** Formats lines for the consumer, with times of the clock. */
  public RequestLines(Consumer<String> out, Clock clock) {
    this.out = out;
    this.clock = clock;
  }

  void add(ReceivedRequest request, String reason) {
    StringBuilder line = new StringBuilder();
    line.append(clock.instant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
    line.append(request.method()).append(' ').append(withoutSecrets(request.target()));
    line.append(" -> ").append(request.status() == 0 ? "cut" : request.status());
    if (request.retCode() != 0) {
      line.append(", RetCode ").append(request.retCode());
    }
    if (!reason.isEmpty()) {
      line.append(", ").append(reason);
    }
    line.append(" (").append(request.api()).append(", bucket ").append(request.bucket());
    line.append(", session ").append(request.sessionId()).append(')');
    out.accept(line.toString());
  }

  private static String withoutSecrets(String target) {
    return SECRET.matcher(target).replaceAll("$1...");
  }
}
