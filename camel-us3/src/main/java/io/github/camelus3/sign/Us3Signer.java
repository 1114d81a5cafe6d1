package io.github.camelus3.sign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.crypto.Mac;

/**
 * Signs requests in the four forms that US3 knows: header, header with a put policy, pre-signed URL
 * and bucket API. Immutable, safe for use by several threads.
 */
public final class Us3Signer {
  private final Credentials credentials;
  private final Mac keyed; // never used itself, so that threads may clone it

  /** A signer for one pair of keys. */
  public Us3Signer(Credentials credentials) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.keyed = keyed();
  }

  /** The keys this signer signs with. */
  public Credentials credentials() {
    return credentials;
  }

  /** The value of {@code Authorization}: {@code UCloud <public key>:<signature>}. */
  public String authorization(RequestToSign request) {
    return "UCloud " + credentials.publicKey() + ':' + signature(request.stringToSign());
  }

  /**
   * The value of {@code Authorization} for an upload with a put policy: {@code UCloud <public
   * key>:<signature>:<policy>}. The policy's text is signed and sent byte for byte as given.
   *
   * @param policyJson the policy's JSON text
   */
  public String authorization(RequestToSign request, String policyJson) {
    String policy = encodePolicy(policyJson);
    String signature = signature(request.stringToSign() + policy);
    return "UCloud " + credentials.publicKey() + ':' + signature + ':' + policy;
  }

  /**
   * A policy as it travels: URL-safe Base64 with padding. Source: ufile-gosdk, auth.go.
   *
   * @throws IllegalArgumentException if it holds half a surrogate pair
   */
  public static String encodePolicy(String policyJson) {
    return Base64.getUrlEncoder().encodeToString(Utf8.bytes("policy", policyJson));
  }

  /**
   * The query parameters that let anyone send {@code request} until {@code expires}, not yet
   * percent-encoded, in the order of their names. Whoever uses the URL must send the signed {@code
   * Content-Type} and {@code Content-MD5} as they are. Source: UCloud API reference,
   * "authorization-url".
   *
   * @param request its {@code date} is replaced by the expiry
   * @param expires precision is one second
   */
  public Map<String, String> presignedQuery(RequestToSign request, Instant expires) {
    String expiry = Long.toString(expires.getEpochSecond());
    Map<String, String> query = new LinkedHashMap<>();
    query.put("Expires", expiry);
    if (credentials.securityToken() != null) {
      query.put("SecurityToken", credentials.securityToken());
    }
    query.put("Signature", signature(request.withDate(expiry).stringToSign()));
    query.put("UCloudPublicKey", credentials.publicKey());
    return query;
  }

  /**
   * The {@code Signature} parameter of a call to the bucket API: lower-case hexadecimal SHA-1 over
   * the parameters, sorted by name and written without separators, and the private key. Source:
   * UCloud API reference, "signature".
   *
   * @param parameters all parameters with {@code PublicKey}, without {@code Signature}
   */
  public String bucketApiSignature(Map<String, String> parameters) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(parameters).forEach((name, value) -> text.append(name).append(value));
    text.append(credentials.privateKey());
    byte[] sha1 = Algorithms.digest("SHA-1").digest(text.toString().getBytes(UTF_8));
    return HexFormat.of().formatHex(sha1);
  }

  /** Standard Base64 of the HMAC-SHA-1 of {@code stringToSign}: 28 characters. */
  String signature(String stringToSign) {
    return Base64.getEncoder().encodeToString(mac().doFinal(stringToSign.getBytes(UTF_8)));
  }

  /** A MAC with the private key in it. Looking one up and keying it takes longer than signing. */
  private Mac mac() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) { // by a security provider that is not the platform's
      return keyed();
    }
  }

  private Mac keyed() {
    return Algorithms.mac("HmacSHA1", credentials.privateKey().getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return "Us3Signer[" + credentials + "]";
  }
}
