package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.callback.CallbackOrigin;
import io.github.camelus3.emulator.callback.CallbackRequest;
import io.github.camelus3.emulator.callback.CallbackSender;
import io.github.camelus3.emulator.callback.CallbackTrace;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A callback in the journal. Immutable.
 *
 * @param replyText the beginning of the reply's body
 * @param replyBytes the length of the whole body
 * @param again whether a person has sent it again
 */
record CallbackEntry(
    long id,
    long atMillis,
    CallbackOrigin origin,
    CallbackRequest request,
    int status,
    String replyType,
    String replyText,
    long replyBytes,
    int retCode,
    String failure,
    long tookMillis,
    boolean again) {

  private static final int MAX_REPLY_BYTES = 16 * 1024;

  static CallbackEntry of(long id, long nowMillis, CallbackTrace trace, boolean again) {
    long took = trace.took().toMillis();
    return new CallbackEntry(
        id,
        nowMillis - took,
        trace.origin(),
        trace.request(),
        trace.reply().map(reply -> reply.status()).orElse(0),
        Journal.cut(trace.reply().map(reply -> reply.contentType()).orElse("")),
        trace.reply().map(reply -> beginning(reply.body())).orElse(""),
        trace.reply().map(reply -> reply.body().length()).orElse(0L),
        trace.retCode(),
        Journal.cut(trace.failure().orElse("")),
        took,
        again);
  }

  private static String beginning(ResponseBody body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      body.writeTo(out, Math.min(body.length(), MAX_REPLY_BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Characters held in memory, about. */
  long weight() {
    long weight =
        1000L
            + (request.body().length() + request.url().length() + request.contentType().length())
            + (replyType.length() + replyText.length() + failure.length())
            + (origin.key().length() + origin.policy().callbackUrl().length())
            + origin.policy().callbackBody().length();
    for (Map.Entry<String, String> variable : origin.policy().callbackVars().entrySet()) {
      weight += variable.getKey().length() + variable.getValue().length();
    }
    return weight;
  }

  private boolean isAccepted() {
    return failure.isEmpty() && status >= 200 && status < 300;
  }

  Map<String, Object> summary() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("at", atMillis);
    json.put("bucket", origin.bucket());
    json.put("key", origin.key());
    json.put("url", Masks.url(request.url()));
    json.put("status", status);
    json.put("retCode", retCode);
    json.put("ms", tookMillis);
    json.put("accepted", isAccepted());
    json.put("failure", Masks.url(failure));
    json.put("again", again);
    json.put("session", origin.sessionId());
    return json;
  }

  Map<String, Object> detail() {
    Map<String, Object> json = summary();
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("callbackUrl", Masks.url(origin.policy().callbackUrl()));
    policy.put("callbackBody", origin.policy().callbackBody());
    policy.put("callbackBodyType", origin.policy().callbackBodyType().orElse(null));
    policy.put("callbackVar", origin.policy().callbackVars());
    json.put("policy", policy);
    json.put("bodyMode", origin.policy().isBodyMode());
    json.put("contentType", request.contentType());
    json.put("body", request.body());
    json.put("replyType", replyType);
    json.put("reply", replyText);
    json.put("replyBytes", replyBytes);
    json.put("why", why());
    json.put("curl", CurlText.of(request));
    return json;
  }

  /** What the outcome means for the uploader. */
  private String why() {
    if (isAccepted()) {
      return "Accepted: the reply has status " + status + " and is JSON. The uploader received it.";
    }
    if (retCode == CallbackSender.UNREACHABLE) {
      return "No complete reply arrived before the timeout. The uploader received status 599 with"
          + " RetCode 20003 and the text below.";
    }
    if (retCode == CallbackSender.NOT_JSON) {
      return "The reply must have Content-Type application/json and one JSON value as its body."
          + " The uploader received status 599 with RetCode 20008 and the text below.";
    }
    return "The application rejected the upload with status "
        + status
        + ". The uploader received this status and the JSON of the reply.";
  }
}
