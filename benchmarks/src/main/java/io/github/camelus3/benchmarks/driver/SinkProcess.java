package io.github.camelus3.benchmarks.driver;

import io.github.camelus3.benchmarks.sink.SinkMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The sink in a separate process. Not thread safe. */
final class SinkProcess implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final int port;

  private SinkProcess(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * The counts of the sink since its last reset.
   *
   * @param cpuNanos the CPU time of its process since its start
   */
  record Counts(long connections, long requests, long bytes, long cpuNanos) {}

  /** Starts a sink that knows the ETags of {@code file}. */
  static SinkProcess start(String classPath, Path file, Path log) throws IOException {
    ChildProcess process =
        ChildProcess.start(
            classPath,
            List.of("-Xmx256m", "-XX:MaxDirectMemorySize=1g", "-XX:+UseSerialGC"),
            List.of(SinkMain.class.getName(), file.toString()),
            log);
    String port = process.await("", TIMEOUT);
    if (port == null) {
      process.close();
      throw new IOException("the sink did not start; see " + log);
    }
    return new SinkProcess(process, Integer.parseInt(port));
  }

  String endpoint() {
    return "http://127.0.0.1:" + port;
  }

  void latencyMillis(int value) throws IOException {
    send("latency " + value);
  }

  void reset() throws IOException {
    send("reset");
  }

  Counts counts() throws IOException {
    String[] numbers = send("counts").split(" ", -1);
    return new Counts(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]));
  }

  private String send(String command) throws IOException {
    process.send(command);
    String response = process.await("", TIMEOUT);
    if (response == null) {
      throw new IOException("the sink has exited");
    }
    return response;
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
