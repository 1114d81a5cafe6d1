package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3Buckets;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Links;
import io.github.camelus3.client.Us3Listing;
import io.github.camelus3.client.Us3ObjectProperties;
import io.github.camelus3.component.CallbackService;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/client.md run in their order and print what stands below them. */
class ClientPageTest {
  private static final Pattern PROGRAM =
      Pattern.compile("```java\n(.*?)```.*?```text\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension final CallbackService service = new CallbackService();
  @TempDir Path folder;

  @Test
  void everyProgramPrintsWhatThePageShows() throws Exception {
    Files.writeString(folder.resolve("hello.txt"), "hello\n");
    Files.write(folder.resolve("big.bin"), new byte[12_000_000]);
    MarkdownFile page = MarkdownFile.read("docs/client.md");
    List<MatchResult> programs = PROGRAM.matcher(page.text()).results().toList();
    assertThat(programs).hasSameSizeAs(page.blocks("java"));
    try (Us3Emulator us3 =
        Us3Emulator.builder()
            .bucket("photos")
            .credentials("PUB", "PRIV")
            .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
            .start()) {
      for (MatchResult program : programs) {
        assertThat(print(here(program.group(1), us3)))
            .as(program.group(1))
            .isEqualTo(percents(program.group(2)));
      }

      assertThat(us3.openUploads("photos")).isEmpty();
    }
    assertThat(folder.resolve("copy.txt")).hasContent("hello\n");
  }

  /** The program with this test's folder and servers. */
  private JavaBlock here(String program, Us3Emulator us3) {
    return new JavaBlock(
        program
            .replace("http://127.0.0.1:9000", us3.endpoint())
            .replace("http://127.0.0.1:8080/uploaded", service.url())
            .replace("Path.of(\"", "Path.of(\"" + folder + "/"));
  }

  private String print(JavaBlock program) throws IOException, ReflectiveOperationException {
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      program.run(folder);
    } finally {
      System.setOut(out);
    }
    return percents(printed.toString(UTF_8));
  }

  /** The text without the percentages, which depend on the order of the parts; 100 % stays. */
  private static String percents(String text) {
    return text.replaceAll("(?m)^[0-9]{1,2} %$", "_ %");
  }

  @Test
  void theTableHasAllCalls() throws IOException {
    String table = MarkdownFile.read("docs/client.md").text();
    table = table.substring(table.indexOf("## All calls"));

    assertThat(calls(table, "Objects", "Parts"))
        .isEqualTo(
            methods(
                Us3Client.class,
                "builder",
                "close",
                "scoped",
                "connections",
                "listing",
                "attributes",
                "links",
                "buckets"));
    assertThat(calls(table, "Listings")).isEqualTo(methods(Us3Listing.class));
    assertThat(calls(table, "Links")).isEqualTo(methods(Us3Links.class));
    assertThat(calls(table, "Attributes")).isEqualTo(methods(Us3ObjectProperties.class));
    assertThat(calls(table, "Buckets")).isEqualTo(methods(Us3Buckets.class));
  }

  private static Set<String> calls(String table, String... subjects) {
    return Stream.of(subjects)
        .map(subject -> table.lines().filter(line -> line.startsWith("| " + subject)).findFirst())
        .flatMap(line -> Pattern.compile("\\.(\\w+)`").matcher(line.orElseThrow()).results())
        .map(call -> call.group(1))
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  private static Set<String> methods(Class<?> type, String... others) {
    Set<String> names =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
            .map(Method::getName)
            .collect(TreeSet::new, Set::add, Set::addAll);
    names.removeAll(List.of(others));
    return names;
  }
}
