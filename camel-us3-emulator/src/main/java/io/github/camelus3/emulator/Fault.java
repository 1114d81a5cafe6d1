package io.github.camelus3.emulator;

import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.rules.FaultEffect;
import io.github.camelus3.emulator.rules.FaultTarget;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that goes wrong with a request. Immutable: each narrowing method answers a new fault.
 * Give it to {@link Us3Emulator#inject}. A request meets at most one fault, the one injected first.
 * Faults of callbacks happen only to requests that carry an upload policy; the callback is not
 * sent, save for {@link #callbackSlow}.
 */
public final class Fault {
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final String name;
  private final FaultEffect effect;
  private final Optional<Us3Api> api;
  private final Optional<String> key;
  private final OptionalInt partNumber;
  private final int skip;
  private final int times;

  private Fault(
      String name,
      FaultEffect effect,
      Optional<Us3Api> api,
      Optional<String> key,
      OptionalInt partNumber,
      int skip,
      int times) {
    this.name = name;
    this.effect = effect;
    this.api = api;
    this.key = key;
    this.partNumber = partNumber;
    this.skip = skip;
    this.times = times;
  }

  static Fault of(String name, FaultEffect effect) {
    return new Fault(name, effect, Optional.empty(), Optional.empty(), OptionalInt.empty(), 0, 1);
  }

  /**
   * The request's body is read, nothing is done, and this error is answered as JSON.
   *
   * @param status HTTP status
   * @param retCode {@code RetCode} of the body
   * @param errMsg {@code ErrMsg} of the body
   */
  public static Fault answer(int status, int retCode, String errMsg) {
    Objects.requireNonNull(errMsg, "errMsg");
    return of(
        "answer-" + status,
        FaultEffects.instead(Response.error(new Us3Error(status, retCode, errMsg))));
  }

  /** As {@link #answer}, with a body of any type: what a gateway in front of the service says. */
  public static Fault http(int status, String contentType, String body) {
    return of("http-" + status, FaultEffects.instead(Response.text(status, contentType, body)));
  }

  /** 500 with RetCode -1 and "internal error"; nothing is done. */
  public static Fault internalError() {
    return instead("internal-error", new Us3Error(500, -1, "internal error"));
  }

  /** 502 with an HTML page, as a gateway answers; nothing is done. */
  public static Fault badGateway() {
    String html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    return of("bad-gateway", FaultEffects.instead(Response.text(502, "text/html", html)));
  }

  /** 503 without {@code Retry-After}; nothing is done. */
  public static Fault throttled() {
    return instead("throttled", new Us3Error(503, -1, "too many requests"));
  }

  /** 503 with {@code Retry-After} in whole seconds; nothing is done. */
  public static Fault throttled(Duration retryAfter) {
    Response response = Response.error(new Us3Error(503, -1, "too many requests"));
    return of(
        "throttled-retry-after",
        FaultEffects.instead(response.with("Retry-After", Long.toString(retryAfter.toSeconds()))));
  }

  /** 500 with RetCode -1014, as for a part that is stored already; nothing is done. */
  public static Fault duplicatePart() {
    return instead("duplicate-part", Us3Error.duplicatePart());
  }

  private static Fault instead(String name, Us3Error error) {
    return of(name, FaultEffects.instead(Response.error(error)));
  }

  /** The connection is cut when the request's head is there; nothing is done. */
  public static Fault dropBeforeBody() {
    return of("drop-before-body", FaultEffects.cutAfter(declared -> 0));
  }

  /** The connection is cut when half of the request's body is there; nothing is done. */
  public static Fault dropInBody() {
    return of("drop-in-body", FaultEffects.cutAfter(declared -> Math.max(1, declared / 2)));
  }

  /** The connection is cut when the whole body is there; nothing is done. */
  public static Fault dropAfterBody() {
    return of("drop-after-body", FaultEffects.cutAfter(declared -> Long.MAX_VALUE));
  }

  /** What was asked is done, then the connection is cut instead of an answer. */
  public static Fault loseAnswer() {
    return of("lose-answer", FaultEffects.ending(FaultEffect.Ending.LOST));
  }

  /** What was asked is done; the answer's connection is cut in the middle of its body. */
  public static Fault truncateAnswer() {
    return of("truncate-answer", FaultEffects.ending(FaultEffect.Ending.TRUNCATED));
  }

  /** What was asked is done; the answer is held that long. A part counts as in flight meanwhile. */
  public static Fault delay(Duration delay) {
    return of("delay", FaultEffects.delay(delay));
  }

  /** The request's body is read slowly, so that a client must wait to send it. */
  public static Fault slowRead(int bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("bytesPerSecond < 1: " + bytesPerSecond);
    }
    return of("slow-read", FaultEffects.slowRead(bytesPerSecond));
  }

  /** What was asked is done; the {@code ETag} answered is another, of the same form. */
  public static Fault wrongETag() {
    return of("wrong-etag", FaultEffects.changeResponse(FaultEffects::withWrongETag));
  }

  /** {@code Range} is ignored: 200 and the whole object instead of 206. */
  public static Fault ignoreRange() {
    return of("ignore-range", FaultEffects.changeRequest(request -> request.without("Range")));
  }

  /**
   * A listing takes no notice of its marker: the first page again, whose {@code NextMarker} has
   * been seen.
   */
  public static Fault repeatFirstPage() {
    return of(
        "repeat-first-page",
        FaultEffects.changeRequest(request -> request.withoutParameter("marker")));
  }

  /** The object is stored; its callback finds a closed port: 599, RetCode 20003. */
  public static Fault callbackRefused() {
    return of("callback-refused", FaultEffects.callback(FaultEffects.refusedConnection()));
  }

  /** The object is stored; its callback gets no reply within the callback timeout: 599, 20003. */
  public static Fault callbackTimeout() {
    return of("callback-timeout", FaultEffects.callback(FaultEffects.timeout()));
  }

  /**
   * The object is stored and its callback sent, but the reply comes that much later. When that is
   * the callback timeout or more, it is too late: 599, RetCode 20003.
   */
  public static Fault callbackSlow(Duration delay) {
    return of("callback-slow", FaultEffects.changeCallback(real -> FaultEffects.slow(real, delay)));
  }

  /** The object is stored; its callback is answered as text: 599, RetCode 20008. */
  public static Fault callbackTextPlain() {
    return callbackReply("callback-text", 200, "text/plain; charset=utf-8", "ok");
  }

  /** The object is stored; its callback is answered with broken JSON: 599, RetCode 20008. */
  public static Fault callbackInvalidJson() {
    return callbackReply("callback-invalid-json", 200, Response.JSON_TYPE, "{\"ok\":");
  }

  /** The object is stored; the application refuses: its status and JSON reach the uploader. */
  public static Fault callbackRejected(int status, String json) {
    return callbackReply("callback-rejected", status, Response.JSON_TYPE, json);
  }

  private static Fault callbackReply(String name, int status, String contentType, String body) {
    return of(name, FaultEffects.callback(FaultEffects.reply(status, contentType, body)));
  }

  /**
   * The upload that is begun has another part size than {@link Us3Emulator.Builder#blockSize}.
   *
   * @param bytes of every part but the last, answered as {@code BlkSize}
   */
  public static Fault blockSize(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("block size < 1: " + bytes);
    }
    return of("block-size-" + bytes, FaultEffects.blockSize(bytes))
        .on(Us3Api.INITIATE_MULTIPART_UPLOAD);
  }

  /** Only on that call. */
  public Fault on(Us3Api only) {
    return new Fault(name, effect, Optional.of(only), key, partNumber, skip, times);
  }

  /** Only for that key. */
  public Fault key(String only) {
    return new Fault(name, effect, api, Optional.of(only), partNumber, skip, times);
  }

  /** Only for parts with that number, which counts from 0. */
  public Fault partNumber(int only) {
    return new Fault(name, effect, api, key, OptionalInt.of(only), skip, times);
  }

  /** Leaves the first {@code requests} that match alone. */
  public Fault after(int requests) {
    return new Fault(name, effect, api, key, partNumber, requests, times);
  }

  /** Happens that many times, then no more. A fresh fault happens once. */
  public Fault times(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("times < 1: " + count);
    }
    return new Fault(name, effect, api, key, partNumber, skip, count);
  }

  /** Happens until the emulator's faults are cleared. */
  public Fault always() {
    return new Fault(name, effect, api, key, partNumber, skip, ALWAYS);
  }

  /** Name, and what it is narrowed to: {@code lose-answer on UPLOAD_PART}. */
  @Override
  public String toString() {
    return name
        + api.map(only -> " on " + only).orElse("")
        + key.map(only -> " of " + only).orElse("")
        + (partNumber.isPresent() ? " part " + partNumber.getAsInt() : "");
  }

  FaultEffect effect() {
    return effect;
  }

  boolean matches(FaultTarget target) {
    return api.map(only -> only == target.api()).orElse(true)
        && key.map(only -> only.equals(target.key())).orElse(true)
        && (partNumber.isEmpty() || partNumber.equals(target.partNumber()))
        && (effect.callback().isEmpty() || target.callsBack());
  }

  /** Whether the match with that number, counted from 0, is one the fault happens on. */
  boolean happensOn(int match) {
    return match >= skip && (times == ALWAYS || match - skip < times);
  }
}
