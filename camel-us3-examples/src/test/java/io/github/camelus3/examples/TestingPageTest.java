package io.github.camelus3.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The route and the test of docs/testing.md are those that run here. */
class TestingPageTest {
  private static final Path SOURCES = Path.of("src/test/java/io/github/camelus3/examples");

  private static List<String> blocks() throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(Path.of("../docs/testing.md")))
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  @Test
  void pageShowsTheRouteAndItsTest() throws IOException {
    assertThat(blocks()).hasSize(2);
    assertThat(Files.readString(SOURCES.resolve("OrderRoutes.java"))).endsWith(blocks().get(0));
    assertThat(Files.readString(SOURCES.resolve("OrderRoutesTest.java"))).endsWith(blocks().get(1));
  }

  @Test
  void testHasFifteenLinesAtMost() throws IOException {
    assertThat(blocks().get(1).lines().filter(line -> !line.matches("[ }]*")))
        .hasSizeLessThanOrEqualTo(15);
  }
}
