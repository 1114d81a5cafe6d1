package io.github.camelus3.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A document of the manual, and the code in it. */
record MarkdownFile(Path path, String text) {
  static final Path ROOT = Path.of("..");

  static MarkdownFile read(String name) throws IOException {
    Path path = ROOT.resolve(name);
    return new MarkdownFile(path, Files.readString(path));
  }

  /** The section below a heading, with the sections within it. */
  MarkdownFile section(String heading) {
    int start = text.indexOf('\n' + heading + '\n');
    if (start < 0) {
      throw new IllegalArgumentException("heading must exist: " + heading);
    }
    String level = heading.substring(0, heading.indexOf(' ') + 1);
    int end = text.indexOf('\n' + level, start + 1);
    return new MarkdownFile(path, text.substring(start, end < 0 ? text.length() : end));
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
