package io.github.camelus3.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class SoakTest {
  @TempDir Path temporary;

  @Test
  void resultsAreTrueAndNothingIsLeftWhileEveryTenthRequestFails() throws Exception {
    String printed =
        OwnJvm.run(
            List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary),
            Soak.class,
            "--files=300",
            "--fault-rate=0.1");

    assertThat(printed).contains("all proven");
  }
}
