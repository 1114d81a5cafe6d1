package io.github.camelus3.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * Machine, start and command of a run.
 *
 * @param cores the cores that contenders and sink share
 * @param loadBefore the load average before the first row, which shows other load
 * @param loadAfter the load average after the last row, which includes the contenders
 */
public record RunInfo(
    Instant start,
    String command,
    int cores,
    String machine,
    String java,
    String loadBefore,
    String loadAfter) {
  /** Describes this machine now. */
  public static RunInfo here(Instant start, String command, String loadBefore) throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    return new RunInfo(
        start,
        command,
        cores,
        "%d cores (%s), %d GiB, %s %s"
            .formatted(
                cores,
                firstValue("/proc/cpuinfo", "model name"),
                Long.parseLong(firstValue("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20,
                System.getProperty("os.name"),
                System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1")),
        System.getProperty("java.vm.name") + ' ' + System.getProperty("java.version"),
        loadBefore,
        loadNow());
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
