package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.callback.CallbackRequest;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.Request;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests as commands for a shell. Keys are variables of the shell: the command signs again with
 * {@code US3_PUBLIC_KEY} and {@code US3_PRIVATE_KEY}. An encoded policy is the variable {@code
 * POLICY}.
 */
final class CurlText {
  private static final Pattern USER_INFO =
      Pattern.compile("(?is)(https?://)([^/?#:]*)(:[^/?#]*)?@(.*)");

  /** Headers that curl makes, or that belong to the connection. */
  private static final Set<String> OMITTED =
      Set.of(
          "authorization",
          "host",
          "content-length",
          "connection",
          "accept",
          "accept-encoding",
          "user-agent",
          "transfer-encoding",
          "expect");

  private CurlText() {}

  /**
   * A callback as it was sent. A password in its URL becomes {@code $PASSWORD}, user info without a
   * password {@code $TOKEN}. Secrets in its query are hidden.
   */
  static String of(CallbackRequest callback) {
    StringBuilder text = new StringBuilder("curl -i -X POST ");
    Matcher user = USER_INFO.matcher(callback.url());
    if (user.matches()) {
      text.append(quoted(Masks.url(user.group(1) + user.group(4)))).append(" -u ");
      text.append(
          user.group(3) == null ? "\"$TOKEN:\"" : quoted(user.group(2) + ":") + "\"$PASSWORD\"");
    } else {
      text.append(quoted(Masks.url(callback.url())));
    }
    if (!callback.contentType().isEmpty()) {
      text.append(" \\\n  -H ").append(quoted("Content-Type: " + callback.contentType()));
    }
    return text.append(" \\\n  --data-binary ").append(quoted(callback.body())).toString();
  }

  /**
   * A request.
   *
   * @param stringToSign what the command signs; "" for a request without credential in its headers
   */
  static String of(Request request, Us3Api api, String endpoint, String stringToSign) {
    StringBuilder text = new StringBuilder();
    boolean hasPolicy = hasPolicy(request);
    if (!stringToSign.isEmpty()) {
      text.append("sig=$(printf %s ").append(signed(stringToSign, hasPolicy));
      text.append(" \\\n  | openssl dgst -sha1 -hmac \"$US3_PRIVATE_KEY\" -binary | base64)\n");
    }
    text.append(request.isHead() ? "curl -I " : "curl -i -X " + quoted(request.method()) + " ");
    text.append(quoted(endpoint + pathOf(Masks.target(request.rawTarget()))));
    if (!request.headers().first("Host").isEmpty()) {
      text.append(" \\\n  -H ").append(quoted("Host: " + request.headers().first("Host")));
    }
    for (HeaderFields.Field field : request.headers().fields()) {
      if (!OMITTED.contains(field.name().toLowerCase(Locale.ROOT))) {
        String value = Masks.header(field.name(), field.value());
        text.append(" \\\n  -H ").append(quoted(field.name() + ": " + value));
      }
    }
    if (!stringToSign.isEmpty()) {
      text.append(" \\\n  -H \"Authorization: UCloud $US3_PUBLIC_KEY:$sig");
      text.append(hasPolicy ? ":$POLICY\"" : "\"");
    }
    if (request.contentLength() != 0) {
      text.append(" \\\n  --data-binary @").append(bodyFile(api));
    }
    return text.toString();
  }

  private static String bodyFile(Us3Api api) {
    return api == Us3Api.FINISH_MULTIPART_UPLOAD ? "ETAGS" : "FILE";
  }

  private static String pathOf(String target) {
    return target.startsWith("/") ? target : "/";
  }

  private static boolean hasPolicy(Request request) {
    String[] parts = request.headers().first("Authorization").split(":", 3);
    return parts.length == 3 && !parts[2].isEmpty();
  }

  private static String signed(String stringToSign, boolean hasPolicy) {
    if (!hasPolicy) {
      return quoted(stringToSign);
    }
    int end = stringToSign.length() - Masks.POLICY.length();
    return quoted(stringToSign.substring(0, end)) + "\"$POLICY\"";
  }

  /** In single quotes, which a shell does not expand. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
