package io.github.camelus3.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The Spring Boot application of {@code docs/getting-started.md} is compiled and uploads. */
@Timeout(120)
class GettingStartedTest {
  private static final Path PAGE = Path.of("../../docs/getting-started.md");

  @TempDir Path folder;

  @Test
  void theApplicationOfThePageUploadsTheFile() throws Exception {
    Path outbox = Files.createDirectory(folder.resolve("outbox"));
    Class<?> application = compile(block("java").replace("file:outbox", "file:" + outbox));

    try (Us3Emulator us3 =
        Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV").start()) {
      String properties = block("properties").replace("http://127.0.0.1:9000", us3.endpoint());
      Files.writeString(folder.resolve("application.properties"), properties);

      try (ConfigurableApplicationContext context =
          SpringApplication.run(
              application,
              "--server.address=127.0.0.1",
              "--server.port=0", // this module has a web server, the page's application has none
              "--spring.config.location=" + folder.toUri())) {
        NotifyBuilder upload =
            new NotifyBuilder(context.getBean(CamelContext.class)).whenCompleted(1).create();
        Path whole = Files.writeString(folder.resolve("hello.txt"), "hello\n");
        Files.move(whole, outbox.resolve("hello.txt"));

        assertThat(upload.matches(60, TimeUnit.SECONDS)).isTrue();
        assertThat(us3.keys("photos")).containsExactly("hello.txt");
      }
    }
  }

  private static String block(String language) throws Exception {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## 2b. Spring Boot\n");
    String section = page.substring(start, page.indexOf("\n## ", start + 1));
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(section);
    assertThat(block.find()).as(language).isTrue();
    return block.group(1);
  }

  private Class<?> compile(String source) throws Exception {
    Path file = Files.writeString(folder.resolve("UploadApplication.java"), source);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
    assertThat(status).as("exit status of the compiler").isZero();
    URLClassLoader loader =
        new URLClassLoader(
            new URL[] {folder.toUri().toURL()}, Thread.currentThread().getContextClassLoader());
    return loader.loadClass("com.example.UploadApplication");
  }
}
