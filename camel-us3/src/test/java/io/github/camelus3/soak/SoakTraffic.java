package io.github.camelus3.soak;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the requests of the emulator. The emulator remembers 10,000 of them, so {@link #record()}
 * must be called more often than that. Thread safe.
 */
final class SoakTraffic {
  private static final Set<Us3Api> LOOKUPS =
      EnumSet.of(Us3Api.HEAD_FILE, Us3Api.LIST_PARTS, Us3Api.LIST_MULTIPART_UPLOADS);

  private final Us3Emulator us3;
  private final Set<String> sessionIds = new HashSet<>();
  private final Set<String> sent = new HashSet<>();
  private int requests;
  private int retried;
  private int lookups;

  SoakTraffic(Us3Emulator us3) {
    this.us3 = us3;
  }

  synchronized void record() {
    us3.requests().stream()
        .filter(request -> sessionIds.add(request.sessionId()))
        .forEach(this::count);
  }

  private void count(ReceivedRequest request) {
    requests++;
    if (LOOKUPS.contains(request.api())) {
      lookups++;
    } else if (!sent.add(request.method() + request.target())) {
      retried++;
    }
  }

  @Override
  public synchronized String toString() {
    return requests
        + " requests, of which "
        + retried
        + " were retried and "
        + lookups
        + " looked up the outcome of another";
  }
}
