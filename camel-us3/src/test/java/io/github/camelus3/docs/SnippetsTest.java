package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.callback.PutPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks every code block of the pages by its language. A comment in the line before a block names
 * the test that runs it, or says why nothing does:
 *
 * <pre>{@code
 * <!-- run by: SpringBootPageTest -->
 * <!-- not run: it needs a cluster of Kubernetes -->
 * }</pre>
 */
class SnippetsTest {
  /** What programs print and send. */
  private static final Set<String> NO_CODE = Set.of("text", "http");

  private static final String RUN_BY = "run by: ";
  private static final String NOT_RUN = "not run: ";
  private static final int MIN_WORDS = 4;

  private static JavaSnippets java;
  private static PropertyNames properties;
  private static PomSnippets poms;
  private static Claim claims;

  @TempDir static Path classes;
  @TempDir Path folder;

  static Stream<CodeBlock> snippets() throws IOException {
    return CodeBlock.all().stream().filter(block -> !NO_CODE.contains(block.language()));
  }

  @BeforeAll
  static void compile() throws IOException {
    java =
        new JavaSnippets(
            snippets()
                .filter(block -> block.language().equals("java") && !isExempt(block))
                .toList(),
            classes);
    properties = new PropertyNames();
    poms = new PomSnippets();
    claims = new Claim();
  }

  @AfterAll
  static void close() throws IOException {
    java.close();
  }

  private static boolean isExempt(CodeBlock block) {
    return block.comment().startsWith(RUN_BY) || block.comment().startsWith(NOT_RUN);
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void aSnippetIsCheckedOrRunOrMarked(CodeBlock block) throws Exception {
    assertThat(problems(block)).isEmpty();
  }

  private List<String> problems(CodeBlock block) throws Exception {
    String comment = block.comment();
    if (comment.startsWith(RUN_BY)) {
      return claims.problems(comment.substring(RUN_BY.length()), block);
    }
    if (comment.startsWith(NOT_RUN)) {
      return comment.substring(NOT_RUN.length()).split("\\s+").length >= MIN_WORDS
          ? List.of()
          : List.of("reason must have " + MIN_WORDS + " words: " + comment);
    }
    return switch (block.language()) {
      case "java" -> java.problems(block);
      case "yaml" -> yaml(block.text());
      case "xml" -> xml(block.text());
      case "properties" ->
          properties.problems(
              block.text(), Files.readString(MarkdownFile.ROOT.resolve(block.page())));
      case "json" -> json(block.text());
      case "sh" -> new ShellSnippets(poms, folder).problems(block);
      case "" -> List.of("block must have a language");
      default -> List.of("a test must run the block, or a comment say why none does");
    };
  }

  private List<String> yaml(String text) {
    if (text.startsWith("camel:")) {
      return properties.problemsOfYaml(text);
    }
    String routes =
        text.startsWith("- to:")
            ? "- from:\n    uri: direct:start\n    steps:\n" + text.indent(6)
            : text;
    return route("yaml", routes);
  }

  private List<String> xml(String text) throws Exception {
    if (text.contains("<artifactId>")) {
      return poms.problems(text);
    }
    return route(
        "xml",
        text.startsWith("<to ") ? "<route><from uri=\"direct:start\"/>" + text + "</route>" : text);
  }

  private List<String> route(String language, String text) {
    try {
      RouteSnippets.build(language, text);
      return List.of();
    } catch (Exception e) {
      return List.of(e.toString());
    }
  }

  private static List<String> json(String text) {
    try {
      JsonNode json =
          new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).readTree(text);
      if (json.has("callbackUrl")) {
        PutPolicy.parse(text.strip());
      }
      return List.of();
    } catch (IOException e) {
      return List.of(e.getMessage());
    }
  }

  static Stream<String> wrongBlocks() {
    return Stream.of(
        "```yaml\n- from:\n    uri: us3:photos?prefx=in\n    steps:\n      - log: a\n```",
        "```yaml\n- to: us3:photos?jobs=many\n```",
        "```yaml\ncamel:\n  component:\n    us3:\n      jops: 20\n```",
        "```xml\n<to uri=\"us3:photos?jops=20\"/>\n```",
        "```xml\n<groupId>io.github.camelus3</groupId><artifactId>us3</artifactId>\n```",
        "```properties\ncamel.component.us3.jops=20\n```",
        "```properties\nlogging.level.io.github.camelus3.Uploader=debug\n```",
        "```json\n{\"callbackUrl\":\"a.example\"}\n```",
        "```json\n{\"a\":}\n```",
        "```sh\nmvn -Pquikstart verify\n```",
        "```sh\nmvn -pl camel-us4 verify\n```",
        "```sh\nmvn -pl camel-us3,camel-us4 verify\n```",
        "```sh\ncamel run upload.yaml --dep=mvn:io.github.camelus3:camel-us4:1.0.0-SNAPSHOT\n```",
        "```sh\njava -jar us3.jar --port 9000\n```",
        "```sh\ncurl -sS http://127.0.0.1:9000/absent.txt\n```",
        "```python\nprint(1)\n```",
        "```\nplain\n```",
        "<!-- not run: reasons -->\n```java\nx\n```",
        "<!-- run by: NoSuchTest -->\n```java\nx\n```",
        "<!-- run by: DocumentLinksTest -->\n```java\nx\n```");
  }

