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

  private static String page() throws IOException {
    return Files.readString(Path.of("../docs/testing.md"));
  }

  private static List<String> blocks() throws IOException {
    return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
        .matcher(page())
        .results()
        .map(block -> block.group(1))
        .toList();
  }

  /** A source as a reader types it: without package and Javadoc. */
  private static String source(String name) throws IOException {
    return Files.readString(SOURCES.resolve(name))
        .replaceFirst("package .*;\n\n", "")
        .replaceFirst("/\\*\\*.*\\*/\n", "");
  }

  @Test
  void pageShowsTheRouteAndItsTest() throws IOException {
    assertThat(blocks())
        .containsExactly(source("OrderRoutes.java"), source("OrderRoutesTest.java"));
  }

  @Test
  void testHasFifteenLinesAtMost() throws IOException {
    assertThat(
            blocks()
                .get(1)
                .lines()
                .dropWhile(line -> !line.startsWith("class "))
                .filter(line -> !line.matches("[ }]*")))
        .hasSizeBetween(1, 15);
  }

  @Test
  void versionsAreThoseOfTheBuild() throws IOException {
    String root = Files.readString(Path.of("../pom.xml"));

    for (String name : List.of("junit", "assertj")) {
      String version = root.replaceAll("(?s).*<" + name + ".version>(.*?)<.*", "$1");
      assertThat(page()).contains("<version>" + version + "</version>");
    }
  }
}
