package io.github.camelus3.sign;

import java.util.Objects;

/**
 * A pair of API keys, or a token pair, with an STS token where the pair is temporary.
 *
 * @param publicKey names the caller; travels in every request
 * @param privateKey signs; never leaves this process
 * @param securityToken the STS token, sent as header {@code SecurityToken} and not part of the
 *     signature (source: UCloud's US3 guide, "STS for US3"); null when there is none
 */
public record Credentials(String publicKey, String privateKey, String securityToken) {
  public Credentials {
    requireText(publicKey, "publicKey");
    requireText(privateKey, "privateKey");
  }

  /** A key pair without an STS token. */
  public static Credentials of(String publicKey, String privateKey) {
    return new Credentials(publicKey, privateKey, null);
  }

  private static void requireText(String value, String name) {
    if (Objects.requireNonNull(value, name).isBlank()) {
      throw new IllegalArgumentException(name + " is blank");
    }
  }

  @Override
  public String toString() {
    return "Credentials[publicKey=" + publicKey + "]"; // never the private key or the token
  }
}
