package io.github.camelus3.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A snapshot taken before a test, to find resources that the test leaves open. */
final class LeakCheck {
  private final LiveThreads threads;
  private final OpenFiles files = OpenFiles.now();

  private LeakCheck(LiveThreads threads) {
    this.threads = threads;
  }

  /**
   * Takes the snapshot.
   *
   * @param ignoredThreads prefixes of thread names
   */
  static LeakCheck begin(List<String> ignoredThreads) {
    return new LeakCheck(LiveThreads.now(ignoredThreads));
  }

  /**
   * Describes the resources left open; empty for none.
   *
   * @param limit how long to wait for each kind to close
   */
  List<String> end(Us3Emulator emulator, Duration limit) throws InterruptedException {
    List<String> left = new ArrayList<>();
    if (!emulator.awaitDisconnected(limit)) {
      left.add(emulator.openConnections() + " connections to the emulator");
    }
    List<String> threadsLeft = threads.awaitNone(limit);
    if (!threadsLeft.isEmpty()) {
      left.add("threads " + threadsLeft);
    }
    Set<String> filesLeft = files.awaitNone(limit);
    if (!filesLeft.isEmpty()) {
      left.add("open files " + filesLeft);
    }
    return left;
  }
}
