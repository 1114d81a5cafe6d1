package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The links of every document lead to a file that exists, and to a heading in it. */
@Tag("once")
class DocumentLinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final Pattern HTML_ID = Pattern.compile("(?:id|name)=\"([^\"]+)\"");

  static List<Path> documents() throws IOException {
    return RepositoryFiles.endingIn(ROOT, ".md").stream().map(ROOT::relativize).toList();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyLinkLeadsSomewhere(Path document) throws IOException {
    assertThat(brokenLinks(document, Files.readString(ROOT.resolve(document)))).isEmpty();
  }

  @Test
  void linksToNowhereAreFound() throws IOException {
    String text =
        """
        # A [b](none.md)
        ![picture](docs/none.svg) [heading](#nowhere) [own](#a-b) [other](README.md#nowhere)
        [good](README.md#read-on) [host](https://) [file](https://example.com/x) [up](/etc)
        """;

    assertThat(brokenLinks(Path.of("A.md"), text))
        .containsExactly(
            "none.md", "docs/none.svg", "#nowhere", "README.md#nowhere", "https://", "/etc");
  }

  private static List<String> brokenLinks(Path document, String text) throws IOException {
    Node page = PARSER.parse(text);
    List<String> broken = new ArrayList<>();
    for (String target : targets(page)) {
      if (!exists(target, document, page)) {
        broken.add(target);
      }
    }
    return broken;
  }

  private static boolean exists(String target, Path document, Node page) throws IOException {
    if (target.matches("(https?|mailto):.*")) {
      return target.matches("mailto:.+@.+|https?://[^/]+.*"); // others' pages are not asked
    }
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = ROOT.resolve(document).resolveSibling(path).normalize();
    if (path.startsWith("/") || !path.isEmpty() && !Files.exists(file)) {
      return false;
    }
    if (hash < 0 || !path.isEmpty() && !path.endsWith(".md")) {
      return true;
    }
    Node linked = path.isEmpty() ? page : PARSER.parse(Files.readString(file));
    return anchors(linked).contains(target.substring(hash + 1));
  }

  private static List<String> targets(Node page) {
    List<String> targets = new ArrayList<>();
    page.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            targets.add(link.getDestination());
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            targets.add(image.getDestination());
          }
        });
    return targets;
  }

  private static Set<String> anchors(Node page) {
    Set<String> anchors = new HashSet<>();
    IdGenerator ids = IdGenerator.builder().build();
    page.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            anchors.add(ids.generateId(textOf(heading)));
          }

          @Override
          public void visit(HtmlInline html) {
            HTML_ID.matcher(html.getLiteral()).results().forEach(id -> anchors.add(id.group(1)));
          }

          @Override
          public void visit(HtmlBlock html) {
            HTML_ID.matcher(html.getLiteral()).results().forEach(id -> anchors.add(id.group(1)));
          }
        });
    return anchors;
  }

  private static String textOf(Heading heading) {
    StringBuilder text = new StringBuilder();
    heading.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text words) {
            text.append(words.getLiteral());
          }

          @Override
          public void visit(Code code) {
            text.append(code.getLiteral());
          }
        });
    return text.toString();
  }
}
