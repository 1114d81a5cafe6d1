package io.github.camelus3.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The YAML of a page in {@code docs} that contains a route, as the page shows it. */
public final class Recipe {
  private static final Pattern YAML = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

  private Recipe() {}

  /** Writes the only block of the page with that route ID to a file, for a {@link CamelNode}. */
  public static Path ofRoute(String page, String routeId) {
    try {
      String text = Files.readString(Path.of("..", "docs", page));
      List<String> blocks =
          YAML.matcher(text)
              .results()
              .map((MatchResult block) -> block.group(1))
              .filter(block -> block.contains("    id: " + routeId + "\n"))
              .toList();
      if (blocks.size() != 1) {
        throw new IllegalStateException(
            page + " must have one block with route " + routeId + ": " + blocks.size());
      }
      Path folder = Files.createDirectories(Path.of("target", "recipes"));
      return Files.writeString(folder.resolve(routeId + ".yaml"), blocks.get(0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
