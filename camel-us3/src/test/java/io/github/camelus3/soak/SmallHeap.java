package io.github.camelus3.soak;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Runs a program of the test class path in a JVM with a heap of 64 MiB. */
final class SmallHeap {
  static final int MEGABYTES = 64;

  private static final long LIMIT_MINUTES = 5;

  private SmallHeap() {}

  /**
   * Runs it to its end, and reads what it prints as properties.
   *
   * @throws AssertionError with what it prints, if it fails or does not end
   */
  static Properties run(Class<?> program, Object... arguments) throws Exception {
    Path output = Files.createTempFile("us3-small-heap-", ".txt");
    Process process = start(program, arguments, output);
    try {
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      String printed = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError((ended ? "it failed: " : "it does not end: ") + printed);
      }
      Properties properties = new Properties();
      properties.load(new StringReader(printed));
      return properties;
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(output);
    }
  }

  /** Starts it; the caller ends it. What it prints goes to {@code output}. */
  static Process start(Class<?> program, Object[] arguments, Path output) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + MEGABYTES + "m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-classpath");
    command.add(System.getProperty("java.class.path"));
    command.add(program.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
