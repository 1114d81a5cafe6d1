package io.github.camelus3.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a test names a block, among the blocks of one language of its page. */
final class BlockNames {
  private static final int MIN_TEXT = 6;
  private static final Pattern CLASS =
      Pattern.compile("(?m)^(?:[a-z]+ )*(?:class|record|interface|enum) (\\w+)");

  /** A heading, or bold words. */
  private static final Pattern TITLE = Pattern.compile("(?m)^#+ (.+)$|\\*\\*([^*\n]+?)\\.?\\*\\*");

  private final CodeBlock block;
  private final List<String> page;
  private final List<CodeBlock> others;

  BlockNames(CodeBlock block) throws IOException {
    this.block = block;
    Path file = MarkdownFile.ROOT.resolve(block.page());
    page = Files.readAllLines(file);
    others =
        CodeBlock.of(block.page(), Files.readString(file)).stream()
            .filter(other -> other.language().equals(block.language()))
            .filter(other -> other.line() != block.line())
            .toList();
  }

  /**
   * Whether the texts of a test have what only this block has: the name of its file, the name of a
   * class that it declares, any text that no other block has, or a title over it. The page and the
   * language are enough if no other block has them.
   */
  boolean areIn(Set<String> texts) {
    if (!block.fileName().isEmpty()) {
      return texts.stream().anyMatch(text -> text.contains(block.fileName()));
    }
    return others.isEmpty()
        || texts.stream().anyMatch(this::isOnlyHere)
        || ownNames().anyMatch(name -> texts.stream().anyMatch(text -> hasWords(text, name)));
  }

  private boolean isOnlyHere(String text) {
    return text.strip().length() >= MIN_TEXT
        && block.text().contains(text)
        && others.stream().noneMatch(other -> other.text().contains(text));
  }

  private static boolean hasWords(String text, String words) {
    return Pattern.compile("\\b" + Pattern.quote(words) + "\\b").matcher(text).find();
  }

  /** The block's classes and titles. */
  private Stream<String> ownNames() {
    Set<String> titles = titles(block);
    others.forEach(other -> titles.removeAll(titles(other)));
    return Stream.concat(
        CLASS.matcher(block.text()).results().map(name -> name.group(1)), titles.stream());
  }

  /** The titles between the last block of the language and this one. */
  private Set<String> titles(CodeBlock of) {
    int start =
        others.stream()
            .filter(other -> other.line() < of.line())
            .mapToInt(CodeBlock::line)
            .max()
            .orElse(0);
    int from = of == block || block.line() > of.line() ? start : Math.max(start, block.line());
    String before = String.join("\n", page.subList(from, of.line() - 1));
    return TITLE
        .matcher(before)
        .results()
        .map(title -> title.group(1) == null ? title.group(2) : title.group(1))
        .filter(title -> title.length() >= MIN_TEXT)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
