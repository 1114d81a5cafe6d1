package io.github.camelus3.emulator;

import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.Printable;
import java.util.ArrayList;
import java.util.List;

/** What the emulator of a failed test has seen, for the test's output. Bounded, without secrets. */
final class FailureReport {
  private static final int MAX_CALLBACKS = 20;

  private FailureReport() {}

  /** The lines; the last requests and callbacks when there are many. */
  static List<String> of(String test, Us3Emulator emulator) {
    List<String> lines = new ArrayList<>();
    List<String> requests = emulator.lastRequestLines();
    lines.add("US3 emulator of the failed test " + test);
    lines.add(count("requests", requests.size(), emulator.requests().size()));
    requests.forEach(line -> lines.add("    " + line));
    List<SentCallback> callbacks = emulator.callbacks();
    List<SentCallback> last =
        callbacks.subList(Math.max(0, callbacks.size() - MAX_CALLBACKS), callbacks.size());
    lines.add(count("callbacks", last.size(), callbacks.size()));
    last.forEach(callback -> lines.add("    " + line(callback)));
    return lines;
  }

  private static String count(String what, int shown, int all) {
    return "  " + what + ": " + (shown < all ? "the last " + shown + " of " + all : all);
  }

  /** Neither query nor body, because both hold the policy's variables. */
  private static String line(SentCallback callback) {
    String url = Masks.brief(callback.url());
    String status = callback.status() == 0 ? "no reply" : Integer.toString(callback.status());
    String failure = callback.failure().map(Masks::brief).orElse("");
    return Printable.of((callback.method() + " " + url + " " + status + " " + failure).strip());
  }
}