  @ParameterizedTest
  @MethodSource("wrongBlocks")
  void aMistakeIsFound(String markdown) throws Exception {
    CodeBlock block = CodeBlock.of(Path.of("README.md"), markdown).get(0);

    assertThat(problems(block)).isNotEmpty();
  }

  @Test
  void mistakesInJavaAreFoundInTheirLines() throws Exception {
    String page =
        Stream.of(
                "from(\"direct:a\").tu(\"us3:photos\");",
                "private Us3EmulatorExtnsion us3;",
                "public class A { NoSuchClass b; }",
                "import java.util.Lst;\n\nclass B {}",
                "from(\"direct:a\").setHeader(Us3Constants.KEY, constant(\"a\"));",
                "class C { Duration noImport; }",
                ".to(1, 2, 3)")
            .map(code -> "```java\n" + code + "\n```\n")
            .collect(Collectors.joining());
    List<CodeBlock> blocks = CodeBlock.of(Path.of("README.md"), page);

    try (JavaSnippets wrong = new JavaSnippets(blocks, folder)) {
      for (CodeBlock block : blocks) {
        assertThat(wrong.problems(block))
            .singleElement()
            .asString()
            .startsWith("README.md:" + (block.line() + 1) + ": ");
      }
    }
  }

  @Test
  void aBlockMayUseTheImportsThatItsPageShows() throws Exception {
    String imports = "```java\nimport io.github.camelus3.component.Us3Constants;\n```\n";
    String route =
        "```java\nfrom(\"direct:a\").removeHeader(Us3Constants.KEY).to(\"us3:a\");\n```\n";
    List<CodeBlock> blocks = new ArrayList<>(CodeBlock.of(Path.of("README.md"), imports + route));
    blocks.addAll(CodeBlock.of(Path.of("SECURITY.md"), route));

    try (JavaSnippets snippets = new JavaSnippets(blocks, folder)) {
      assertThat(snippets.problems(blocks.get(0))).isEmpty();
      assertThat(snippets.problems(blocks.get(1))).isEmpty();
      assertThat(snippets.problems(blocks.get(2))).singleElement().asString().contains("symbol");
    }
  }

  @Test
  void aWrongOptionInAJavaRouteIsFound() throws Exception {
    String route = "```java\nfrom(\"direct:a\").to(\"us3:photos?jops=20\");\n```";
    CodeBlock block = CodeBlock.of(Path.of("README.md"), route).get(0);

    try (JavaSnippets wrong = new JavaSnippets(List.of(block), folder)) {
      assertThat(wrong.problems(block)).singleElement().asString().contains("jops");
    }
  }

  @Test
  void theCompilerHasNothingToSayOfNoSnippet() {
    assertThat(java.problemsOfNoBlock()).isEmpty();
  }

  @Test
  void aWarningOfAnOptionIsOfNoBlock() throws Exception {
    String wrong = "```java\nfrom(1, 2, 3);\n```";
    CodeBlock block = CodeBlock.of(Path.of("README.md"), wrong).get(0);

    try (JavaSnippets warned =
        new JavaSnippets(List.of(block), folder, "--add-exports", "absent/a=ALL-UNNAMED")) {
      assertThat(warned.problemsOfNoBlock()).singleElement().asString().contains("add-exports");
      assertThat(warned.problems(block)).singleElement().asString().startsWith("README.md:2: ");
    }
  }

  @Test
  void commandsThatDoNotEndAreEnded() throws Exception {
    CodeBlock block = CodeBlock.of(Path.of("README.md"), "```sh\ntail -f /dev/null\n```").get(0);

    assertThat(new ShellSnippets(poms, folder, Duration.ofSeconds(1)).problems(block))
        .singleElement()
        .asString()
        .contains("must end within");
  }

  @Test
  void aTestMustNameTheBlockItself() throws Exception {
    String markdown = "<!-- run by: DslPageTest -->\n```yml\n- route:\n    id: of-no-test\n```";
    CodeBlock block = CodeBlock.of(Path.of("docs/dsl.md"), markdown).get(0);

    assertThat(problems(block)).isNotEmpty().anyMatch(why -> why.contains("text of the block"));
  }

  @Test
  void theCommentBeforeABlockIsItsOwn() {
    String markdown =
        "<!-- run by: ATest -->\n"
            + "```java\n"
            + "a\n"
            + "```\n\n"
            + "text\n"
            + "```sh\n"
            + "b\n"
            + "```\n"
            + "<!-- c -->\n"
            + "~~~xml\n"
            + "<d/>\n"
            + "~~~";

    assertThat(CodeBlock.of(Path.of("A.md"), markdown))
        .extracting(CodeBlock::comment)
        .containsExactly("run by: ATest", "", "c");
  }
}
