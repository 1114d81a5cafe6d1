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
 * Issues and verifies the tokens that tie a callback to an upload. US3 does not sign callbacks
 * (source: UCloud product documents, "putpolicy"). A token is {@code
 * 1.EXPIRY.NONCE.BUCKET.KEY.MAC}. EXPIRY is in seconds since 1970, the other parts are in URL-safe
 * Base64. MAC is the HMAC-SHA-256 of the text before its dot. Thread safe.
 */
public final class CallbackTokens {
  /** The query parameter with the token. */
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
   * @param secret not empty; uploader and webhook must have the same
   * @param clock the time for expiry
   */
  public CallbackTokens(String secret, Clock clock) {
    this.secret = new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM);
    this.clock = clock;
  }

  /**
   * Issues a token for one upload.
   *
   * @param life the time until the token expires
   */
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
   * Adds a new token to a policy, so that US3 sends it in the URL's query. With {@code
   * callbackBodyType} the token is a parameter of {@code callbackUrl}, without it of {@code
   * callbackBody}. The rest of the text is unchanged, byte for byte.
   *
   * @param policyJson a valid policy
   * @param life the time until the token expires
   * @throws Us3InvalidPutPolicyException if the policy becomes too long
   */
  public String addTo(String policyJson, String bucket, String key, Duration life)
      throws Us3InvalidPutPolicyException {
    String parameter = PARAMETER + '=' + issue(bucket, key, life);
    return PutPolicy.requireValid(new PolicyText(policyJson).withQueryParameter(parameter));
  }

  /**
   * Verifies that a token is genuine and has not expired. The caller checks whether the token was
   * used before.
   *
   * @param token the token's text; null for none
   * @throws CallbackRefusedException with status 403 if the token is not valid
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

  /** Compares in constant time, and as text: one MAC has several Base64 forms. */
  private boolean hasValidMac(String claims, String mac) {
    return MessageDigest.isEqual(encodeBase64(mac(claims)).getBytes(UTF_8), mac.getBytes(UTF_8));
  }

  private byte[] mac(String claims) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(claims.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " must be available", e);
    }
  }

  private static String encodeBase64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String decodeText(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), UTF_8);
  }

  /** Omits the secret. */
  @Override
  public String toString() {
    return "CallbackTokens";
  }
}
