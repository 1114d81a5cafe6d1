package io.github.camelus3.benchmarks.driver;

import io.github.camelus3.benchmarks.sink.SinkCertificate;
import io.github.camelus3.benchmarks.sink.SinkMain;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The sink in a separate process. Not thread safe. */
final class SinkProcess implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final Path trustStore;
  private final int port;
  private final int tlsPort;

  private SinkProcess(ChildProcess process, Path trustStore, int port, int tlsPort) {
    this.process = process;
    this.trustStore = trustStore;
    this.port = port;
    this.tlsPort = tlsPort;
  }

  /**
   * The counts of the sink since its last reset.
   *
   * @param cpuNanos the CPU time of its process since its start
   * @param cipher TLS version and cipher suite of its last request; empty for plain HTTP
   */
  record Counts(long connections, long requests, long bytes, long cpuNanos, String cipher) {}

  /**
   * Starts a sink that knows the ETags of {@code file}.
   *
   * @param trustStore the file to write, with the certificate of its TLS port
   */
  static SinkProcess start(String classPath, Path file, Path trustStore, Path log)
      throws IOException {
    ChildProcess process =
        ChildProcess.start(
            classPath,
            List.of("-Xmx256m", "-XX:MaxDirectMemorySize=1g", "-XX:+UseSerialGC"),
            List.of(SinkMain.class.getName(), file.toString(), trustStore.toString()),
            log);
    String ports = process.await("", TIMEOUT);
    if (ports == null) {
      process.close();
      throw new IOException("the sink did not start; see " + log);
    }
    int space = ports.indexOf(' ');
    return new SinkProcess(
        process,
        trustStore,
        Integer.parseInt(ports.substring(0, space)),
        Integer.parseInt(ports.substring(space + 1)));
  }

  String endpoint(boolean https) {
    return https ? "https://127.0.0.1:" + tlsPort : "http://127.0.0.1:" + port;
  }

  /** The options with which a JVM trusts the sink's certificate. */
  List<String> trustOptions() {
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trustStore,
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        "-Djavax.net.ssl.trustStorePassword=" + SinkCertificate.PASSWORD);
  }

  void latencyMillis(int value) throws IOException {
    send("latency " + value);
  }

  void reset() throws IOException {
    send("reset");
  }

  Counts counts() throws IOException {
    String[] numbers = send("counts").split(" ", 5);
    return new Counts(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        numbers[4]);
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
