package io.github.camelus3.benchmarks.driver;

import io.github.camelus3.benchmarks.result.Measurement;
import io.github.camelus3.benchmarks.result.Round;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Variant;
import io.github.camelus3.benchmarks.worker.WorkerLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A contender's process in one row and its rounds so far. Not thread safe. */
final class Contestant implements AutoCloseable {
  /** Object names and ETag lists come on top of the file bytes. */
  private static final double MOST_EXTRA_BYTES = 0.01;

  private final Row row;
  private final Variant variant;
  private final ChildProcess process;
  private final SinkProcess sink;
  private final Duration timeout;
  private final List<Round> rounds = new ArrayList<>();
  private String failure;

  Contestant(Row row, Variant variant, ChildProcess process, SinkProcess sink, Duration timeout) {
    this.row = row;
    this.variant = variant;
    this.process = process;
    this.sink = sink;
    this.timeout = timeout;
  }

  /** Waits until the process is ready, so that its start does not disturb another's round. */
  void awaitReady() throws IOException {
    String response = process.await(WorkerLoop.MARK, timeout);
    if (!WorkerLoop.READY.equals(response)) {
      failure = toFailure(response);
    }
  }

  private static String toFailure(String response) {
    return response == null ? "exited by itself" : response.substring(WorkerLoop.FAILED.length());
  }

  /** Runs one round, unless one has failed. */
  void round() throws IOException {
    if (failure != null) {
      return;
    }
    sink.reset();
    long sinkCpuBefore = sink.counts().cpuNanos();
    process.send("round");
    String response = process.await(WorkerLoop.MARK, timeout);
    SinkProcess.Counts counts = sink.counts();
    if (response == null || !response.startsWith(WorkerLoop.ROUND)) {
      failure = toFailure(response);
      process.close(); // its other threads may still send bytes, which would count for the next
      // contender
      return;
    }
    double extraBytes = (double) counts.bytes() / row.uploads().bytes() - 1;
    if (extraBytes < 0 || extraBytes > MOST_EXTRA_BYTES) {
      failure = counts.bytes() + " bytes arrived instead of " + row.uploads().bytes();
      return;
    }
    String[] numbers = response.substring(WorkerLoop.ROUND.length()).split(" ", -1);
    rounds.add(
        new Round(
            Long.parseLong(numbers[0]) / 1e9,
            Long.parseLong(numbers[1]) / 1e9,
            (counts.cpuNanos() - sinkCpuBefore) / 1e9,
            counts.connections(),
            Long.parseLong(numbers[2]),
            counts.cipher()));
  }

  /** The measurement of all rounds so far. */
  Measurement measurement() {
    int warmUps = Math.min(row.warmUps(), rounds.size());
    return new Measurement(
        row, variant, rounds.subList(0, warmUps), rounds.subList(warmUps, rounds.size()), failure);
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
