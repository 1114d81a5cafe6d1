package io.github.camelus3.emulator;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Something that goes wrong with a request. Immutable: each narrowing method answers a new fault.
 * Give it to {@link Us3Emulator#inject}. A request meets at most one fault, the one injected first.
 */
public final class Fault {
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final FaultEffect effect;
  private final Optional<Us3Api> api;
  private final Optional<String> key;
  private final OptionalInt partNumber;
  private final int skip;
  private final int times;

  private Fault(
      FaultEffect effect,
      Optional<Us3Api> api,
      Optional<String> key,
      OptionalInt partNumber,
      int skip,
      int times) {
    this.effect = effect;
    this.api = api;
    this.key = key;
    this.partNumber = partNumber;
    this.skip = skip;
    this.times = times;
  }

  static Fault of(FaultEffect effect) {
    return new Fault(effect, Optional.empty(), Optional.empty(), OptionalInt.empty(), 0, 1);
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
    return of(new FaultEffect.Instead(Answer.error(new Us3Error(status, retCode, errMsg))));
  }

  /** Only on that call. */
  public Fault on(Us3Api only) {
    return new Fault(effect, Optional.of(only), key, partNumber, skip, times);
  }

  /** Only for that key. */
  public Fault key(String only) {
    return new Fault(effect, api, Optional.of(only), partNumber, skip, times);
  }

  /** Only for parts with that number, which counts from 0. */
  public Fault partNumber(int only) {
    return new Fault(effect, api, key, OptionalInt.of(only), skip, times);
  }

  /** Leaves the first {@code requests} that match alone. */
  public Fault after(int requests) {
    return new Fault(effect, api, key, partNumber, requests, times);
  }

  /** Happens that many times, then no more. A fresh fault happens once. */
  public Fault times(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("times < 1: " + count);
    }
    return new Fault(effect, api, key, partNumber, skip, count);
  }

  /** Happens until the emulator's faults are cleared. */
  public Fault always() {
    return new Fault(effect, api, key, partNumber, skip, ALWAYS);
  }

  FaultEffect effect() {
    return effect;
  }

  boolean matches(Us3Api seenApi, String seenKey, OptionalInt seenPart) {
    return api.map(only -> only == seenApi).orElse(true)
        && key.map(only -> only.equals(seenKey)).orElse(true)
        && (partNumber.isEmpty() || partNumber.equals(seenPart));
  }

  /** Whether the match with that number, counted from 0, is one the fault happens on. */
  boolean happensOn(int match) {
    return match >= skip && (times == ALWAYS || match - skip < times);
  }
}
