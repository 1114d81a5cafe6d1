package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.callback.CallbackRequest;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.MediaTypes;
import io.github.camelus3.emulator.protocol.PercentCoding;
import io.github.camelus3.emulator.protocol.Request;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests as commands for a shell. Keys are variables of the shell: the command signs again with
 * {@code US3_PUBLIC_KEY} and {@code US3_PRIVATE_KEY}, in the header or in the URL, as the request
 * did. An encoded policy is the variable {@code POLICY}.
 */
final class CurlText {
  /** Percent-encodes what Base64 has and a query may not have. */
  private static final String ENCODED = " | sed 's/+/%2B/g; s,/,%2F,g; s/=/%3D/g'";

  /** Stands for a variable in a quoted URL. No request target has these characters. */
  private static final String KEY_IN_URL = "\u0001";

  private static final String SIGNATURE_IN_URL = "\u0002";

  /** Without it, curl sends a type of its own with a body, which would not be signed. */
  private static final String NO_TYPE = "'Content-Type:'";

  private static final Pattern ABSOLUTE = Pattern.compile("(?i)^https?://[^/?#]*");

  /** In a path or query, curl would expand brackets and remove dot segments. */
  private static final Pattern CHANGED_BY_CURL = Pattern.compile("[\\[\\]{}]|/\\.{1,2}(?=[/?]|$)");

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
    StringBuilder text = new StringBuilder("curl -i " + asIs(callback.url()) + "-X POST ");
    Matcher user = USER_INFO.matcher(callback.url());
    if (user.matches()) {
      text.append(quoted(Masks.url(user.group(1) + user.group(4)))).append(" -u ");
      text.append(
          user.group(3) == null
              ? "\"$TOKEN:\""
              : quoted(PercentCoding.decodePath(user.group(2)) + ":") + "\"$PASSWORD\"");
    } else {
      text.append(quoted(Masks.url(callback.url())));
    }
    String type = callback.contentType();
    text.append(" \\\n  -H ")
        .append(type.isEmpty() ? NO_TYPE : quoted(header("Content-Type", type)));
    // not --data-binary, which sends a file for a body that starts with @
    String body = MediaTypes.isForm(type) ? Masks.query(callback.body()) : callback.body();
    return text.append(" \\\n  --data-raw ").append(quoted(body)).toString();
  }

  /** A header as curl sends it: an empty value must be written with a semicolon. */
  private static String header(String name, String value) {
    return value.isEmpty() ? name + ";" : name + ": " + value;
  }

  private static String asIs(String url) {
    return CHANGED_BY_CURL.matcher(url).find() ? "-g --path-as-is " : "";
  }

  /**
   * A request.
   *
   * @param stringToSign what the command signs; "" for a request without a credential
   */
  static String of(Request request, Us3Api api, String endpoint, String stringToSign) {
    StringBuilder text = new StringBuilder();
    boolean hasPolicy = hasPolicy(request);
    boolean hasHeader = request.headers().has("Authorization");
    if (!stringToSign.isEmpty()) {
      text.append("sig=$(printf %s ").append(signed(stringToSign, hasPolicy));
      text.append(" \\\n  | openssl dgst -sha1 -hmac \"$US3_PRIVATE_KEY\" -binary | base64");
      text.append(hasHeader ? ")\n" : ENCODED + ")\n");
      text.append(hasHeader ? "" : "key=$(printf %s \"$US3_PUBLIC_KEY\"" + ENCODED + ")\n");
    }
    String target = pathOf(request.rawTarget());
    text.append("curl ").append(asIs(target));
    text.append(request.isHead() ? "-I " : "-i -X " + quoted(request.method()) + " ");
    text.append(url(endpoint, target, !hasHeader && !stringToSign.isEmpty()));
    if (!request.headers().first("Host").isEmpty()) {
      text.append(" \\\n  -H ").append(quoted("Host: " + request.headers().first("Host")));
    }
    for (HeaderFields.Field field : request.headers().fields()) {
      if (!OMITTED.contains(field.name().toLowerCase(Locale.ROOT))) {
        String value = Masks.header(field.name(), field.value());
        text.append(" \\\n  -H ").append(quoted(header(field.name(), value)));
      }
    }
    if (hasHeader && !stringToSign.isEmpty()) {
      text.append(" \\\n  -H \"Authorization: UCloud $US3_PUBLIC_KEY:$sig");
      text.append(hasPolicy ? ":$POLICY\"" : "\"");
    }
    if (request.contentLength() != 0) {
      if (!request.headers().has("Content-Type")) {
        text.append(" \\\n  -H ").append(NO_TYPE);
      }
      text.append(" \\\n  --data-binary @").append(bodyFile(api));
    }
    return text.toString();
  }

  private static String bodyFile(Us3Api api) {
    return api == Us3Api.FINISH_MULTIPART_UPLOAD ? "ETAGS" : "FILE";
  }

  /** Without the host of a request to a proxy, which the header {@code Host} has too. */
  private static String pathOf(String target) {
    String path = ABSOLUTE.matcher(target).replaceFirst("");
    return path.startsWith("/") ? path : "/" + path;
  }

  /** With the variables of a new signature in a pre-signed URL. */
  private static String url(String endpoint, String target, boolean signedAgain) {
    String shown = Masks.target(target);
    if (!signedAgain) {
      return quoted(endpoint + shown);
    }
    String marked =
        shown
            .replaceFirst("([?&]UCloudPublicKey=)[^&]*", "$1" + KEY_IN_URL)
            .replaceFirst("([?&]Signature=)[^&]*", "$1" + SIGNATURE_IN_URL);
    return quoted(endpoint + marked)
        .replace(KEY_IN_URL, "'\"$key\"'")
        .replace(SIGNATURE_IN_URL, "'\"$sig\"'");
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
