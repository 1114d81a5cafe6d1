package io.github.camelus3.emulator;

import java.util.Optional;

/**
 * A callback the emulator has sent after an upload with a policy. Immutable.
 *
 * @param method always {@code POST}
 * @param url where it was sent, with the expanded query in query mode
 * @param contentType the {@code Content-Type} sent; "" in query mode
 * @param body the body sent; "" in query mode
 * @param status what the callback service answered; 0 when no whole answer came
 * @param failure why the callback counts as failed (the {@code ErrMsg} the client got), else empty
 */
public record SentCallback(
    String method,
    String url,
    String contentType,
    String body,
    int status,
    Optional<String> failure) {}
