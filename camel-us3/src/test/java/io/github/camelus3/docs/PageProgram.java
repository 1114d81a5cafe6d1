package io.github.camelus3.docs;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program of a page that runs in a process of its own until it is closed. */
final class PageProgram implements AutoCloseable {
  /** Ends a program that does not print what is awaited, so that its test fails. */
  private static final int MAX_MINUTES = 4;

  private final Process process;

  private PageProgram(Process process) {
    this.process = process;
  }

  static PageProgram start(Path folder, List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    CompletableFuture.delayedExecutor(MAX_MINUTES, TimeUnit.MINUTES)
        .execute(process::destroyForcibly);
    return new PageProgram(process);
  }

  /** The command that runs Java with these arguments. */
  static List<String> java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, arguments);
    return command;
  }

  /** Reads the output up to a line that contains a text. Needs no clock. */
  void awaitLine(String text) throws IOException {
    BufferedReader lines = process.inputReader();
    StringBuilder before = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.contains(text)) {
        return;
      }
      before.append(line).append('\n');
    }
    throw new IllegalStateException("program must print " + text + ": " + before);
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    process.inputReader().close();
  }
}
