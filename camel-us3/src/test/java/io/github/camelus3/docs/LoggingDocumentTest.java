package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Compares {@code docs/logging.md} with the loggers of the sources, and the levels they use. */
@Tag("once")
class LoggingDocumentTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern LOGGER = Pattern.compile("getLogger\\((\\w+)\\.class\\)");
  private static final Pattern CALL = Pattern.compile("\\bLOG\\s*\\.(\\w+)\\(");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(io\\.github\\.camelus3\\.[\\w.]+)` \\|(.*)\\|(.*)\\|(.*)\\|$");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** The name of a class in the package of a source. */
  private static String nameOf(Path source, String simpleName) {
    String folder = SOURCES.relativize(source).getParent().toString();
    return folder.replace('/', '.').replace('\\', '.') + '.' + simpleName;
  }

  private static Stream<MatchResult> rows() throws IOException {
    return ROW.matcher(MarkdownFile.read("docs/logging.md").text()).results();
  }

  @Test
  void thePageNamesEveryLogger() throws IOException {
    Set<String> inCode = new TreeSet<>();
    for (Path source : sources()) {
      LOGGER
          .matcher(Files.readString(source))
          .results()
          .forEach(match -> inCode.add(nameOf(source, match.group(1))));
    }

    assertThat(inCode).isNotEmpty();
    assertThat(rows().map(row -> row.group(1))).containsExactlyElementsOf(inCode);
  }

  @Test
  void thePageHasTheLevelsThatAreUsed() throws IOException {
    Map<String, Set<String>> described = new TreeMap<>();
    rows()
        .forEach(
            row -> {
              Set<String> levels = new TreeSet<>();
              List<String> names = List.of("warn", "info", "debug");
              for (int i = 0; i < names.size(); i++) {
                if (!row.group(i + 2).isBlank()) {
                  levels.add(names.get(i));
                }
              }
              described.put(row.group(1), levels);
            });

    for (Path source : sources()) {
      String text = Files.readString(source);
      Set<String> used = new TreeSet<>();
      CALL.matcher(text).results().forEach(call -> used.add(call.group(1)));
      used.remove("isDebugEnabled");
      if (!used.isEmpty()) {
        MatchResult logger = LOGGER.matcher(text).results().findFirst().orElseThrow();
        assertThat(described.get(nameOf(source, logger.group(1)))).as("%s", source).isEqualTo(used);
      }
    }
  }
}
