package io.github.camelus3.callback;

import java.util.List;

/**
 * Verifies that callbacks have a genuine token for a bucket and that their fields match it.
 * Immutable.
 *
 * @param bucket the only bucket whose callbacks are accepted
 */
public record CallbackVerifier(CallbackTokens tokens, String bucket) {
  /**
   * Verifies the token of a callback. Fields that name another object than the token are refused,
   * so that a route cannot mistake the token for a proof of those fields.
   *
   * @return the content of the token
   * @throws CallbackRefusedException with status 403 if token or fields are not valid
   */
  public CallbackToken verify(Callback callback) throws CallbackRefusedException {
    CallbackToken token = tokens.verify(callback.token());
    if (!token.bucket().equals(bucket)) {
      throw CallbackRefusedException.forbidden("the callback's token is for another bucket");
    }
    if (callback.fields() != null) {
      requireMatch(callback, token.bucket(), "bucket", "bucketname");
      requireMatch(callback, token.key(), "key", "objectkey");
    }
    return token;
  }

  private static void requireMatch(Callback callback, String expected, String... names)
      throws CallbackRefusedException {
    List<String> claims = CallbackObject.valuesOf(callback.fields(), names);
    for (String claim : claims) {
      if (!claim.equals(expected)
          && !(callback.json() == null && isUnencodedForm(claim, expected))) {
        throw CallbackRefusedException.forbidden(
            "the callback's field " + names[0] + " does not match its token");
      }
    }
  }

  /**
   * Whether the claim is the expected value, decoded although US3 had not encoded it: US3 fills in
   * values as they are. Source: the comments of ufile-sdk-java, PutPolicyForCallback.
   */
  private static boolean isUnencodedForm(String claim, String expected) {
    return List.of(claim).equals(QueryFields.parseUnencoded("v=" + expected).get("v"));
  }
}
