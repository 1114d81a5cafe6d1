package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A process that must end well within a minute. It is killed otherwise, with its children. */
final class ShortProcess {
  private ShortProcess() {}

  /**
   * What it prints.
   *
   * @param output receives the standard output
   * @param errors receives the standard error; may be {@code output}
   */
  static String run(ProcessBuilder command, Path output, Path errors)
      throws IOException, InterruptedException {
    command.redirectOutput(output.toFile());
    if (errors.equals(output)) {
      command.redirectErrorStream(true);
    } else {
      command.redirectError(errors.toFile());
    }
    Process process = command.start();
    try {
      boolean ended = process.waitFor(1, TimeUnit.MINUTES);
      String words = command.command() + "\n" + Files.readString(errors);
      assertThat(ended).as("ends: %s", words).isTrue();
      assertThat(process.exitValue()).as("%s", words).isZero();
      return Files.readString(output, StandardCharsets.UTF_8);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
