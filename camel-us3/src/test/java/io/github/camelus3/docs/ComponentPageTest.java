package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Endpoint;
import io.github.camelus3.component.Us3Operation;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.component.webhook.WebhookEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The component page names only what exists, and its examples can be used. */
class ComponentPageTest {
  private static final Path PAGE = Path.of("src/main/docs/us3-component.adoc");
  private static final Path METADATA =
      Path.of("src/generated/resources/META-INF/io/github/camelus3/component/us3.json");

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private static JsonNode metadata() throws IOException {
    return new ObjectMapper().readTree(METADATA.toFile());
  }

  private static List<String> find(String regex) throws IOException {
    return Pattern.compile(regex, Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(page())
        .results()
        .map(match -> match.group(1))
        .toList();
  }

  private static List<String> blocks(String language) throws IOException {
    return find("^\\[source," + language + "]\n----\n(.*?)^----$");
  }

  @Test
  void theAttributesAreThoseOfTheMetadata() throws IOException {
    JsonNode component = metadata().get("component");

    assertThat(page())
        .startsWith("= " + component.get("title").asText() + " Component\n")
        .contains("\n:doctitle: " + component.get("title").asText() + "\n")
        .contains("\n:shortname: " + component.get("scheme").asText() + "\n")
        .contains("\n:artifactid: " + component.get("artifactId").asText() + "\n")
        .contains("\n:since: " + component.get("firstVersion").asText() + "\n")
        .contains("\n:supportlevel: " + component.get("supportLevel").asText() + "\n");
  }

  @Test
  void theOptionGroupsAreThoseOfTheMetadata() throws IOException {
    Set<String> groups = new TreeSet<>();
    for (String kind : new String[] {"componentProperties", "properties"}) {
      metadata().get(kind).forEach(option -> groups.add(option.get("group").asText()));
    }

    assertThat(find("^\\| `([^`]+)` \\|")).containsExactlyInAnyOrderElementsOf(groups);
  }

  @Test
  void everyHeaderIsAConstant() throws Exception {
    List<Object> constants = new ArrayList<>();
    for (Field field : Us3Constants.class.getFields()) {
      constants.add(field.get(null));
    }

    List<String> constantNames = find("Us3Constants\\.([A-Z_0-9]+)");

    assertThat(constants).containsAll(find("\\b(CamelUs3\\w+)")).isNotEmpty();
    assertThat(constantNames).isNotEmpty();
    for (String name : constantNames) {
      assertThat(Us3Constants.class.getField(name)).isNotNull();
    }
  }

  @Test
  void everyNameInTheTextIsAnOptionOrAnOperation() throws IOException {
    Set<String> known = new TreeSet<>(Set.of("bucketName", "US3_PUBLIC_KEY", "US3_PRIVATE_KEY"));
    metadata().get("properties").fieldNames().forEachRemaining(known::add);
    for (Us3Operation operation : Us3Operation.values()) {
      known.add(operation.name());
    }

    List<String> names = find("`([a-z]+[A-Z]\\w+)(?:=\\w+|\\.\\w+)?`");

    assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(known).contains(name));
  }

  static List<String> uris() throws IOException {
    List<String> uris = new ArrayList<>();
    for (String language : new String[] {"java", "xml"}) {
      for (String block : blocks(language)) {
        Pattern.compile("\"((?:webhook:)?us3:[^\"]+)\"")
            .matcher(block)
            .results()
            .forEach(match -> uris.add(match.group(1).replace("&amp;", "&")));
      }
    }
    return uris;
  }

  @ParameterizedTest
  @MethodSource("uris")
  void everyUriHasOptionsThatExist(String uri) throws Exception {
    try (DefaultCamelContext camel = camel()) {
      Class<?> type = uri.startsWith("webhook:") ? WebhookEndpoint.class : Us3Endpoint.class;

      assertThat(camel.getEndpoint(uri)).isInstanceOf(type);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void xmlAndYamlRoutesStart(String name, String text) throws Exception {
    try (DefaultCamelContext camel = camel()) {
      camel.start();

      PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(name, text));

      assertThat(camel.getRoutesSize()).isEqualTo(1);
    }
  }

  static List<Object[]> routes() throws IOException {
    List<Object[]> routes = new ArrayList<>();
    blocks("yaml").forEach(yaml -> routes.add(new Object[] {"page.yaml", yaml}));
    blocks("xml").stream()
        .filter(xml -> xml.contains("<route>"))
        .forEach(
            xml ->
                routes.add(
                    new Object[] {
                      "page.xml",
                      "<routes xmlns=\"http://camel.apache.org/schema/spring\">" + xml + "</routes>"
                    }));
    return routes;
  }

  private static DefaultCamelContext camel() {
    DefaultCamelContext camel = new DefaultCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setPublicKey("public");
    options.setPrivateKey("private");
    options.setRegion("cn-bj");
    RestConfiguration http = new RestConfiguration();
    http.setComponent("undertow");
    http.setHost("127.0.0.1");
    http.setPort(8080); // nothing listens, no webhook route is started
    camel.setRestConfiguration(http);
    Properties properties = new Properties();
    properties.setProperty("secret", "long and random");
    camel.getPropertiesComponent().setOverrideProperties(properties);
    return camel;
  }

  @Test
  void theLinkedDocumentsExist() throws IOException {
    List<String> links = find("link:\\{manual}/([^\\[]+)\\[");

    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Path.of("../docs").resolve(link)).exists());
  }
}
