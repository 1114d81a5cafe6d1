package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.store.BucketStore;
import java.io.InputStream;
import java.time.Instant;

/**
 * An authorized request. Immutable but for the body.
 *
 * @param encodedPolicy the signed upload policy, "" for none
 * @param presigned whether the credential was in the URL
 * @param body the body; fails with an {@code IOException} when the client disconnects early
 * @param now the time of the emulator's clock
 * @param fault the fault, for its effect on the callback
 */
record Call(
    Request request,
    Us3Api api,
    BucketStore bucket,
    String encodedPolicy,
    boolean presigned,
    InputStream body,
    Instant now,
    FaultEffect fault) {

  String key() {
    return request.key();
  }

  QueryParameters query() {
    return request.query();
  }

  HeaderFields headers() {
    return request.headers();
  }
}
