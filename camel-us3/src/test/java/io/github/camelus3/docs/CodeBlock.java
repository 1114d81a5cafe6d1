package io.github.camelus3.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A fenced block of a page.
 *
 * @param page relative to the root of the repository
 * @param line of the opening fence, from 1
 * @param comment of the line before it; empty if there is none
 */
record CodeBlock(Path page, int line, String language, String text, String comment) {
  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();

  /** The blocks of all pages. */
  static List<CodeBlock> all() throws IOException {
    return DocumentLinksTest.documents().stream().flatMap(page -> of(page).stream()).toList();
  }

  private static List<CodeBlock> of(Path page) {
    try {
      return of(page, Files.readString(MarkdownFile.ROOT.resolve(page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<CodeBlock> of(Path page, String markdown) {
    List<CodeBlock> blocks = new ArrayList<>();
    PARSER
        .parse(markdown)
        .accept(
            new AbstractVisitor() {
              @Override
              public void visit(FencedCodeBlock block) {
                blocks.add(of(page, block));
              }
            });
    return blocks;
  }

  private static CodeBlock of(Path page, FencedCodeBlock block) {
    String comment =
        block.getPrevious() instanceof HtmlBlock html && html.getLiteral().startsWith("<!--")
            ? html.getLiteral().replaceAll("^<!--|-->$", "").strip()
            : "";
    int line = block.getSourceSpans().get(0).getLineIndex() + 1;
    return new CodeBlock(page, line, block.getInfo().strip(), block.getLiteral(), comment);
  }

  /** The name of the file that a comment in the first line gives it; empty if there is none. */
  String fileName() {
    String first = text.lines().findFirst().orElse("");
    return first.matches("(#|--) [\\w-]+\\.[a-z]+") ? first.substring(first.indexOf(' ') + 1) : "";
  }

  @Override
  public String toString() {
    return page + ":" + line + " " + language;
  }
}
