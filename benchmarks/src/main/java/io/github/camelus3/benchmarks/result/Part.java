package io.github.camelus3.benchmarks.result;

/** A step of an upload whose CPU time is measured by itself. */
public enum Part {
  ENCRYPT_128_JDK("AES-128-GCM, encrypt, JDK"),
  ENCRYPT_128_CONSCRYPT("AES-128-GCM, encrypt, Conscrypt"),
  DECRYPT_128_CONSCRYPT("AES-128-GCM, decrypt, Conscrypt"),
  ENCRYPT_256_JDK("AES-256-GCM, encrypt, JDK"),
  ENCRYPT_256_CONSCRYPT("AES-256-GCM, encrypt, Conscrypt"),
  DECRYPT_256_CONSCRYPT("AES-256-GCM, decrypt, Conscrypt"),
  SHA1_JDK("SHA-1, JDK"),
  SHA1_CONSCRYPT("SHA-1, Conscrypt");

  private final String title;

  Part(String title) {
    this.title = title;
  }

  /** The name in reports. */
  public String title() {
    return title;
  }

  /** The encryption of a TLS connection. */
  public static Part encryption(String cipher, boolean conscrypt) {
    if (is256(cipher)) {
      return conscrypt ? ENCRYPT_256_CONSCRYPT : ENCRYPT_256_JDK;
    }
    return conscrypt ? ENCRYPT_128_CONSCRYPT : ENCRYPT_128_JDK;
  }

  /** The decryption of a TLS connection, by the sink. */
  public static Part decryption(String cipher) {
    return is256(cipher) ? DECRYPT_256_CONSCRYPT : DECRYPT_128_CONSCRYPT;
  }

  private static boolean is256(String cipher) {
    return cipher.contains("_AES_256_GCM_");
  }
}
