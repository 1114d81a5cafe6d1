package io.github.camelus3.benchmarks.sink;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The sink as a process. Commands on its standard input are {@code latency MILLIS}, {@code reset}
 * and {@code counts}; each prints one line. The process exits at the end of its input. The
 * arguments are the file whose ETags the sink knows, and the trust store to write for its clients.
 */
public final class SinkMain {
  private SinkMain() {}

  /** Prints the ports for plain HTTP and TLS, and serves. */
  public static void main(String[] args) throws IOException {
    try (Sink sink = Sink.startKnowing(Path.of(args[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
      sink.certificate().writeTrustStore(Path.of(args[1]));
      System.out.println(sink.port() + " " + sink.tlsPort());
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        System.out.println(execute(sink, line));
      }
    }
  }

  private static String execute(Sink sink, String command) {
    if (command.startsWith("latency ")) {
      sink.latency(Duration.ofMillis(Long.parseLong(command.substring("latency ".length()))));
      return "ok";
    }
    switch (command) {
      case "reset" -> {
        sink.reset();
        return "ok";
      }
      case "counts" -> {
        Sink.Counts counts = sink.counts();
        return "%d %d %d %d %s"
            .formatted(
                counts.connections(), counts.requests(), counts.bytes(), cpuNanos(), sink.cipher());
      }
      default -> throw new IllegalArgumentException("unknown command: " + command);
    }
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }
}
