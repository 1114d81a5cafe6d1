package io.github.camelus3.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a program of the test class path in a separate JVM. */
final class OwnJvm {
  private static final long LIMIT_MINUTES = 5;

  private OwnJvm() {}

  /**
   * Runs a program to its end and returns its output.
   *
   * @param options options of the JVM
   * @throws AssertionError with the output, if the program fails or does not end in time
   */
  static String run(List<String> options, Class<?> program, Object... arguments) throws Exception {
    Path output = Files.createTempFile("us3-own-jvm-", ".txt");
    Process process = start(options, program, arguments, output);
    try {
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      String printed = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(
            (ended ? "the program failed: " : "the program does not end: ") + printed);
      }
      return printed;
    } finally {
      process.destroyForcibly().waitFor();
      Files.delete(output);
    }
  }

  /** Starts a program with {@code output} as its output; the caller ends it. */
  static Process start(List<String> options, Class<?> program, Object[] arguments, Path output)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
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
