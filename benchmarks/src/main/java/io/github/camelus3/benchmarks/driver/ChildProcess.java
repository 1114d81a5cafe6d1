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
 * A JVM that is told what to do on its standard input and answers on its standard output. It ends
 * when its input does, so also when this process does. For one thread.
 */
final class ChildProcess implements AutoCloseable {
  private final Process process;
  private final Writer commands;
  private final BufferedReader answers;

  private ChildProcess(Process process) {
    this.process = process;
    this.commands = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
  }

  /**
   * Starts a JVM like this one.
   *
   * @param log where its standard error goes
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

  /** Sends a line; to no effect if the process has ended. */
  void tell(String command) throws IOException {
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
   * @param timeout when the process is killed
   * @return that line; null if the process has ended instead
   */
  String await(String prefix, Duration timeout) throws IOException {
    CompletableFuture<Void> watch =
        CompletableFuture.runAsync(
            process::destroyForcibly,
            CompletableFuture.delayedExecutor(timeout.toSeconds(), TimeUnit.SECONDS));
    try {
      String line = answers.readLine();
      while (line != null && !line.startsWith(prefix)) {
        line = answers.readLine();
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
      // it has ended already
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
