package io.github.camelus3.sign;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A pair of API keys, or a temporary pair with an STS token. All three must be printable ASCII
 * without blanks. A key that was copied with a line end would otherwise fail at the service with
 * "invalid signature". No message shows a refused value.
 *
 * @param publicKey identifies the caller in every request; without a colon
 * @param privateKey signs requests; never leaves this process
 * @param securityToken the STS token, sent as header {@code SecurityToken} and not signed (source:
 *     UCloud's US3 guide, "STS for US3"); null when absent or given blank
 */
public record Credentials(String publicKey, String privateKey, String securityToken) {
  /** Without a colon, which ends the public key in {@code Authorization}. */
  private static final Pattern PUBLIC_KEY = Pattern.compile("[\\x21-\\x7e&&[^:]]+");

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

  public Credentials {
    requireText(publicKey, "publicKey");
    requireText(privateKey, "privateKey");
    securityToken = securityToken == null || securityToken.isBlank() ? null : securityToken;
    // checked here, because an HTTP library would show the value in its message
    require(PUBLIC_KEY.matcher(publicKey).matches(), "publicKey");
    require(KEY.matcher(privateKey).matches(), "privateKey");
    require(securityToken == null || KEY.matcher(securityToken).matches(), "securityToken");
  }

  /** A key pair without an STS token. */
  public static Credentials of(String publicKey, String privateKey) {
    return new Credentials(publicKey, privateKey, null);
  }

  private static void requireText(String value, String name) {
    if (Objects.requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " must not be blank");
    }
  }

  private static void require(boolean condition, String name) {
    if (!condition) {
      throw new IllegalArgumentException(
          name
              + " must be printable ASCII without blanks or line ends"
              + (name.equals("publicKey") ? " or colons" : "")
              + "; its value is not shown");
    }
  }

  @Override
  public String toString() {
    return "Credentials[publicKey=" + publicKey + "]"; // never the private key or the token
  }
}
