package io.github.camelus3.component.options;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.sign.Algorithms;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * The URI of an endpoint for logs and JMX, with its secrets masked. Camel itself masks only names
 * that Camel knows.
 *
 * <p>A secret is replaced by a token. Different secrets have different tokens, because Camel also
 * uses the URI as the identity of the endpoint. The token is an HMAC with a random key of this
 * process, so it does not reveal the secret, and it differs after a restart.
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

  /** The text of an option, masked if the option is a secret. */
  static String shown(String option, String text) {
    boolean isSecret =
        option.startsWith(VARIABLE)
            || SECRETS.stream().anyMatch(secret -> OptionNames.isSame(option, secret));
    return isSecret && !isReference(text) ? "xxxxxx" + token(text) : text;
  }

  private static boolean isReference(String text) {
    return text.startsWith("#");
  }

  private static String token(String secret) {
    byte[] mac = Algorithms.mac("HmacSHA256", PROCESS_KEY).doFinal(secret.getBytes(UTF_8));
    return HexFormat.of().formatHex(mac, 0, 8);
  }
}
