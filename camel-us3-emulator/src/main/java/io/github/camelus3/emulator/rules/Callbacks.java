package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.callback.CallbackExchange;
import io.github.camelus3.emulator.callback.CallbackOrigin;
import io.github.camelus3.emulator.callback.CallbackRequest;
import io.github.camelus3.emulator.callback.CallbackSender;
import io.github.camelus3.emulator.callback.PutPolicy;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.ObjectVersion;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the response to a stored upload: directly, or from the reply to its callback. The object
 * exists before the callback is sent. Source: ufile putpolicy.md.
 */
public final class Callbacks {
  private final CallbackSender sender;
  private final Settings.Switches switches;

  public Callbacks(CallbackSender sender, Settings.Switches switches) {
    this.sender = sender;
    this.switches = switches;
  }

  /** Decodes the policy before anything is stored. Empty for "". */
  Optional<PutPolicy> policy(String encoded) {
    return encoded.isEmpty()
        ? Optional.empty()
        : Optional.of(PutPolicy.decode(encoded, switches.refuseHttpsCallback()));
  }

  Response respond(
      Optional<PutPolicy> policy,
      String sessionId,
      FaultEffect fault,
      BucketStore bucket,
      ObjectVersion object,
      Response withoutPolicy)
      throws IOException {
    if (policy.isEmpty()) {
      return withoutPolicy.withETag(object.eTag());
    }
    Map<String, String> magic = switches.magicVariables() ? magic(object) : Map.of();
    CallbackRequest request = CallbackRequest.of(policy.get(), magic);
    CallbackOrigin origin =
        new CallbackOrigin(sessionId, object.bucket(), object.key(), policy.get());
    try {
      return passOn(sender.send(request, origin, fault.callback()), object);
    } catch (Us3Error e) {
      if (!switches.keepObjectWhenCallbackFails()) {
        bucket.deleteIfSame(object);
      }
      throw e;
    }
  }

  private static Response passOn(CallbackExchange.Reply reply, ObjectVersion object) {
    Response response =
        Response.empty(reply.status())
            .with("Content-Type", reply.contentType())
            .withBody(reply.body())
            .withError(0, "callback " + reply.status());
    boolean accepted = reply.status() >= 200 && reply.status() < 300;
    return accepted ? response.withETag(object.eTag()) : response;
  }

  /** The service documents no such variables; the names are those of other vendors. */
  private static Map<String, String> magic(ObjectVersion object) {
    return Map.of(
        "bucket", object.bucket(),
        "key", object.key(),
        "fsize", Long.toString(object.size()),
        "etag", object.eTag(),
        "mimeType", object.mimeType());
  }
}
