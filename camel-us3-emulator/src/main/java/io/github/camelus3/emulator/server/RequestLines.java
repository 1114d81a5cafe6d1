package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.protocol.Printable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Formats one line per request: {@code PUT photos/hello.txt 200 12 ms 3.0 KiB callback 200}.
 * Signatures, tokens and the query of a callback's URL are left out. Thread safe.
 */
public final class RequestLines {
  private static final Pattern SECRET =
      Pattern.compile("(?i)([?&](?:Signature|SecurityToken)=)[^&]*");

  /** What may be secret in a callback's URL: its user info, and the variables in its query. */
  private static final Pattern CALLBACK_USER = Pattern.compile("(Post https?://)[^/?#\\s]*@");

  private static final Pattern CALLBACK_QUERY = Pattern.compile("(Post [^\\s?]+\\?)\\S*(?=: )");

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
      line.append(' ').append(Printable.of(withoutCallbackSecrets(reason)));
    }
    if (request.retCode() != 0) {
      line.append(" (session ").append(request.sessionId()).append(')');
    }
    out.accept(line.toString());
  }

  private static String query(String target) {
    int start = target.indexOf('?');
    return start < 0
        ? ""
        : Printable.of(SECRET.matcher(target.substring(start)).replaceAll("$1..."));
  }

  /** A callback's failure without user info and query of its URL. */
  public static String withoutCallbackSecrets(String reason) {
    String url = CALLBACK_USER.matcher(reason).replaceAll("$1...@");
    return CALLBACK_QUERY.matcher(url).replaceAll("$1...");
  }

  /** A callback's URL without user info and query. */
  public static String withoutSecrets(String url) {
    return url.replaceFirst("(?s)\\?.*", "?...").replaceFirst("(?s)://[^/?#]*@", "://...@");
  }
}
