package io.github.camelus3.examples.springboot;

import static org.apache.camel.builder.Builder.body;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Emulator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The files of {@code docs/spring-boot.md} are one application, which is compiled and run. */
@Timeout(120)
class SpringBootPageTest {
  private static final Path PAGE = Path.of("../../docs/spring-boot.md");
  @TempDir Path folder;

  @Test
  void theApplicationOfThePageUploadsWithItsPolicyAndRepliesToTheCallback() throws Exception {
    String page = Files.readString(PAGE);
    int port = FreePort.find();
    Path outbox = Files.createDirectory(folder.resolve("outbox"));
    ClassLoader classes =
        compile(
            snippets(page, "java").stream()
                .map(java -> java.replace("127.0.0.1:8080", "127.0.0.1:" + port))
                .map(java -> java.replace("file:outbox", "file:" + outbox))
                .toList());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Thread.currentThread().setContextClassLoader(classes); // where Boot looks for components
    try (Us3Emulator us3 =
        Us3Emulator.builder()
            .bucket("photos")
            .credentials("PUB", "PRIV")
            .callbackTimeout(Duration.ofMinutes(1))
            .start()) {
      String yaml = snippets(page, "yaml").get(0);
      String commented = "# endpoint: http://127.0.0.1:9000";
      assertThat(yaml).contains(commented);
      Files.writeString(
          folder.resolve("application.yaml"),
          yaml.replace(commented, "endpoint: " + us3.endpoint()));

      try (ConfigurableApplicationContext context =
          SpringApplication.run(
              classes.loadClass("com.example.UploadApplication"),
              "--server.port=" + port,
              "--server.address=127.0.0.1",
              "--spring.config.location=" + folder.toUri(),
              "--US3_PUBLIC_KEY=PUB",
              "--US3_PRIVATE_KEY=PRIV")) {
        requireUpload(context.getBean(CamelContext.class), outbox, us3);
      }
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static void requireUpload(CamelContext camel, Path outbox, Us3Emulator us3)
      throws Exception {
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    assertThat(options.getRegion()).isEqualTo("cn-bj");
    assertThat(options.getJobs()).isEqualTo(20);
    assertThat(options.getConnectTimeout()).isEqualTo(5000);
    assertThat(options.getSpoolDirectory()).isEqualTo("/var/spool/us3");
    NotifyBuilder replied =
        new NotifyBuilder(camel)
            .whenAnyDoneMatches(body().isEqualTo("{\"accepted\":true}"))
            .create();

    Files.writeString(outbox.resolve("cat.jpg"), "pixels");

    assertThat(replied.matches(60, TimeUnit.SECONDS)).isTrue();
    assertThat(us3.callbacks()).hasSize(1);
    assertThat(us3.callbacks().get(0).url()).endsWith("/uploaded?event=uploaded");
    StoredObject stored = us3.object("photos", "cat.jpg").orElseThrow();
    assertThat(stored.metadata()).containsEntry("owner", "reports");
  }

  private static List<String> snippets(String page, String language) {
    return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult snippet) -> snippet.group(1))
        .toList();
  }

  /** Compiles the files of the page as they stand there. */
  private ClassLoader compile(List<String> snippets) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-d", folder.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    List<String> names = new ArrayList<>();
    for (String java : snippets) {
      String name = java.replaceAll("(?s).*public class (\\w+).*", "$1");
      names.add(name);
      arguments.add(Files.writeString(folder.resolve(name + ".java"), java).toString());
    }
    assertThat(names).containsExactly("UploadApplication", "Customizing", "Uploaded");
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(status).as("exit status of the compiler").isZero();
    return new URLClassLoader(
        new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
  }
}
