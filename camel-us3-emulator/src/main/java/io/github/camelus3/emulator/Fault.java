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
 * A failure to inject with {@link Us3Emulator#inject}. Immutable: each narrowing method returns a
 * new fault. A request has at most one fault, the one injected first. Callback faults apply only to
 * requests with an upload policy. They do not send the callback, except {@link #callbackSlow}.
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
   * Reads the request's body and sends this error as JSON; the request is not executed.
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

  /** As {@link #answer}, with a body of any type, such as a gateway's. */
  public static Fault http(int status, String contentType, String body) {
    return of("http-" + status, FaultEffects.instead(Response.text(status, contentType, body)));
  }

  /** 500 with RetCode -1 and "internal error". The request is not executed. */
  public static Fault internalError() {
    return instead("internal-error", new Us3Error(500, -1, "internal error"));
  }

  /** 502 with a gateway's HTML page. The request is not executed. */
  public static Fault badGateway() {
    String html = "<html><body><h1>502 Bad Gateway</h1></body></html>";
    return of("bad-gateway", FaultEffects.instead(Response.text(502, "text/html", html)));
  }

  /** 503 without {@code Retry-After}. The request is not executed. */
  public static Fault throttled() {
    return instead("throttled", new Us3Error(503, -1, "too many requests"));
  }

  /** 503 with {@code Retry-After} in whole seconds. The request is not executed. */
  public static Fault throttled(Duration retryAfter) {
    Response response = Response.error(new Us3Error(503, -1, "too many requests"));
    return of(
        "throttled-retry-after",
        FaultEffects.instead(response.with("Retry-After", Long.toString(retryAfter.toSeconds()))));
  }

  /** 500 with RetCode -1014, as for a part that is already stored. The request is not executed. */
  public static Fault duplicatePart() {
    return instead("duplicate-part", Us3Error.duplicatePart());
  }

  private static Fault instead(String name, Us3Error error) {
    return of(name, FaultEffects.instead(Response.error(error)));
  }

  /** Cuts the connection after the request's head. The request is not executed. */
  public static Fault dropBeforeBody() {
    return of("drop-before-body", FaultEffects.cutAfter(declared -> 0));
  }

  /** Cuts the connection after half of the request's body. The request is not executed. */
  public static Fault dropInBody() {
    return of("drop-in-body", FaultEffects.cutAfter(declared -> Math.max(1, declared / 2)));
  }

  /** Cuts the connection after the whole body. The request is not executed. */
  public static Fault dropAfterBody() {
    return of("drop-after-body", FaultEffects.cutAfter(declared -> Long.MAX_VALUE));
  }

  /** Executes the request, then cuts the connection before the response. */
  public static Fault loseAnswer() {
    return of("lose-answer", FaultEffects.ending(FaultEffect.Ending.LOST));
  }

  /** Executes the request, then cuts the connection in the middle of the response's body. */
  public static Fault truncateAnswer() {
    return of("truncate-answer", FaultEffects.ending(FaultEffect.Ending.TRUNCATED));
  }

  /** Executes the request and delays the response. A part is in flight meanwhile. */
  public static Fault delay(Duration delay) {
    return of("delay", FaultEffects.delay(delay));
  }

  /** Reads the request's body slowly, so that the client must wait while sending. */
  public static Fault slowRead(int bytesPerSecond) {
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("bytesPerSecond must be at least 1: " + bytesPerSecond);
    }
    return of("slow-read", FaultEffects.slowRead(bytesPerSecond));
  }

  /** Executes the request and sends a different {@code ETag} of the same format. */
  public static Fault wrongETag() {
    return of("wrong-etag", FaultEffects.changeResponse(FaultEffects::withWrongETag));
  }

  /** Ignores {@code Range}: 200 and the whole object instead of 206. */
  public static Fault ignoreRange() {
    return of("ignore-range", FaultEffects.changeRequest(request -> request.without("Range")));
  }

  /** A listing ignores its marker and returns the first page again. */
  public static Fault repeatFirstPage() {
    return of(
        "repeat-first-page",
        FaultEffects.changeRequest(request -> request.withoutParameter("marker")));
  }

  /** Stores the object; the callback's connection is refused: 599, RetCode 20003. */
  public static Fault callbackRefused() {
    return of("callback-refused", FaultEffects.callback(FaultEffects.refusedConnection()));
  }

  /** Stores the object; the callback times out: 599, RetCode 20003. */
  public static Fault callbackTimeout() {
    return of("callback-timeout", FaultEffects.callback(FaultEffects.timeout()));
  }

  /**
   * Stores the object and sends the callback, but delays the reply. A delay of the callback timeout
   * or more is a timeout: 599, RetCode 20003.
   */
  public static Fault callbackSlow(Duration delay) {
    return of("callback-slow", FaultEffects.changeCallback(real -> FaultEffects.slow(real, delay)));
  }

  /** Stores the object; the callback's reply is plain text: 599, RetCode 20008. */
  public static Fault callbackTextPlain() {
    return callbackReply("callback-text", 200, "text/plain; charset=utf-8", "ok");
  }

  /** Stores the object; the callback's reply is invalid JSON: 599, RetCode 20008. */
  public static Fault callbackInvalidJson() {
    return callbackReply("callback-invalid-json", 200, Response.JSON_TYPE, "{\"ok\":");
  }

  /**
   * Stores the object; the application rejects it. Its status and JSON are sent to the uploader.
   */
  public static Fault callbackRejected(int status, String json) {
    return callbackReply("callback-rejected", status, Response.JSON_TYPE, json);
  }

  private static Fault callbackReply(String name, int status, String contentType, String body) {
    return of(name, FaultEffects.callback(FaultEffects.reply(status, contentType, body)));
  }

  /**
   * Initiates an upload with a part size other than {@link Us3Emulator.Builder#blockSize}.
   *
   * @param bytes size of every part but the last, sent as {@code BlkSize}
   */
  public static Fault blockSize(int bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("blockSize must be at least 1: " + bytes);
    }
    return of("block-size-" + bytes, FaultEffects.blockSize(bytes))
        .on(Us3Api.INITIATE_MULTIPART_UPLOAD);
  }

  /** Applies to that call only. */
  public Fault on(Us3Api only) {
    return new Fault(name, effect, Optional.of(only), key, partNumber, skip, times);
  }

  /** Applies to that key only. */
  public Fault key(String only) {
    return new Fault(name, effect, api, Optional.of(only), partNumber, skip, times);
  }

  /** Applies to parts with that number only, counted from 0. */
  public Fault partNumber(int only) {
    return new Fault(name, effect, api, key, OptionalInt.of(only), skip, times);
  }

  /** Skips the first {@code requests} that match. */
  public Fault after(int requests) {
    return new Fault(name, effect, api, key, partNumber, requests, times);
  }

  /** Applies to that many requests. The default is 1. */
  public Fault times(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("times must be at least 1: " + count);
    }
    return new Fault(name, effect, api, key, partNumber, skip, count);
  }

  /** Applies until the emulator's faults are cleared. */
  public Fault always() {
    return new Fault(name, effect, api, key, partNumber, skip, ALWAYS);
  }

  /** The name and its restrictions: {@code lose-answer on UPLOAD_PART}. */
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

  /** Whether the fault applies to the match with that number, counted from 0. */
  boolean happensOn(int match) {
    return match >= skip && (times == ALWAYS || match - skip < times);
  }

  /** Whether the fault applies to no match with that number or a later one. */
  boolean isSpentAfter(int match) {
    return times != ALWAYS && match - skip >= times;
  }

  /** To how many requests it applies; empty for no limit. */
  OptionalInt limit() {
    return times == ALWAYS ? OptionalInt.empty() : OptionalInt.of(times);
  }
}
