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
 * The life of a contender's process: once it is ready it prints {@value #READY}, then for each line
 * {@code round} on its standard input it runs one round and prints {@value #ROUND} with the
 * nanoseconds, CPU nanoseconds and peak resident bytes. When a round fails it prints {@value
 * #FAILED} with the cause, a stack trace on standard error, and ends. Whatever else is printed does
 * not begin with {@value #MARK}. Ends with its input.
 */
public final class WorkerLoop {
  /** What a line of results begins with. */
  public static final String MARK = "@";

  /** Rounds can begin. */
  public static final String READY = "@ready";

  /** A round has ended well. */
  public static final String ROUND = "@round ";

  /** A round has failed. */
  public static final String FAILED = "@failed ";

  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private WorkerLoop() {}

  /** Runs rounds until the input ends; ends the process. */
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
    } catch (Throwable e) { // an OutOfMemoryError too is a result
      System.out.println(FAILED + rootOf(e));
      e.printStackTrace();
      status = 1;
    }
    System.exit(status); // whatever threads a contender leaves behind
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /** What Linux says this process has held at most. */
  private static long peakResidentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return -1;
  }
}
