package io.github.camelus3.emulator.rules;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks signatures: standard base64 of HMAC-SHA1. Immutable. */
public final class Signatures {
  private static final String ALGORITHM = "HmacSHA1";

  private final Map<String, String> privateKeys;

  Signatures(Map<String, String> privateKeys) {
    this.privateKeys = privateKeys;
  }

  boolean knows(Credential credential) {
    return privateKeys.containsKey(credential.publicKey());
  }

  /** A header's value for the text, with one of the key pairs. */
  String header(String stringToSign) {
    Map.Entry<String, String> pair = privateKeys.entrySet().iterator().next();
    byte[] signature = hmac(pair.getValue(), stringToSign);
    return "UCloud " + pair.getKey() + ":" + Base64.getEncoder().encodeToString(signature);
  }

  boolean isPrivateKey(String publicKey) {
    return privateKeys.containsValue(publicKey);
  }

  /** The public keys that are accepted, sorted. */
  List<String> publicKeys() {
    return privateKeys.keySet().stream().sorted().toList();
  }

  /** Whether the signature is that of the public key for one of the texts. */
  boolean verifies(Credential credential, List<String> stringsToSign) {
    String privateKey = privateKeys.get(credential.publicKey());
    if (privateKey == null) {
      return false;
    }
    byte[] offered = decode(credential.signature());
    boolean proven = false;
    for (String stringToSign : stringsToSign) {
      proven |= MessageDigest.isEqual(hmac(privateKey, stringToSign), offered);
    }
    return proven;
  }

  /** The signature of a text, in base64. */
  public static String sign(String privateKey, String stringToSign) {
    return Base64.getEncoder().encodeToString(hmac(privateKey, stringToSign));
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0]; // matches no signature
    }
  }

  private static byte[] hmac(String privateKey, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(privateKey.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has HMAC-SHA1, and the key is not empty
    }
  }
}
