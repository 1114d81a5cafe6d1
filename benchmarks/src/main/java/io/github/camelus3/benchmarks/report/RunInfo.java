package io.github.camelus3.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Machine, load and command of a run. */
public final class RunInfo {
  private RunInfo() {}

  /**
   * Describes this machine now.
   *
   * @param loadBefore the load average before the first row, which shows other load
   */
  public static String here(String command, String loadBefore) throws IOException {
    return "%d cores (%s), %d GiB, %s %s; %s %s; load average (1 min) before the first row %s, after the last %s; `%s`"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            firstValue("/proc/cpuinfo", "model name"),
            Long.parseLong(firstValue("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20,
            System.getProperty("os.name"),
            System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1"),
            System.getProperty("java.vm.name"),
            System.getProperty("java.version"),
            loadBefore,
            loadNow(),
            command);
  }

  /** The load average over the last minute. */
  public static String loadNow() throws IOException {
    return Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[0];
  }

  private static String firstValue(String file, String name) throws IOException {
    for (String line : Files.readAllLines(Path.of(file))) {
      if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT))) {
        return line.substring(line.indexOf(':') + 1).strip();
      }
    }
    return "unknown";
  }
}
