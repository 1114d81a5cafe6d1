package io.github.camelus3.benchmarks.driver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that reads commands from its standard input and writes results to its standard output. It
 * exits at the end of its input, so also when this process exits. Not thread safe.
 */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final Writer commands;
  private final BufferedReader output;

  private ChildProcess(Process process) {
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    this.output = process.inputReader(UTF_8);
  }

  /**
   * Starts a JVM like this one.
   *
   * @param log the file for its standard error
   */
  static ChildProcess start(
      String classPath, List<String> options, List<String> mainAndArguments, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(classPath);
    command.addAll(options);
    command.addAll(mainAndArguments);
    return new ChildProcess(
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** Sends a line; has no effect if the process has exited. */
  void send(String command) throws IOException {
    try {
      commands.write(command + '\n');
      commands.flush();
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
    }
  }

  /**
   * Waits for a line that begins with {@code prefix}.
   *
   * @param timeout the time after which the process is killed
   * @return that line; null if the process has exited
   */
  String await(String prefix, Duration timeout) throws IOException {
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(timeout.toSeconds(), TimeUnit.SECONDS));
    try {
      String line = output.readLine();
      while (line != null && !line.startsWith(prefix)) {
        line = output.readLine();
      }
      return line;
    } catch (IOException e) {
      if (process.isAlive()) {
        throw e;
      }
      return null;
    } finally {
      watch.cancel(false);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      commands.close();
    } catch (IOException e) {
      // the process has exited already
    }
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
