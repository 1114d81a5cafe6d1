package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.Masks;
import java.util.List;
import java.util.Optional;

/**
 * Why the signature of a request is refused. Immutable. Holds no signature and no private key; its
 * strings to sign are without secrets.
 *
 * @param publicKey as sent by the client
 * @param isKnown whether the emulator accepts the public key
 * @param isValid whether the signature is valid now, for example because the bucket exists by now
 * @param attempts the strings for which the signature was checked
 * @param mistake the string that the client has signed instead, if it is a common mistake
 */
public record SignatureExplanation(
    String publicKey,
    boolean isKnown,
    boolean isValid,
    List<Attempt> attempts,
    Optional<Mistake> mistake) {

  /** A string to sign. */
  public record Attempt(String bucket, String stringToSign) {
    Attempt masked(String encodedPolicy) {
      return new Attempt(bucket, Masks.stringToSign(stringToSign, encodedPolicy));
    }
  }

  /** A wrong string for which the signature is valid. */
  public record Mistake(String meaning, String bucket, String stringToSign) {
    Mistake masked(String encodedPolicy) {
      return new Mistake(meaning, bucket, Masks.stringToSign(stringToSign, encodedPolicy));
    }
  }
}
