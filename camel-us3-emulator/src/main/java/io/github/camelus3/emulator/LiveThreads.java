package io.github.camelus3.emulator;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A snapshot of live threads, to find later ones that have not ended. Skips threads that a test
 * cannot end: the emulator's, and those that a JVM or a library shares.
 */
final class LiveThreads {
  private static final List<String> NOT_OF_A_TEST =
      List.of(
          "XNIO-", // the emulator's server
          "us3-emulator-",
          "HttpClient-", // of java.net.http: cannot be closed on Java 17, ends when collected
          "OkHttp TaskRunner", // shared by all of OkHttp; ends after a minute of idleness
          "Okio Watchdog",
          "FailsafeDelayScheduler",
          "ForkJoinPool.commonPool-",
          "CompletableFutureDelayScheduler",
          "Keep-Alive-", // of java.net.HttpURLConnection
          "Cleaner-",
          "Common-Cleaner",
          "process reaper",
          "Attach Listener",
          "Signal Dispatcher",
          "junit-",
          "surefire-");

  /**
   * OkHttp's shared thread bears the name of its task while it works, so names are checked again.
   */
  private static final long LOOK_AGAIN_MILLIS = 50;

  private final Set<Thread> alive;
  private final List<String> ignored;

  private LiveThreads(Set<Thread> alive, List<String> ignored) {
    this.alive = alive;
    this.ignored = ignored;
  }

  /**
   * Takes the snapshot.
   *
   * @param ignored more prefixes of thread names to skip
   */
  static LiveThreads now(List<String> ignored) {
    return new LiveThreads(all().collect(Collectors.toSet()), ignored);
  }

  /** Names of new threads that do not end within the limit. */
  List<String> awaitNone(Duration limit) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    for (List<Thread> left = since(); !left.isEmpty(); left = since()) {
      long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (millis <= 0) {
        return left.stream().map(Thread::getName).sorted().toList();
      }
      left.get(0).join(Math.min(millis, LOOK_AGAIN_MILLIS));
    }
    return List.of();
  }

  private List<Thread> since() {
    return all()
        .filter(Thread::isAlive)
        .filter(thread -> !alive.contains(thread))
        .filter(thread -> thread != Thread.currentThread())
        .filter(thread -> !begins(thread, NOT_OF_A_TEST) && !begins(thread, ignored))
        .toList();
  }

  private static boolean begins(Thread thread, List<String> beginnings) {
    return beginnings.stream().anyMatch(thread.getName()::startsWith);
  }

  private static Stream<Thread> all() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    while (root.getParent() != null) {
      root = root.getParent();
    }
    Thread[] threads = new Thread[root.activeCount() + 1];
    int count = root.enumerate(threads);
    while (count == threads.length) { // full: there may be more
      threads = new Thread[2 * threads.length];
      count = root.enumerate(threads);
    }
    return Arrays.stream(threads, 0, count);
  }
}
