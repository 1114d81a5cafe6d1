package io.github.camelus3.it.pollers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of docs/scale-out-pollers.md. The first line of a block is a comment with its name. */
public final class ScaleOutPage {
  private static final Path PAGE = Path.of("..", "docs", "scale-out-pollers.md");
  private static final Pattern FILE =
      Pattern.compile(
          "^```[a-z]+\n(?:#|--) (\\S+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private ScaleOutPage() {}

  /** The text of a file of the page. */
  public static String file(String name) {
    Map<String, String> files =
        FILE.matcher(text())
            .results()
            .collect(Collectors.toMap(block -> block.group(1), block -> block.group(2)));
    String file = files.get(name);
    if (file == null) {
      throw new IllegalArgumentException(PAGE + " must have " + name + ": " + files.keySet());
    }
    return file;
  }

  /** Writes files of the page to a folder. Returns the option of Camel Main that loads them. */
  public static String routes(Path folder, String... names) {
    return "camel.main.routesIncludePattern="
        + Arrays.stream(names)
            .map(name -> "file:" + write(folder.resolve(name), file(name)))
            .collect(Collectors.joining(","));
  }

  /** The class of this name. */
  static String java(String name) {
    String start = "public class " + name + ' ';
    return Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text())
        .results()
        .map(block -> block.group(1))
        .filter(java -> java.startsWith(start))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(PAGE + " must have " + start));
  }

  static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
