package io.github.camelus3.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.client.Us3InvalidPutPolicyException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the tokens by which a callback shows that it belongs to an upload of ours; US3
 * signs nothing itself (source: UCloud product documents, "putpolicy"). A token is {@code
 * 1.EXPIRY.NONCE.BUCKET.KEY.MAC}: the expiry in seconds since 1970, the rest in URL-safe Base64,
 * and the MAC the HMAC-SHA-256 of all that stands before its dot. Thread safe.
 */
public final class CallbackTokens {
  /** The query parameter that holds a token. */
  public static final String PARAMETER = "us3Token";

  private static final Pattern TOKEN =
      Pattern.compile("(1\\.(\\d{1,11})\\.([\\w-]+)\\.([\\w-]+)\\.([\\w-]+))\\.([\\w-]+)");
  private static final String ALGORITHM = "HmacSHA256";
  private static final int NONCE_BYTES = 16;

  private final SecretKeySpec secret;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  /**
   * Tokens of one secret.
   *
   * @param secret not empty; both ends have to have the same
   * @param clock tells what has expired
   */
  public CallbackTokens(String secret, Clock clock) {
    this.secret = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /** A new token for an upload. */
  public String issue(String bucket, String key, Duration life) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String claims =
        "1."
            + clock.instant().plus(life).getEpochSecond()
            + '.'
            + encodeBase64(nonce)
            + '.'
            + encodeBase64(bucket.getBytes(UTF_8))
            + '.'
            + encodeBase64(key.getBytes(UTF_8));
    return claims + '.' + encodeBase64(mac(claims));
  }

  /**
   * A policy with a new token in it: as a parameter of {@code callbackUrl}, or of {@code
   * callbackBody} when there is no {@code callbackBodyType}, so that US3 makes it part of the URL
   * in either case. The rest of the text stays as it is, byte for byte.
   *
   * @param policyJson a valid policy
   * @throws Us3InvalidPutPolicyException if the policy gets too long by it
   */
  public String addTo(String policyJson, String bucket, String key, Duration life)
      throws Us3InvalidPutPolicyException {
    String parameter = PARAMETER + '=' + issue(bucket, key, life);
    return PutPolicy.requireValid(new PolicyText(policyJson).withQueryParameter(parameter));
  }

  /**
   * What a token says, if it is genuine and has not expired. Whether it was used before is for the
   * caller to tell.
   *
   * @param token null for none
   * @throws CallbackRefusedException with status 403
   */
  public CallbackToken verify(String token) throws CallbackRefusedException {
    if (token == null) {
      throw CallbackRefusedException.forbidden("the callback has no token");
    }
    Matcher matcher = TOKEN.matcher(token);
    if (!matcher.matches() || !hasValidMac(matcher.group(1), matcher.group(6))) {
      throw CallbackRefusedException.forbidden("the callback's token is not genuine");
    }
    Instant expiry = Instant.ofEpochSecond(Long.parseLong(matcher.group(2)));
    if (!clock.instant().isBefore(expiry)) {
      throw CallbackRefusedException.forbidden("the callback's token has expired");
    }
    return new CallbackToken(
        decodeText(matcher.group(4)), decodeText(matcher.group(5)), expiry, matcher.group(3));
  }

  /** Compares texts, as Base64 can be written in more than one way, in constant time. */
  private boolean hasValidMac(String claims, String mac) {
    return MessageDigest.isEqual(encodeBase64(mac(claims)).getBytes(UTF_8), mac.getBytes(UTF_8));
  }

  private byte[] mac(String claims) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(claims.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static String encodeBase64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decodeText(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
  }

  /** Shows nothing of the secret. */
  @Override
  public String toString() {
    return "CallbackTokens";
  }
}
