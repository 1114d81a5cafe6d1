package io.github.camelus3.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The page docs/dsl.md, by sections. */
final class DslPage {
  private static final Pattern CLASS_NAME = Pattern.compile("public class (\\w+)");

  private final String text;

  private DslPage(String text) {
    this.text = text;
  }

  static DslPage read() throws IOException {
    return new DslPage(Files.readString(Path.of("../docs/dsl.md")));
  }

  /** The sections that have routes. */
  List<String> sections() {
    return Pattern.compile("^## (.+)$", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(title -> section(title).contains("```"))
        .toList();
  }

  /** The only block of a language in a section. */
  String block(String section, String language) {
    List<String> blocks = blocks(section, language);
    if (blocks.size() != 1) {
      throw new IllegalStateException(
          language + " blocks of " + section + " must be 1: " + blocks.size());
    }
    return blocks.get(0);
  }

  List<String> blocks(String section, String language) {
    return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(section(section))
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  /** Loads a section's routes, as Camel loads a file of the language. */
  void load(CamelContext camel, String section, String language) throws Exception {
    String source = block(section, language);
    String file = (language.equals("java") ? className(source) : "routes") + "." + language;
    PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(file, source));
  }

  private static String className(String source) {
    Matcher name = CLASS_NAME.matcher(source);
    if (!name.find()) {
      throw new IllegalStateException("snippet must have a public class: " + source);
    }
    return name.group(1);
  }

  private String section(String title) {
    int start = text.indexOf("\n## " + title + "\n");
    if (start < 0) {
      throw new IllegalArgumentException("section must exist: " + title);
    }
    int end = text.indexOf("\n## ", start + 1);
    return text.substring(start, end < 0 ? text.length() : end);
  }
}
