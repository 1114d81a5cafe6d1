package io.github.camelus3.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The claim that a test runs a block. The texts in the test, and in the classes of its module that
 * it uses, must have the page, the language, and what only this block has: see {@link BlockNames}.
 * The last is not asked of a test that reads all blocks of the language with {@link
 * MarkdownFile#blocks}: it can be named at each of them, also at one that it does not use.
 */
final class Claim {
  private static final Pattern COMMENT_OR_TEXT =
      Pattern.compile(
          "/\\*(?s:.*?)\\*/|//[^\n]*|\"\"\"(?s:.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"|'[^\n]'");
  private static final Pattern NAME = Pattern.compile("\\b[A-Z]\\w+");

  private final List<Path> sources;

  Claim() throws IOException {
    sources =
        RepositoryFiles.endingIn(".java").stream()
            .filter(file -> file.toString().contains("/src/test/java/"))
            .toList();
  }

  List<String> problems(String test, CodeBlock block) throws IOException {
    List<String> problems = new ArrayList<>();
    for (Path source : named(test, sources)) {
      String why = whyNot(source, block);
      if (why.isEmpty()) {
        return List.of();
      }
      problems.add(source + " must " + why);
    }
    return problems.isEmpty() ? List.of("test must exist: " + test) : problems;
  }

  private static List<Path> named(String type, List<Path> sources) {
    return sources.stream().filter(file -> file.endsWith(type + ".java")).toList();
  }

  private String whyNot(Path test, CodeBlock block) throws IOException {
    if (!code(Files.readString(test)).matches("(?s).*@(Parameterized)?Test\\b.*")) {
      return "have a test";
    }
    Set<String> texts = texts(test);
    String all = String.join("\n", texts);
    String page = block.page().getFileName().toString();
    if (!Pattern.compile("(?m)(^|/)" + Pattern.quote(page) + "$").matcher(all).find()) {
      return "read the page " + page;
    }
    if (!Pattern.compile("(?m)(^|```)(" + block.language() + "|\\[a-z]\\+)($|\\\\+n)")
        .matcher(all)
        .find()) {
      return "read blocks of " + block.language();
    }
    return readsAll(test, block.language()) || new BlockNames(block).areIn(texts)
        ? ""
        : "name the file, a class, a title or a text of the block";
  }

  private static boolean readsAll(Path test, String language) throws IOException {
    return Files.readString(test).contains(".blocks(\"" + language + "\")");
  }

  /** The texts of a test and of the classes of its module that it uses. */
  private Set<String> texts(Path test) throws IOException {
    String folder = test.toString().replaceAll("/src/test/java/.*", "/src/test/java/");
    Map<String, Path> module =
        sources.stream()
            .filter(file -> file.toString().startsWith(folder))
            .collect(Collectors.toMap(Claim::type, file -> file, (one, other) -> one));
    Set<Path> used = new LinkedHashSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(test));
    Set<String> texts = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      Path source = open.pop();
      if (used.add(source)) {
        String java = Files.readString(source);
        COMMENT_OR_TEXT
            .matcher(java)
            .results()
            .filter(match -> match.group(1) != null)
            .forEach(text -> texts.add(text.group(1)));
        NAME.matcher(code(java))
            .results()
            .map(name -> module.get(name.group()))
            .filter(Objects::nonNull)
            .forEach(open::push);
      }
    }
    return texts;
  }

  private static String type(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }

  /** The code without its comments and texts. */
  private static String code(String java) {
    return COMMENT_OR_TEXT.matcher(java).replaceAll(" ");
  }
}
