package io.github.camelus3.benchmarks.driver;

import io.github.camelus3.benchmarks.parts.PartsMain;
import io.github.camelus3.benchmarks.result.Part;
import io.github.camelus3.benchmarks.result.Results;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The measurement of the parts, in a process of its own. */
final class PartsProcess {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** Enough that the JIT compiler has replaced its code for loops in progress. */
  private static final int WARM_UPS = 6;

  private static final int ROUNDS = 5;

  private PartsProcess() {}

  /** Measures every part for {@code bytes}. */
  static void run(Instant run, String classPath, long bytes, Path log, Results results)
      throws IOException {
    List<String> command =
        List.of(
            PartsMain.class.getName(),
            Long.toString(bytes),
            Integer.toString(WARM_UPS),
            Integer.toString(ROUNDS));
    try (ChildProcess process = ChildProcess.start(classPath, List.of(), command, log)) {
      for (int i = 0; i < Part.values().length; i++) {
        String line = process.await(PartsMain.MARK, TIMEOUT);
        if (line == null) {
          throw new IOException("the parts were not measured; see " + log);
        }
        String[] words = line.substring(PartsMain.MARK.length()).split(" ", -1);
        results.addPart(run, Part.valueOf(words[0]), Long.parseLong(words[1]) / 1e9);
      }
    }
  }
}
