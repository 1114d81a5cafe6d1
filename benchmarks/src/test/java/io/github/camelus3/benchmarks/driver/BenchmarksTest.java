package io.github.camelus3.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.benchmarks.result.Goal;
import io.github.camelus3.benchmarks.result.Results;
import io.github.camelus3.benchmarks.result.Row;
import io.github.camelus3.benchmarks.result.Variant;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchmarksTest {
  private final StringWriter errors = new StringWriter();

  private int run(String... arguments) {
    return new CommandLine(new Benchmarks()).setErr(new PrintWriter(errors)).execute(arguments);
  }

  @Test
  void namesARowThatDoesNotExist() {
    int status = run("--rows", "multipart-1,multipart-3");

    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("--rows", "\"multipart-3\"");
  }

  @Test
  void refusesANegativeNumberOfRounds() {
    int status = run("--rounds", "-1");

    assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(errors.toString()).contains("--rounds", "-1");
  }

  @Test
  void rowsHaveDifferentNames() {
    assertThat(Rows.of(Rows.Scale.FULL)).extracting(Row::id).doesNotHaveDuplicates();
  }

  @Test
  void goalsWithoutMeasurementsAreNotReached() {
    assertThat(Goal.all()).allMatch(goal -> goal.measured().apply(new Results()).isEmpty());
  }

  @Test
  void goalsHaveDifferentTitles() {
    assertThat(Goal.all()).extracting(Goal::title).doesNotHaveDuplicates();
  }

  @Test
  void rowsOverTlsHaveThePlainRowBesideThem() {
    List<String> ids = Rows.of(Rows.Scale.FULL).stream().map(Row::id).toList();

    assertThat(ids)
        .filteredOn(id -> id.endsWith("-https"))
        .isNotEmpty()
        .allMatch(id -> ids.contains(id.replace("-https", "")));
  }

  @Test
  void plainRowsHaveNoContenderWithConscrypt() {
    assertThat(Rows.of(Rows.Scale.FULL))
        .filteredOn(row -> !row.https())
        .allMatch(row -> row.variants().stream().noneMatch(Variant::conscrypt));
  }
}
