package io.github.camelus3.sign;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Lookup of algorithms that every Java platform has, without checked exceptions. */
public final class Algorithms {
  private Algorithms() {}

  /** A digest, such as {@code SHA-1}. */
  public static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw missing(algorithm, e);
    }
  }

  /** A MAC with its key, such as {@code HmacSHA1}. */
  public static Mac mac(String algorithm, byte[] key) {
    Key secret = new SecretKeySpec(key, algorithm);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(secret);
      return mac;
    } catch (GeneralSecurityException e) {
      throw missing(algorithm, e);
    }
  }

  private static IllegalStateException missing(String algorithm, GeneralSecurityException e) {
    return new IllegalStateException("every Java platform has " + algorithm, e);
  }
}
