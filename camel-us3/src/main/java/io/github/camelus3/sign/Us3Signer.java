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
 * Signs requests in the four forms of US3: header, header with a put policy, pre-signed URL and
 * bucket API. Immutable and thread safe.
 */
public final class Us3Signer {
  private final Credentials credentials;
  private final Mac keyed; // only cloned, so it is thread safe

  /** Creates a signer for these keys. */
  public Us3Signer(Credentials credentials) {
    this.credentials = Objects.requireNonNull(credentials, "credentials");
    this.keyed = keyed();
  }

  /** The keys of this signer. */
  public Credentials credentials() {
    return credentials;
  }

  /** The value of {@code Authorization}: {@code UCloud <public key>:<signature>}. */
  public String authorization(RequestToSign request) {
    return "UCloud " + credentials.publicKey() + ':' + signature(request.stringToSign());
  }

  /**
   * The value of {@code Authorization} for an upload with a put policy: {@code UCloud <public
   * key>:<signature>:<policy>}. The policy's text is signed and sent unchanged.
   *
   * @param policyJson the policy's JSON text
   */
  public String authorization(RequestToSign request, String policyJson) {
    String policy = encodePolicy(policyJson);
    String signature = signature(request.stringToSign() + policy);
    return "UCloud " + credentials.publicKey() + ':' + signature + ':' + policy;
  }

  /**
   * A policy as it is sent: URL-safe Base64 with padding. Source: ufile-gosdk, auth.go.
   *
   * @throws IllegalArgumentException if it has an unpaired surrogate
   */
  public static String encodePolicy(String policyJson) {
    return Base64.getUrlEncoder().encodeToString(Utf8.bytes("policy", policyJson));
  }

  /**
   * The query parameters of a pre-signed URL, which lets anyone send {@code request} until {@code
   * expires}. They are sorted by name and not percent-encoded. A request to the URL must send the
   * signed {@code Content-Type} and {@code Content-MD5} unchanged. Source: UCloud API reference,
   * "authorization-url".
   *
   * @param request the request; the expiry replaces its {@code date}
   * @param expires the expiry, with a precision of one second
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

  /** A MAC with the private key, cloned: a lookup and a key setup take longer than signing. */
  private Mac mac() {
    try {
      return (Mac) keyed.clone();
    } catch (CloneNotSupportedException e) { // by a third-party security provider
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
