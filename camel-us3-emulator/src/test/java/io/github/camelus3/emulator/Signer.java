package io.github.camelus3.emulator;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests for the tests, written from the vectors and not from the emulator's code. */
public record Signer(String publicKey, String privateKey) {
  public static final Signer DEMO =
      new Signer(
          "TOKEN_11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000");

  public String signature(String stringToSign) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(privateKey.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(stringToSign.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** For a request without MD5 and date. */
  String authorization(String method, String contentType, String bucket, String key) {
    return header(method + "\n\n" + contentType + "\n\n/" + bucket + "/" + key);
  }

  public String withPolicy(
      String method, String contentType, String bucket, String key, String policyJson) {
    String policy =
        Base64.getUrlEncoder().encodeToString(policyJson.getBytes(StandardCharsets.UTF_8));
    return header(method + "\n\n" + contentType + "\n\n/" + bucket + "/" + key + policy)
        + ":"
        + policy;
  }

  String header(String stringToSign) {
    return "UCloud " + publicKey + ":" + signature(stringToSign);
  }
}
