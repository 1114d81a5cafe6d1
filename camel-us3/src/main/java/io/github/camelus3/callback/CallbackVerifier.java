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
  public CallbackToken check(Callback callback) throws CallbackRefusedException {
    CallbackToken token = tokens.verify(callback.token());
    if (!token.bucket().equals(bucket)) {
      throw CallbackRefusedException.forbidden("the callback's token is for another bucket");
    }
    if (callback.fields() != null) {
      requireSame(callback, token.bucket(), "bucket", "bucketname");
      requireSame(callback, token.key(), "key", "objectkey");
    }
    return token;
  }

  private static void requireSame(Callback callback, String genuine, String... names)
      throws CallbackRefusedException {
    List<String> claims = CallbackObject.all(callback.fields(), names);
    for (String claim : claims) {
      if (!claim.equals(genuine) && !(callback.json() == null && isUnencoded(claim, genuine))) {
        throw CallbackRefusedException.forbidden(
            "the callback's field " + names[0] + " is not what its token is for");
      }
    }
  }

  /**
   * Whether this is what becomes of a value that stood in a query or form as it is: US3 does not
   * encode what it fills in. Source: the comments of ufile-sdk-java, PutPolicyForCallback.
   */
  private static boolean isUnencoded(String claim, String genuine) {
    return List.of(claim).equals(QueryFields.parseUnencoded("v=" + genuine).get("v"));
  }
}
