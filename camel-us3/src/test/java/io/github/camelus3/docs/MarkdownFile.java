package io.github.camelus3.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A document of the manual, and the code in it. */
record MarkdownFile(Path path, String text) {
  private static final Path ROOT = Path.of("..");

  static MarkdownFile read(String name) throws IOException {
    Path path = ROOT.resolve(name);
    return new MarkdownFile(path, Files.readString(path));
  }

  /** The fenced blocks of a language, in their order. */
  List<String> blocks(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .toList();
  }
}
