package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.util.URISupport;

/**
 * An endpoint's URI without its secrets. Camel shows an endpoint's URI in logs and over JMX, and
 * masks in it only the names it knows. A secret is replaced by a token that differs for different
 * secrets, because Camel also takes the URI as the endpoint's identity; the token is keyed with a
 * random number of this process, so that nothing can be learnt from it.
 */
final class MaskedUri {
  private static final Set<String> SECRETS =
      Set.of(
          "publicKey",
          "privateKey",
          "securityToken",
          "policy",
          "callbackUrl",
          "callbackBody",
          "callbackBodyType",
          "callbackSecret");
  private static final String VARIABLE = "callbackVar.";
  private static final byte[] PROCESS_KEY = new SecureRandom().generateSeed(16);

  private MaskedUri() {}

  static String of(String uri) throws URISyntaxException {
    int query = uri.indexOf('?');
    if (query < 0) {
      return uri;
    }
    Map<String, Object> options = URISupport.parseQuery(uri.substring(query + 1), true);
    options.replaceAll(
        (name, value) ->
            (SECRETS.contains(name) || name.startsWith(VARIABLE)) && !isReference(value)
                ? "xxxxxx" + token(String.valueOf(value))
                : value);
    return uri.substring(0, query) + '?' + URISupport.createQueryString(options);
  }

  /** The name of a bean is no secret. */
  private static boolean isReference(Object value) {
    return value instanceof String text && text.startsWith("#");
  }

  private static String token(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(PROCESS_KEY, "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(UTF_8)), 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
