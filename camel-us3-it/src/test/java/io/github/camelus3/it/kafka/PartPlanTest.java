package io.github.camelus3.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.it.kafka.PartPlan.Part;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartPlanTest {
  @TempDir Path folder;

  private final PartPlan plan = new PartPlan();

  @Test
  void spreadsTheRangesOverThePartitions() throws Exception {
    File file = Files.write(folder.resolve("big.bin"), new byte[9]).toFile();
    plan.partitions = 2;

    assertThat(plan.of(file, 4))
        .containsExactly(
            new Part(0, 0, 3, 0, false), new Part(1, 4, 7, 1, true), new Part(2, 8, 8, 0, true));
  }

  @Test
  void refusesAFileWithoutBytes() throws Exception {
    File file = Files.createFile(folder.resolve("empty.bin")).toFile();
    plan.partitions = 2;

    assertThatThrownBy(() -> plan.of(file, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("file must have at least one byte: " + file);
  }

  @Test
  void pageHasTheClassThatTheNodesUse() throws Exception {
    String java =
        Files.readString(Path.of("src/test/java/io/github/camelus3/it/kafka/PartPlan.java"));

    assertThat(Files.readString(Path.of("../docs/scale-out.md")))
        .contains("```java\n" + java.substring(java.indexOf("public class PartPlan ")) + "```");
  }
}
