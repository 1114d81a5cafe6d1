package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class Us3EmulatorMainTest {
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = Us3EmulatorMain.commandLine();
    commandLine.setErr(new PrintWriter(err));
    commandLine.setOut(new PrintWriter(out));
    return commandLine.execute(args);
  }

  @ParameterizedTest
  @CsvSource({
    "--port, abc",
    "--port, 65536",
    "--port, -1",
    "--bucket, Bad_Name",
    "--block-size, 0",
    "--callback-timeout-millis, 0",
    "--fault, no-such-fault",
    "--fault-rate, 2",
    "--fault-seed, x",
    "--unknown, x"
  })
  void unusableOptionIsNamedWithItsValue(String option, String value) {
    int exitCode = run(option + "=" + value);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains(option).contains(value);
  }

  @Test
  void takenPortIsNamed() {
    try (Us3Emulator other = TestClient.emulator().start()) {
      int exitCode = run("--port", Integer.toString(other.port()));

      assertThat(exitCode).isEqualTo(2);
      assertThat(err.toString()).contains("--port").contains("127.0.0.1:" + other.port());
    }
  }

  @Test
  void unusableDataDirectoryIsNamed(@TempDir Path files) throws IOException {
    Path file = Files.createFile(files.resolve("no-directory"));

    int exitCode = run("--port", "0", "--data", file.toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--data").contains(file.toString());
  }

  @Test
  void keysBelongTogether() {
    assertThat(run("--public-key", "PUB")).isEqualTo(2);
    assertThat(err.toString()).contains("--public-key and --private-key belong together");
  }

  @Test
  void helpListsTheOptions() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("--port", "--bucket", "--private-key", "--data");
  }
}
