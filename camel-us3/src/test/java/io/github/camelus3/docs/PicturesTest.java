package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each picture is drawn from its text of today, and a page shows it. */
@Tag("once")
class PicturesTest {
  private static final Path DOCS = Path.of("../docs");

  /** PlantUML writes the text of a picture into it: deflated, in a Base64 of its own alphabet. */
  private static final Pattern SOURCE = Pattern.compile("<!--SRC=\\[([\\w -]+)]-->");

  private static final Pattern WIDTH = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\"");

  private static final String PLANTUML =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_";
  private static final String BASE64_URL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  static List<String> pictures() throws IOException {
    try (Stream<Path> files = Files.list(DOCS.resolve("pictures"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".puml"))
          .map(name -> name.replace(".puml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void theDrawingIsOfItsText(String name) throws Exception {
    String text = Files.readString(DOCS.resolve("pictures/" + name + ".puml"));
    String drawing = Files.readString(DOCS.resolve("pictures/" + name + ".svg"));

    assertThat(SOURCE.matcher(drawing).results())
        .singleElement()
        .satisfies(source -> assertThat(lines(inflated(source))).isEqualTo(lines(text)));
  }

  /** Wider ones are scaled down by browsers until their text cannot be read. */
  @ParameterizedTest
  @MethodSource("pictures")
  void theTextOfTheDrawingIsNotScaledDown(String name) throws IOException {
    String drawing = Files.readString(DOCS.resolve("pictures/" + name + ".svg"));

    assertThat(WIDTH.matcher(drawing).results().map(width -> width.group(1)))
        .singleElement()
        .satisfies(width -> assertThat(Integer.parseInt(width)).isLessThanOrEqualTo(1000));
  }

  @Test
  void aPageShowsEachPicture() throws IOException {
    String readme = MarkdownFile.read("README.md").text().replace("](docs/", "](");
    String pages;
    try (Stream<Path> files = Files.list(DOCS)) {
      pages =
          files
              .filter(file -> file.toString().endsWith(".md"))
              .map(PicturesTest::read)
              .collect(Collectors.joining("", readme, ""));
    }

    assertThat(pictures())
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(pages).contains("](pictures/" + name + ".svg)"));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The lines that draw: neither comments nor the frame. */
  private static List<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("'") && !line.startsWith("@start"))
        .filter(line -> !line.startsWith("@enduml"))
        .toList();
  }

  private static String inflated(MatchResult source) {
    StringBuilder base64 = new StringBuilder();
    source
        .group(1)
        .replace("- -", "--") // two hyphens would end the comment
        .chars()
        .forEach(c -> base64.append(BASE64_URL.charAt(PLANTUML.indexOf((char) c))));
    Inflater inflater = new Inflater(true);
    inflater.setInput(Base64.getUrlDecoder().decode(base64.toString()));
    byte[] text = new byte[64 << 10];
    try {
      return new String(text, 0, inflater.inflate(text), StandardCharsets.UTF_8);
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    } finally {
      inflater.end();
    }
  }
}
