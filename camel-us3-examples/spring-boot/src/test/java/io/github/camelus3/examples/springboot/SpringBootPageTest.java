package io.github.camelus3.examples.springboot;

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
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The snippets of {@code docs/spring-boot.md} are one application, which is compiled and run. */
@Timeout(120)
class SpringBootPageTest {
  private static final Path PAGE = Path.of("../../docs/spring-boot.md");
  private static final String SERVICE = "https://app.example.com/uploaded";

  @TempDir Path folder;

  @Test
  void theSnippetsUploadWithTheirPolicyAndAnswerItsCallback() throws Exception {
    String page = Files.readString(PAGE);
    int port = FreePort.find();
    Files.writeString(folder.resolve("application.yaml"), snippets(page, "yaml").get(0));
    Class<?> application =
        compile(
            snippets(page, "java").stream()
                .map(java -> java.replace(SERVICE, "http://127.0.0.1:" + port + "/uploaded"))
                .toList());

    try (Us3Emulator us3 =
            Us3Emulator.builder()
                .bucket("photos")
                .credentials("PUB", "PRIV")
                .callbackTimeout(Duration.ofMinutes(1))
                .start();
        ConfigurableApplicationContext context =
            SpringApplication.run(
                application,
                "--server.port=" + port,
                "--server.address=127.0.0.1",
                "--spring.config.location=" + folder.toUri(),
                "--US3_PUBLIC_KEY=PUB",
                "--US3_PRIVATE_KEY=PRIV",
                "--camel.component.us3.endpoint=" + us3.endpoint())) {
      Us3Configuration options =
          context
              .getBean(CamelContext.class)
              .getComponent("us3", Us3Component.class)
              .getConfiguration();
      assertThat(options.getRegion()).isEqualTo("cn-bj");
      assertThat(options.getJobs()).isEqualTo(20);
      assertThat(options.getConnectTimeout()).isEqualTo(5000);
      assertThat(options.getSpoolDirectory()).isEqualTo("/var/spool/us3");

      String reply =
          context
              .getBean(ProducerTemplate.class)
              .requestBody("direct:upload", "pixels", String.class);

      assertThat(reply).isEqualTo("{\"accepted\":true}");
      assertThat(us3.callbacks()).hasSize(1);
      assertThat(us3.callbacks().get(0).url()).endsWith("/uploaded?event=uploaded");
      StoredObject stored = us3.object("photos", "cat.jpg").orElseThrow();
      assertThat(stored.metadata()).containsEntry("owner", "reports");
    }
  }

  private static List<String> snippets(String page, String language) {
    return Pattern.compile("```" + language + "\n(.*?)\n```", Pattern.DOTALL)
        .matcher(page)
        .results()
        .map((MatchResult snippet) -> snippet.group(1))
        .toList();
  }

  /** Two beans and the lines of a route, with the imports that an IDE adds. */
  private Class<?> compile(List<String> snippets) throws Exception {
    assertThat(snippets).as("Java snippets").hasSize(3);
    String source =
        """
        import io.github.camelus3.callback.PutPolicy;
        import io.github.camelus3.component.Us3Component;
        import java.util.Map;
        import org.apache.camel.builder.RouteBuilder;
        import org.apache.camel.spi.ComponentCustomizer;
        import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
        import org.springframework.context.annotation.Bean;
        import org.springframework.context.annotation.Configuration;

        @Configuration(proxyBeanMethods = false)
        @EnableAutoConfiguration
        public class Page {
          %s

          %s

          @Bean
          RouteBuilder routes() {
            return new RouteBuilder() {
              @Override
              public void configure() {
                %s
                from("direct:upload").to("us3:photos?keyName=cat.jpg&mode=put");
              }
            };
          }
        }
        """
            .formatted(snippets.toArray());
    Path file = Files.writeString(folder.resolve("Page.java"), source);
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
    return loader.loadClass("Page");
  }
}
