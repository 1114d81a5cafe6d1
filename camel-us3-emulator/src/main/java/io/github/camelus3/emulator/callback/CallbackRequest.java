package io.github.camelus3.emulator.callback;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.github.camelus3.emulator.protocol.MediaTypes;
import io.github.camelus3.emulator.protocol.PercentCoding;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The callback request of a policy. Body mode: POST the expanded body to the URL. Query mode: POST
 * nothing to the URL with the expanded body as its query. Source: go-sdk documentation, upload
 * callback page.
 */
public record CallbackRequest(String url, String contentType, String body) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\(([^()]*)\\)");
  private static final String ALLOWED_IN_QUERY = "-._~!$&'()*+,;=:@/?";

  /**
   * Expands {@code $(x:name)}. A name without a value is left unchanged.
   *
   * @param magic values by name for the opt-in variables such as {@code key}
   */
  public static CallbackRequest of(PutPolicy policy, Map<String, String> magic) {
    String body = expand(policy, magic);
    if (policy.isBodyMode()) {
      return new CallbackRequest(
          policy.callbackUrl(), policy.callbackBodyType().orElseThrow(), body);
    }
    return new CallbackRequest(withQuery(policy.callbackUrl(), body), "", "");
  }

  private static String expand(PutPolicy policy, Map<String, String> magic) {
    Matcher matcher = PLACEHOLDER.matcher(policy.callbackBody());
    StringBuilder expanded = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      String value = name.startsWith("x:") ? policy.callbackVars().get(name) : magic.get(name);
      String inserted = value == null ? matcher.group() : escape(policy, value);
      matcher.appendReplacement(expanded, Matcher.quoteReplacement(inserted));
    }
    return matcher.appendTail(expanded).toString();
  }

  /**
   * Escapes values for JSON bodies only. In a form or a text the escape would be part of the value.
   */
  private static String escape(PutPolicy policy, String value) {
    return policy.callbackBodyType().filter(MediaTypes::isJson).isPresent()
        ? new String(JsonStringEncoder.getInstance().quoteAsString(value))
        : value;
  }

  private static String withQuery(String url, String query) {
    if (query.isEmpty()) {
      return url;
    }
    return url + (url.indexOf('?') < 0 ? "?" : "&") + legal(query);
  }

  /**
   * Percent-encodes characters that are illegal in a query. An existing {@code %XX} is left
   * unchanged.
   */
  private static String legal(String query) {
    StringBuilder legal = new StringBuilder();
    byte[] bytes = query.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xFF);
      if (isLegal(c) || (c == '%' && isEscape(bytes, i))) {
        legal.append(c);
      } else {
        PercentCoding.appendEncoded(legal, bytes[i]);
      }
    }
    return legal.toString();
  }

  private static boolean isLegal(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || ALLOWED_IN_QUERY.indexOf(c) >= 0);
  }

  private static boolean isEscape(byte[] bytes, int percent) {
    return percent + 2 < bytes.length
        && PercentCoding.isHexDigit((char) (bytes[percent + 1] & 0xFF))
        && PercentCoding.isHexDigit((char) (bytes[percent + 2] & 0xFF));
  }
}
