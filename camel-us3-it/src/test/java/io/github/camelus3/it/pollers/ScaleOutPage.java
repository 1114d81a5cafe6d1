package io.github.camelus3.it.pollers;

import io.github.camelus3.it.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The files of docs/scale-out-pollers.md. The first line of a block is a comment with its name. */
public final class ScaleOutPage {
  private static final String PAGE = "scale-out-pollers.md";

  private ScaleOutPage() {}

  /** The text of a file of the page. */
  public static String file(String name) {
    return Recipe.text(PAGE, name);
  }

  /** Writes files of the page to a folder. Returns the option of Camel Main that loads them. */
  public static String routes(Path folder, String... names) {
    return Recipe.of(PAGE, names).routes(folder);
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
      return Files.readString(Path.of("..", "docs", PAGE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
