package io.github.camelus3.callback;

import java.util.List;

/**
 * Takes callbacks that carry a genuine token for a bucket and do not contradict it. Immutable.
 *
 * @param bucket the only bucket whose callbacks are taken
 */
public record CallbackVerifier(CallbackTokens tokens, String bucket) {
  /**
   * What the callback's token says. The callback's own fields may name the same object or none: a
   * route must not read of one object and be shown the proof for another.
   *
   * @throws CallbackRefusedException with status 403
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
            "the callback's field " + names[0] + " is not what its token is for");
      }
    }
  }

  /**
   * Whether this is what becomes of a value that stood in a query or form as it is: US3 does not
   * encode what it fills in. Source: the comments of ufile-sdk-java, PutPolicyForCallback.
   */
  private static boolean isUnencodedForm(String claim, String expected) {
    return List.of(claim).equals(QueryFields.parseUnencoded("v=" + expected).get("v"));
  }
}
