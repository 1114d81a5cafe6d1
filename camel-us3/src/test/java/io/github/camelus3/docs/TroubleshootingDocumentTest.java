package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3Exception;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Compares {@code docs/troubleshooting.md} with the messages, exceptions and RetCodes of the code.
 */
@Tag("once")
class TroubleshootingDocumentTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path STARTER = Path.of("../camel-us3-starter/src/main/java");
  private static final Path EMULATOR = Path.of("../camel-us3-emulator/src/main/java");
  private static final Path CLIENT = SOURCES.resolve("io/github/camelus3/client");

  private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|//[^\n\"]*(?=\n)");
  private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern CHARACTER = Pattern.compile("'(?:[^'\\\\]|\\\\.)'");
  private static final Pattern CONCATENATION = Pattern.compile("(?<!\\\\)\"\\s*\\+\\s*\"");

  /** Where a message is made that a user can meet. */
  private static final Pattern MESSAGE =
      Pattern.compile(
          "new \\w+Exception\\(|\\b(?:require|refuseIf|unusable|forbidden|attempt|error)\\("
              + "|\\b(?:LOG|log)\\s*\\.(?:warn|info)\\(");

  /** A row: its first cell, and the rest. */
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) \\|.*\\|$");

  /** Code, and the program that a text of others comes from. */
  private static final Pattern CODE =
      Pattern.compile("`([^`]+)`(?:, `[^`]+`)*( \\((?:Java|Camel|OkHttp)\\))?");

  private static final Pattern RET_CODE =
      Pattern.compile(
          "case ((?:-\\d+, )*-\\d+) ->|retCode\\(\\) == (-?\\d{3,})|Set\\.of\\(([\\d, ]+)\\)"
              + "|DUPLICATE_PART = (-\\d+)");

  /** Messages that no input leads to: the code that calls would be wrong, or the platform. */
  private static final Set<String> UNREACHABLE =
      Set.of(
          "every Java platform has",
          "every Java platform has SHA-256",
          "must be available",
          "fields must be serializable",
          "policy must be serializable",
          "decodeOrKeep must not fail",
          "reading from a string must not fail",
          "nothing is read",
          "Tika's own types have valid names",
          "a token is always as long as the first one",
          "operation must not be upload",
          "mode must be chosen: auto",
          "no duration",
          "a part is not sliced",
          "not a server's socket",
          "the streams are those of UploadSocket",
          "no such option of a client's socket:",
          "this context is for engines",
          "this context is a client's",
          "handshake listeners are not supported",
          "half of a TLS connection cannot be closed");

  @Test
  void everyMessageOfTheCodeIsOnThePage() throws IOException {
    String page = page();
    Set<String> missing = new TreeSet<>();
    int messages = 0;
    for (Path source : sources(SOURCES, STARTER)) {
      for (String message : messages(code(source))) {
        messages++;
        if (!page.contains(message) && !UNREACHABLE.contains(message)) {
          missing.add(message);
        }
      }
    }

    assertThat(messages).isGreaterThan(200);
    assertThat(missing).isEmpty();
  }

  @Test
  void noMessageIsCalledUnreachableThatTheCodeDoesNotHave() throws IOException {
    Set<String> inCode = new TreeSet<>();
    for (Path source : sources(SOURCES, STARTER)) {
      inCode.addAll(messages(code(source)));
    }

    assertThat(inCode).containsAll(UNREACHABLE);
  }

  @Test
  void everyMessageOfThePageIsInTheCode() throws IOException {
    List<String> texts = new ArrayList<>();
    for (Path source : sources(SOURCES, STARTER, EMULATOR)) {
      texts.addAll(texts(code(source)));
    }

    List<String> quoted = quotedMessages();

    assertThat(quoted).hasSizeGreaterThan(200);
    assertThat(quoted).allSatisfy(message -> assertThat(fixedParts(message)).isNotEmpty());
    assertThat(quoted.stream().flatMap(message -> fixedParts(message).stream()))
        .filteredOn(part -> texts.stream().noneMatch(text -> text.contains(part)))
        .isEmpty();
  }

  @Test
  void everyExceptionHasARow() throws IOException {
    String page = page();

    assertThat(exceptions(Us3Exception.class))
        .hasSizeGreaterThan(15)
        .filteredOn(name -> !page.contains("\n| `" + name + "` |"))
        .isEmpty();
  }

  @Test
  void everyRetCodeOfTheCodeHasARow() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String name : List.of("ErrorMapper", "ErrorResponse", "Us3ServiceException")) {
      Matcher matcher = RET_CODE.matcher(code(CLIENT.resolve(name + ".java")));
      while (matcher.find()) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
          if (matcher.group(i) != null) {
            codes.addAll(List.of(matcher.group(i).split(", ")));
          }
        }
      }
    }
    String section = page().substring(page().indexOf("\n## US3 refuses\n"));
    String table = section.substring(0, section.indexOf("\n## ", 1));

    assertThat(codes).contains("-148653", "20008", "15027", "-1014").hasSizeGreaterThan(18);
    assertThat(codes).filteredOn(code -> !table.contains('`' + code + '`')).isEmpty();
  }

  private static String page() throws IOException {
    return MarkdownFile.read("docs/troubleshooting.md").text();
  }

  private static List<Path> sources(Path... roots) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    return sources;
  }

  /** A source without comments, each text whole. */
  private static String code(Path source) throws IOException {
    String code = COMMENT.matcher(Files.readString(source)).replaceAll("");
    code = CHARACTER.matcher(code).replaceAll("'.'");
    return CONCATENATION.matcher(code).replaceAll("");
  }

  private static List<String> texts(String code) {
    return TEXT.matcher(code)
        .results()
        .map(text -> text.group(1).replace("\\\"", "\"").replace("\\\\", "\\"))
        .flatMap(text -> Stream.of(text, "Cannot " + text.replace(" %s", "")))
        .toList();
  }

  /** The longest fixed part of each message. */
  private static List<String> messages(String code) {
    return MESSAGE
        .matcher(code)
        .results()
        .map(start -> longestText(arguments(code, start)))
        .filter(text -> text.indexOf(' ') > 0)
        .toList();
  }

  private static String longestText(String arguments) {
    return TEXT.matcher(arguments)
        .results()
        .map(text -> text.group(1).replace("\\\"", "…"))
        .flatMap(text -> Stream.of(text.split("\\{}|%s|…")))
        .map(String::strip)
        .max(Comparator.comparingInt(String::length))
        .orElse("");
  }

  /** The text between the brackets of a call. */
  private static String arguments(String code, MatchResult call) {
    int depth = 1;
    boolean inText = false;
    int i = call.end();
    for (; depth > 0; i++) {
      char c = code.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        inText = !inText;
      } else if (!inText && c == '(') {
        depth++;
      } else if (!inText && c == ')') {
        depth--;
      }
    }
    return code.substring(call.end(), i - 1);
  }

  /** The messages in the first column of the tables, and in the second where US3 says them. */
  private static List<String> quotedMessages() throws IOException {
    List<String> messages = new ArrayList<>();
    ROW.matcher(page())
        .results()
        .map(row -> row.group(1))
        .flatMap(cell -> CODE.matcher(cell).results())
        .filter(code -> code.group(2) == null)
        .forEach(
            run ->
                TEXT.matcher(run.group().replace('`', '"'))
                    .results()
                    .map(text -> text.group(1))
                    .filter(text -> text.indexOf(' ') > 0)
                    .forEach(messages::add));
    return messages;
  }

  private static List<String> fixedParts(String message) {
    return Stream.of(message.split("…"))
        .map(String::strip)
        .filter(part -> part.length() > 3)
        .toList();
  }

  private static List<String> exceptions(Class<?> type) {
    List<String> names = new ArrayList<>(List.of(type.getSimpleName()));
    if (type.isSealed()) {
      for (Class<?> child : type.getPermittedSubclasses()) {
        names.addAll(exceptions(child));
      }
    }
    return names;
  }
}
