package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Request;
import java.util.OptionalInt;

/**
 * The properties of a request that select its fault. Immutable.
 *
 * @param callsBack whether the request may carry an upload policy
 */
public record FaultTarget(Us3Api api, String key, OptionalInt partNumber, boolean callsBack) {
  /** Reads the properties from a request. */
  public static FaultTarget of(Request request, Us3Api api) {
    boolean completes = api == Us3Api.PUT_FILE || api == Us3Api.FINISH_MULTIPART_UPLOAD;
    boolean hasPolicy =
        Credential.inText(request.headers().first("Authorization"), "")
            .map(credential -> !credential.encodedPolicy().isEmpty())
            .orElse(false);
    return new FaultTarget(
        api,
        request.key(),
        partNumber(request.query()),
        api == Us3Api.POST_FILE || (completes && hasPolicy));
  }

  private static OptionalInt partNumber(QueryParameters query) {
    String text = query.first("partNumber");
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }
}
