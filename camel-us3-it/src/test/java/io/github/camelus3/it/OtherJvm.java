package io.github.camelus3.it;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A program in a JVM of its own. The output of the program goes to a file. {@link OtherJvms} starts
 * and closes it.
 */
public final class OtherJvm implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final String name;
  private final Process process;
  private final Path output;

  OtherJvm(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /** The name that the test has given. */
  public String name() {
    return name;
  }

  /** The process ID. */
  public long pid() {
    return process.pid();
  }

  /** Whether the program is running. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Standard output and standard error so far. */
  public String output() {
    try {
      return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until the output contains the text. Returns this program.
   *
   * @throws AssertionError if the program ends before
   */
  public OtherJvm awaitOutput(String text) {
    await(name + " prints: " + text)
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(50))
        .failFast(name + " has ended", () -> !isAlive() && !output().contains(text))
        .until(() -> output().contains(text));
    return this;
  }

  /** Ends the program as {@code kill -9} does: no shutdown hook runs. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends the program as {@code kill} does: shutdown hooks run. Returns the exit status. */
  public int stop() {
    process.toHandle().destroy(); // Process.destroy would close standard input too
    return awaitEnd();
  }

  /** Waits for the end of the program. Returns the exit status. */
  public int awaitEnd() {
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(name + " must end within " + LIMIT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(name + ": interrupted", e);
    }
    return process.exitValue();
  }

  /** Kills the program if it is running. */
  @Override
  public void close() {
    kill();
  }
}
