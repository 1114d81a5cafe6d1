package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Image;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages are written in short sentences, and say what to read next. */
@Tag("once")
class SentencesTest {
  private static final int MAX_WORDS = 25;
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  static Stream<Path> pages() throws IOException {
    return DocumentLinksTest.documents().stream()
        .filter(page -> !page.toString().contains(".zh-CN."));
  }

  static Stream<Path> manual() throws IOException {
    return pages()
        .filter(page -> page.startsWith("docs"))
        .filter(page -> !page.endsWith("benchmarks.md")); // a report
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aSentenceIsShort(Path page) throws IOException {
    assertThat(longSentences(Files.readString(MarkdownFile.ROOT.resolve(page)))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("manual")
  void thePageSaysWhatToReadNext(Path page) throws IOException {
    List<String> paragraphs = paragraphs(Files.readString(MarkdownFile.ROOT.resolve(page)));

    assertThat(paragraphs.get(paragraphs.size() - 1)).startsWith("Next: ");
  }

  @Test
  void onlyALongSentenceIsFound() {
    String words = "word ".repeat(MAX_WORDS - 1).strip();
    String shortOnes = words + " `some code`. " + words + ": [a\nlink](to.md), " + words + ".\n\n";
    String notText =
        "```text\n" + words + words + "\n```\n\n| a |\n|---|\n| " + words + words + " |\n";

    assertThat(longSentences(words + " end.\n\n* " + words + "\n* " + words + "\n\n" + notText))
        .isEmpty();
    assertThat(longSentences(shortOnes)).singleElement().asString().startsWith("a link, word");
  }

  private static List<String> longSentences(String markdown) {
    return paragraphs(markdown).stream()
        .flatMap(paragraph -> Stream.of(paragraph.split("(?<=[.!?:;])\\s+")))
        .filter(sentence -> words(sentence) > MAX_WORDS)
        .toList();
  }

  private static long words(String sentence) {
    return Stream.of(sentence.split("\\s+"))
        .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
        .count();
  }

  /** The text of each paragraph and list item, with a word in place of each piece of code. */
  private static List<String> paragraphs(String markdown) {
    List<String> paragraphs = new ArrayList<>();
    PARSER
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              private StringBuilder text = new StringBuilder();

              @Override
              public void visit(Paragraph paragraph) {
                text = new StringBuilder();
                visitChildren(paragraph);
                paragraphs.add(text.toString());
              }

              @Override
              public void visit(Text node) {
                text.append(node.getLiteral());
              }

              @Override
              public void visit(Code code) {
                text.append("code");
              }

              @Override
              public void visit(SoftLineBreak end) {
                text.append(' ');
              }

              @Override
              public void visit(Image image) {} // its text is read in its place
            });
    return paragraphs;
  }
}
