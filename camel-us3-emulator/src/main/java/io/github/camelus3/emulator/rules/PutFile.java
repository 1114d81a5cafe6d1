package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.callback.PutPolicy;
import io.github.camelus3.emulator.protocol.KeyRules;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.ObjectAttributes;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.ReceivedBody;
import java.io.IOException;
import java.util.Optional;

/** PutFile. Source: ufile-api put_file.md. */
final class PutFile {
  private final ServiceContext context;

  PutFile(ServiceContext context) {
    this.context = context;
  }

  Response put(Call call) throws IOException {
    Optional<PutPolicy> policy = context.callbacks().policy(call.encodedPolicy());
    String key = KeyRules.checked(call.key());
    ObjectAttributes attributes = ObjectAttributes.of(call.headers());
    refuseOverwrite(call, call.bucket().find(key));
    checkDeclaredLength(call.request().contentLength());
    try (ReceivedBody body = receive(call)) {
      body.checkMd5(call.headers().first("Content-MD5"));
      ObjectVersion object =
          call.bucket()
              .put(
                  ObjectEntry.of(key, body, attributes, context.now()),
                  body,
                  before -> refuseOverwrite(call, before));
      return context
          .callbacks()
          .respond(
              policy,
              call.request().sessionId(),
              call.fault(),
              call.bucket(),
              object,
              Response.empty(200));
    }
  }

  private ReceivedBody receive(Call call) throws IOException {
    return context
        .receiver()
        .receive(call.body(), context.settings().maxPutBytes(), Us3Error::tooLarge);
  }

  /** Some regions reject it. Source: Java SDK documentation, pre-signed URLs. */
  private void refuseOverwrite(Call call, Optional<ObjectVersion> before) {
    if (context.switches().refusePresignedOverwrite() && call.presigned() && before.isPresent()) {
      throw Us3Error.noAuthorization();
    }
  }

  private void checkDeclaredLength(long contentLength) {
    if (contentLength > context.settings().maxPutBytes()) {
      throw Us3Error.tooLarge(context.settings().maxPutBytes());
    }
  }
}
