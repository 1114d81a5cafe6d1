package io.github.camelus3.emulator;

import java.util.Optional;

/**
 * A callback that was sent for an upload with a policy. Immutable.
 *
 * @param method always {@code POST}
 * @param url the URL, with the expanded query in query mode
 * @param contentType the {@code Content-Type} sent; "" in query mode
 * @param body the body sent; "" in query mode
 * @param status the reply's status; 0 when no complete reply arrived
 * @param failure the {@code ErrMsg} sent to the client when the callback failed, else empty
 */
public record SentCallback(
    String method,
    String url,
    String contentType,
    String body,
    int status,
    Optional<String> failure) {}
