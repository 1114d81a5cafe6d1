package io.github.camelus3.it;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Files of a page in {@code docs}. The first line of a block is a comment with its name. */
public final class Recipe {
  private static final Pattern FILE =
      Pattern.compile(
          "^```[a-z]+\n(?:#|--) (\\S+)\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  private final Map<String, String> files;

  private Recipe(Map<String, String> files) {
    this.files = files;
  }

  /** The files of these names. */
  public static Recipe of(String page, String... names) {
    Map<String, String> files = new LinkedHashMap<>();
    List.of(names).forEach(name -> files.put(name, text(page, name)));
    return new Recipe(files);
  }

  /** The text of a file. */
  public static String text(String page, String name) {
    Map<String, String> files =
        FILE.matcher(page(page))
            .results()
            .collect(toMap(block -> block.group(1), block -> block.group(2)));
    String text = files.get(name);
    if (text == null) {
      throw new IllegalArgumentException(page + " must have " + name + ": " + files.keySet());
    }
    return text;
  }

  /** The files with another text, which one of them must have. */
  public Recipe with(String old, String text) {
    if (files.values().stream().noneMatch(file -> file.contains(old))) {
      throw new IllegalArgumentException(files.keySet() + " must have: " + old);
    }
    Map<String, String> changed = new LinkedHashMap<>();
    files.forEach((name, file) -> changed.put(name, file.replace(old, text)));
    return new Recipe(changed);
  }

  /** Writes the files to a folder. Returns the option of Camel Main that loads them. */
  public String routes(Path folder) {
    return files.entrySet().stream()
        .map(file -> "file:" + write(folder.resolve(file.getKey()), file.getValue()))
        .collect(joining(",", "camel.main.routesIncludePattern=", ""));
  }

  private static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String page(String name) {
    try {
      return Files.readString(Path.of("..", "docs", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
