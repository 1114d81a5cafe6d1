package io.github.camelus3.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.parser.RouteBuilderParser;
import org.apache.camel.parser.model.CamelEndpointDetails;
import org.jboss.forge.roaster.Roaster;
import org.jboss.forge.roaster.model.source.JavaClassSource;
import org.junit.jupiter.api.Test;

/** Validates the us3 URIs in a project's Java routes. Copy it into a project of yours. */
class EndpointUrisTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path PAGE = Path.of("../docs/catalog.md");

  private final CamelCatalog catalog = catalogWithUs3();

  private static CamelCatalog catalogWithUs3() {
    String name = "META-INF/io/github/camelus3/component/us3.json";
    try (InputStream json = EndpointUrisTest.class.getClassLoader().getResourceAsStream(name)) {
      CamelCatalog catalog = new DefaultCamelCatalog();
      catalog.addComponent(
          "us3",
          "io.github.camelus3.component.Us3Component",
          new String(json.readAllBytes(), UTF_8));
      return catalog;
    } catch (IOException e) {
      throw new IllegalStateException(name + " must be on the class path", e);
    }
  }

  @Test
  void allUrisOfTheProjectAreValid() throws IOException {
    List<CamelEndpointDetails> endpoints = us3Endpoints();

    assertThat(endpoints).isNotEmpty();
    for (CamelEndpointDetails endpoint : endpoints) {
      EndpointValidationResult result =
          catalog.validateEndpointProperties(endpoint.getEndpointUri());
      assertThat(result.isSuccess())
          .as(
              "%s:%s %s",
              endpoint.getFileName(), endpoint.getLineNumber(), result.summaryErrorMessage(false))
          .isTrue();
    }
  }

  private static List<CamelEndpointDetails> us3Endpoints() throws IOException {
    List<CamelEndpointDetails> endpoints = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (Roaster.parse(Files.readString(file)) instanceof JavaClassSource source) {
          RouteBuilderParser.parseRouteBuilderEndpoints(
              source, SOURCES.toString(), file.toString(), endpoints);
        }
      }
    }
    endpoints.removeIf(endpoint -> !"us3".equals(endpoint.getEndpointComponentName()));
    return endpoints;
  }

  @Test
  void aMisspeltOptionIsNamed() {
    EndpointValidationResult result = catalog.validateEndpointProperties("us3:photos?jops=20");

    assertThat(result.getUnknown()).containsExactly("jops");
  }

  @Test
  void aValueOfAnotherTypeIsNamed() {
    EndpointValidationResult result =
        catalog.validateEndpointProperties("us3:photos?jobs=many&mode=quick");

    assertThat(result.getInvalidInteger()).containsEntry("jobs", "many");
    assertThat(result.getInvalidEnum()).containsEntry("mode", "quick");
  }

  @Test
  void thePageShowsTheLinesOfThisTest() throws IOException {
    String source =
        Files.readString(
            Path.of("src/test/java/io/github/camelus3/examples/EndpointUrisTest.java"));
    String page = Files.readString(PAGE);
    String snippet = page.substring(page.indexOf("```java\n") + 8, page.indexOf("\n```\n"));

    assertThat(plain(source)).contains(plain(snippet));
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "");
  }
}
