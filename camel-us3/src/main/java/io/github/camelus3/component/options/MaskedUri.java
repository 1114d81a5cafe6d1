package io.github.camelus3.component.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.sign.Algorithms;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

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
          "proxyPassword",
          "policy",
          "callbackUrl",
          "callbackBody",
          "callbackBodyType",
          "callbackSecret");
  private static final String VARIABLE = "callbackVar.";
  private static final byte[] PROCESS_KEY = new SecureRandom().generateSeed(16);

  private MaskedUri() {}

  /** What is shown of an option's text. */
  static String shown(String option, String text) {
    boolean isSecret =
        option.startsWith(VARIABLE)
            || SECRETS.stream().anyMatch(secret -> OptionNames.isSame(option, secret));
    return isSecret && !isReference(text) ? "xxxxxx" + token(text) : text;
  }

  /** The name of a bean is no secret. */
  private static boolean isReference(String text) {
    return text.startsWith("#");
  }

  private static String token(String secret) {
    byte[] mac = Algorithms.mac("HmacSHA256", PROCESS_KEY).doFinal(secret.getBytes(UTF_8));
    return HexFormat.of().formatHex(mac, 0, 8);
  }
}
