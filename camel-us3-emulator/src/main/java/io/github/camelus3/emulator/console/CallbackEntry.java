package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.callback.CallbackLeg;
import io.github.camelus3.emulator.callback.CallbackOrigin;
import io.github.camelus3.emulator.callback.CallbackRequest;
import io.github.camelus3.emulator.callback.CallbackSender;
import io.github.camelus3.emulator.callback.CallbackTrace;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.MediaTypes;
import io.github.camelus3.emulator.protocol.ResponseBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A callback in the journal. Immutable.
 *
 * @param replyText the beginning of the reply's body
 * @param replyBytes the length of the whole body
 * @param again whether a person has sent it again
 * @param running whether its outcome is open
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
    List<CallbackLeg> legs,
    long tookMillis,
    boolean again,
    boolean running)
    implements Journal.Entry {

  private static final int MAX_REPLY_BYTES = 16 * 1024;
  private static final int MAX_REPLY_HEADERS = 100;

  static CallbackEntry of(
      long id, long atMillis, CallbackTrace trace, boolean again, boolean running) {
    return new CallbackEntry(
        id,
        atMillis,
        trace.origin(),
        trace.request(),
        trace.reply().map(reply -> reply.status()).orElse(0),
        Journal.cut(trace.reply().map(reply -> reply.contentType()).orElse("")),
        trace.reply().map(reply -> beginning(reply.body())).orElse(""),
        trace.reply().map(reply -> reply.body().length()).orElse(0L),
        trace.retCode(),
        Journal.cut(trace.failure().orElse("")),
        trace.legs().stream().map(CallbackEntry::cut).toList(),
        trace.took().toMillis(),
        again,
        running);
  }

  private static CallbackLeg cut(CallbackLeg leg) {
    HeaderFields received =
        new HeaderFields(
            leg.received().fields().stream()
                .limit(MAX_REPLY_HEADERS)
                .map(
                    field ->
                        new HeaderFields.Field(
                            Journal.cut(field.name()), Journal.cut(field.value())))
                .toList());
    return new CallbackLeg(leg.method(), leg.url(), leg.sent(), leg.status(), received);
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

  @Override
  public String sessionId() {
    return origin.sessionId();
  }

  @Override
  public long weight() {
    long weight =
        1000L
            + (request.body().length() + request.url().length() + request.contentType().length())
            + (replyType.length() + replyText.length() + failure.length())
            + (origin.key().length() + origin.policy().callbackUrl().length())
            + origin.policy().callbackBody().length();
    for (Map.Entry<String, String> variable : origin.policy().callbackVars().entrySet()) {
      weight += variable.getKey().length() + variable.getValue().length();
    }
    for (CallbackLeg leg : legs) {
      weight += 200L + leg.url().length() + weight(leg.sent()) + weight(leg.received());
    }
    return weight;
  }

  private static long weight(HeaderFields headers) {
    return headers.fields().stream()
        .mapToLong(field -> 100L + field.name().length() + field.value().length())
        .sum();
  }

  private boolean isAccepted() {
    return !running && failure.isEmpty() && status >= 200 && status < 300;
  }

  @Override
  public Map<String, Object> summary() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("at", atMillis);
    json.put("running", running);
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
    String type = origin.policy().callbackBodyType().orElse("");
    policy.put("callbackBody", shown(type, origin.policy().callbackBody()));
    policy.put("callbackBodyType", origin.policy().callbackBodyType().orElse(null));
    Map<String, String> vars = new LinkedHashMap<>();
    origin
        .policy()
        .callbackVars()
        .forEach((name, value) -> vars.put(name, Masks.named(name, value)));
    policy.put("callbackVar", vars);
    json.put("policy", policy);
    json.put("bodyMode", origin.policy().isBodyMode());
    json.put("contentType", request.contentType());
    json.put("body", shown(type, request.body()));
    json.put("legs", legs.stream().map(CallbackEntry::shown).toList());
    json.put("replyType", replyType);
    json.put("reply", replyText);
    json.put("replyBytes", replyBytes);
    json.put("why", why());
    json.put("curl", CurlText.of(request));
    return json;
  }

  /** A query, or a form, without the values of its secrets. */
  private static String shown(String type, String body) {
    return type.isEmpty() || MediaTypes.isForm(type) ? Masks.query(body) : body;
  }

  private static Map<String, Object> shown(CallbackLeg leg) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("method", leg.method());
    json.put("url", Masks.url(leg.url()));
    json.put("status", leg.status());
    json.put("sent", Masks.headers(leg.sent()));
    json.put("received", Masks.headers(leg.received()));
    return json;
  }

  /** What the outcome means for the uploader. */
  private String why() {
    if (running) {
      return "The reply has not arrived yet. The uploader waits for it.";
    }
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
