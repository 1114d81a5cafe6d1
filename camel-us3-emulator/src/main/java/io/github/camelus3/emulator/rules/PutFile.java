package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.callback.PutPolicy;
import io.github.camelus3.emulator.protocol.Answer;
import io.github.camelus3.emulator.protocol.Keys;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.ObjectAttributes;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.ReceivedBody;
import java.io.IOException;
import java.util.Optional;

/** PutFile. Source: ufile-api put_file.md. */
final class PutFile {
  private final Workshop workshop;

  PutFile(Workshop workshop) {
    this.workshop = workshop;
  }

  Answer put(Call call) throws IOException {
    Optional<PutPolicy> policy = workshop.callbacks().policy(call.encodedPolicy());
    String key = Keys.checked(call.key());
    ObjectAttributes attributes = ObjectAttributes.of(call.headers());
    refuseOverwrite(call);
    checkDeclaredLength(call.request().contentLength());
    try (ReceivedBody body = receive(call)) {
      body.checkMd5(call.headers().first("Content-MD5"));
      ObjectVersion object =
          call.bucket().put(ObjectEntry.of(key, body, attributes, workshop.now()), body);
      return workshop
          .callbacks()
          .answer(policy, call.fault(), call.bucket(), object, Answer.empty(200));
    }
  }

  private ReceivedBody receive(Call call) throws IOException {
    return workshop
        .receiver()
        .receive(call.body(), workshop.settings().maxPutBytes(), Us3Error::tooLarge);
  }

  /** In some regions; source: Java SDK documentation, pre-signed URLs. */
  private void refuseOverwrite(Call call) {
    if (workshop.switches().refusePresignedOverwrite()
        && call.presigned()
        && call.bucket().find(call.key()).isPresent()) {
      throw Us3Error.noAuthorization();
    }
  }

  private void checkDeclaredLength(long contentLength) {
    if (contentLength > workshop.settings().maxPutBytes()) {
      throw Us3Error.tooLarge(workshop.settings().maxPutBytes());
    }
  }
}
