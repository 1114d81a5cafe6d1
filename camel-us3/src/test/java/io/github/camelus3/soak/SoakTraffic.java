package io.github.camelus3.soak;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the requests that the emulator got. It remembers 10 000, so one has to look often enough.
 * Thread safe.
 */
final class SoakTraffic {
  private static final Set<Us3Api> LOOKING =
      EnumSet.of(Us3Api.HEAD_FILE, Us3Api.LIST_PARTS, Us3Api.LIST_MULTIPART_UPLOADS);

  private final Us3Emulator us3;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> sent = new HashSet<>();
  private int requests;
  private int repeated;
  private int lookedUp;

  SoakTraffic(Us3Emulator us3) {
    this.us3 = us3;
  }

  synchronized void look() {
    us3.requests().stream().filter(request -> seen.add(request.sessionId())).forEach(this::count);
  }

  private void count(ReceivedRequest request) {
    requests++;
    if (LOOKING.contains(request.api())) {
      lookedUp++;
    } else if (!sent.add(request.method() + request.target())) {
      repeated++;
    }
  }

  @Override
  public synchronized String toString() {
    return requests
        + " requests, of which "
        + repeated
        + " were repeated and "
        + lookedUp
        + " looked up what became of another";
  }
}
