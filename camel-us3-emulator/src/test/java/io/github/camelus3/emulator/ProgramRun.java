package io.github.camelus3.emulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The program in a JVM of its own. Closing ends it. */
final class ProgramRun implements AutoCloseable {
  private static final String LISTENING = "US3 emulator listening on ";
  private static final String LAST_OF_THE_BLOCK = "  Upload";

  private final Process process;
  private final BufferedReader out;
  private String output = "";

  private ProgramRun(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
  }

  static ProgramRun of(List<String> jvmOptions, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")); // quick to start
    command.add("-Dstdout.encoding=UTF-8");
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Us3EmulatorMain.class.getName());
    command.addAll(List.of(args));
    return new ProgramRun(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Where it says that it listens. Before that, the JVM may warn about its future. */
  String awaitEndpoint() throws IOException {
    return awaitLine(LISTENING).substring(LISTENING.length());
  }

  /** The lines from the first output to the end of the start block. */
  List<String> awaitBlock() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      lines.add(line);
      if (line.startsWith(LAST_OF_THE_BLOCK)) {
        return lines;
      }
    }
    throw new AssertionError("not listening: " + lines);
  }

  /** The next line that starts so. */
  String awaitLine(String start) throws IOException {
    StringBuilder before = new StringBuilder();
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith(start)) {
        return line;
      }
      before.append(line).append('\n');
    }
    throw new AssertionError("no line " + start + ": " + before);
  }

  /**
   * Sends SIGTERM, as {@code docker stop} does. {@code Process.destroy} would end the output too.
   */
  void terminate() {
    process.toHandle().destroy();
  }

  long pid() {
    return process.pid();
  }

  ProgramRun awaitEnd() throws InterruptedException {
    output = out.lines().collect(Collectors.joining("\n"));
    if (!process.waitFor(1, TimeUnit.MINUTES)) {
      close();
      throw new AssertionError("it goes on: " + output);
    }
    return this;
  }

  String output() {
    return output;
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
