package io.github.camelus3.benchmarks.worker;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main loop of a contender's process. The loop prints {@value #READY} when it is ready. Each
 * line {@code round} on standard input runs one round. The loop then prints {@value #ROUND} with
 * the nanoseconds, CPU nanoseconds and peak resident bytes. When a round fails, the loop prints
 * {@value #FAILED} with the cause, writes a stack trace to standard error, and exits. Other output
 * does not begin with {@value #MARK}. The process exits at the end of its input.
 */
public final class WorkerLoop {
  /** The prefix of a line of results. */
  public static final String MARK = "@";

  /** Printed when rounds can begin. */
  public static final String READY = "@ready";

  /** Printed after a successful round. */
  public static final String ROUND = "@round ";

  /** Printed after a failed round. */
  public static final String FAILED = "@failed ";

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private WorkerLoop() {}

  /** Runs rounds until the end of the input, then exits the process. */
  public static void run(Contender.Factory factory, Task task) {
    int status = 0;
    try (Contender contender = factory.open(task);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
      System.out.println(READY);
      while ("round".equals(commands.readLine())) {
        long cpuBefore = PROCESS.getProcessCpuTime();
        long before = System.nanoTime();
        contender.round();
        long nanos = System.nanoTime() - before;
        long cpuNanos = PROCESS.getProcessCpuTime() - cpuBefore;
        System.out.println(ROUND + nanos + ' ' + cpuNanos + ' ' + peakResidentBytes());
      }
    } catch (Throwable e) { // an OutOfMemoryError is a result, too
      System.out.println(FAILED + rootOf(e));
      e.printStackTrace();
      status = 1;
    }
    System.exit(status); // a contender may leave threads behind
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** The peak resident memory of this process in bytes, as Linux reports it. */
  private static long peakResidentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return -1;
  }
}
