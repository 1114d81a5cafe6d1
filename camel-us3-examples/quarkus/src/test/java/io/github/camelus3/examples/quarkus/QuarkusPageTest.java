package io.github.camelus3.examples.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/quarkus.md tells users to write is what this module has. */
class QuarkusPageTest {
  private static String page() throws IOException {
    return Files.readString(Path.of("../../docs/quarkus.md"));
  }

  private static List<String> find(String regex) throws IOException {
    return Pattern.compile(regex, Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(page())
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  @Test
  void theVersionsAreThoseOfTheBuild() throws IOException {
    String quarkus = System.getProperty("documented.quarkus");
    String camel = System.getProperty("documented.camel");

    assertThat(find("<artifactId>quarkus-[a-z-]+</artifactId>\\s*<version>(.*?)<"))
        .containsExactly(quarkus, quarkus);
    assertThat(find("<artifactId>camel-quarkus-core</artifactId>\\s*<version>(.*?)<"))
        .containsExactly(System.getProperty("documented.camel-quarkus"));
    assertThat(find("<artifactId>camel-(?:support|file)</artifactId>\\s*<version>(.*?)<"))
        .containsExactly(camel, camel);
  }

  @Test
  void thePropertiesAreThoseOfTheExample() throws IOException {
    Properties documented = new Properties();
    documented.load(new StringReader(find("^```properties\n(.*?)^```$").get(0)));
    Properties tested = new Properties();
    try (var in = Files.newInputStream(Path.of("src/main/resources/application.properties"))) {
      tested.load(in);
    }

    String url = "camel.component.us3.callback-url"; // a host of each its own
    assertThat(documented.remove(url)).isNotNull();
    assertThat(tested.remove(url)).isNotNull();
    assertThat(documented).isNotEmpty();
    assertThat(tested).containsAllEntriesOf(documented);
  }

  @Test
  void theJavaCompiles(@TempDir Path folder) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-proc:none", "-Werror", "-d", folder.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    for (String java : find("^```java\n(.*?)^```$")) {
      String name = java.replaceAll("(?s).*public class (\\w+).*", "$1");
      arguments.add(Files.writeString(folder.resolve(name + ".java"), java).toString());
    }

    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));

    assertThat(status).isZero();
    assertThat(folder.resolve("UploadRoute.class")).exists();
    assertThat(folder.resolve("Policies.class")).exists();
  }
}
