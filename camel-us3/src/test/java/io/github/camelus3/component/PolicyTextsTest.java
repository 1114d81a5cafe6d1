package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts of a policy, written as plainly as any other option in each language of routes. */
class PolicyTextsTest extends Us3TestSupport {
  @RegisterExtension final CallbackService service = new CallbackService();

  @ParameterizedTest
  @ValueSource(strings = {"us3", "us3:photos"})
  void yamlParametersTakeTheQueryForm(String uri) throws Exception {
    loadYaml(uri, "to", "key=$(x:k)&n=$(x:n)");

    template.sendBody("direct:in", "x");

    assertThat(service.queries()).containsExactly("key=a%20b&n=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us3", "us3:photos"})
  void yamlParametersTakeFieldsNamedLikeOptions(String uri) throws Exception {
    loadYaml(uri, "to", "key=$(x:k)&mode=fast&regoin=cn&n=$(x:n)&last=1");

    template.sendBody("direct:in", "x");

    assertThat(service.queries()).containsExactly("key=a%20b&mode=fast&regoin=cn&n=1&last=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us3", "us3:photos"})
  void yamlParametersOfADynamicEndpointTakeTheQueryForm(String uri) throws Exception {
    loadYaml(uri, "toD", "key=$(x:k)&n=$(x:n)");

    template.sendBody("direct:in", "x");

    assertThat(service.queries()).containsExactly("key=a%20b&n=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"us3", "us3:photos"})
  void yamlParametersTakeAUrlWithAQueryAndAWholePolicy(String uri) throws Exception {
    String url = service.url() + "?a=(1)&b=1+1&mode=x%25";
    load(
        "url.yaml",
        """
        - from:
            uri: direct:url
            steps:
              - to:
                  uri: %s
                  parameters:
                    bucketName: photos
                    keyName: url
                    callbackUrl: '%s'
                    callbackBody: '{"a":"1+1&(2)"}'
                    callbackBodyType: application/vnd.api+json
        - from:
            uri: direct:policy
            steps:
              - to:
                  uri: %s
                  parameters:
                    bucketName: photos
                    keyName: policy
                    policy: '{"callbackUrl":"%s","callbackBody":"k=$(x:k)&n=1","callbackVar":{"x:k":"v"}}'
        """
            .formatted(uri, url, uri, service.url())
            .replace("bucketName: photos", uri.equals("us3") ? "bucketName: photos" : "jobs: 2"));

    template.sendBody("direct:url", "x");
    template.sendBody("direct:policy", "x");

    assertThat(service.queries()).containsExactly("a=(1)&b=1+1&mode=x%25", "k=v&n=1");
    assertThat(service.bodies()).containsExactly("{\"a\":\"1+1&(2)\"}", "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "f=:)&key=$(x:k)&n=$(x:n) | f=:)&key=a%20b&n=1",
        "RAW{f=:)&key=$(x:k)} | f=:)&key=a%20b",
        "{\"k\":\"$(x:k)\",\"f\":\":)&}&\"} | %7B%22k%22:%22a%20b%22,%22f%22:%22:)&%7D&%22%7D"
      })
  void yamlParametersTakeBracketsThatDoNotMatch(String body, String query) throws Exception {
    loadYaml("us3", "to", body);
    template.sendBody("direct:in", "x");
    context.getRouteController().stopAllRoutes();
    loadYaml("us3:photos", "to", body);
    template.sendBody("direct:in", "x");

    assertThat(service.queries()).containsExactly(query, query);
  }

  @ParameterizedTest
  @ValueSource(strings = {"us3", "us3:photos"})
  void yamlParametersOfAVariableTakeAnAmpersand(String uri) throws Exception {
    load(
        "variable.yaml",
        """
        - from:
            uri: direct:in
            steps:
              - to:
                  uri: %s
                  parameters:
                    %s
                    keyName: k
                    callbackUrl: %s
                    callbackBody: 'a=$(x:a)&b=$(x:b)'
                    callbackVar.a: 'Tom & Jerry'
                    callbackVar.b: '(a)&b'
        """
            .formatted(uri, uri.equals("us3") ? "bucketName: photos" : "jobs: 2", service.url()));

    template.sendBody("direct:in", "x");

    assertThat(service.queries()).containsExactly("a=Tom%20&%20Jerry&b=(a)&b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callbackBody=key=$(x:k)&n=$(x:n)",
        "callbackBody=key=$(x:k)%26n=$(x:n)",
        "callbackBody=RAW(key=$(x:k)&n=$(x:n))"
      })
  void aDynamicEndpointTakesTheQueryFormAndEscapes(String body) throws Exception {
    String uri =
        "us3:photos?callbackUrl=RAW("
            + service.url()
            + "?a=%2B)&keyName=${header.key}&"
            + body
            + "&callbackVar.k=a b&callbackVar.n=1";
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:toD").toD(uri);
            from("direct:list").recipientList(simple(uri));
          }
        });

    template.sendBodyAndHeader("direct:toD", "x", "key", "k1");
    template.sendBodyAndHeader("direct:list", "x", "key", "k2");

    assertThat(us3.keys(BUCKET)).containsExactly("k1", "k2");
    assertThat(service.queries()).containsExactly("a=%2B&key=a%20b&n=1", "a=%2B&key=a%20b&n=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callbackBody=RAW(key=$(x:k)&n=$(x:n))",
        "callbackBody=RAW{key=$(x:k)&n=$(x:n)}",
        "callbackBody=key=$(x:k)&n=$(x:n)",
        "callbackBody=key=$(x:k)%26n=$(x:n)",
      })
  void javaAndXmlTakeTheQueryForm(String body) throws Exception {
    String uri =
        "us3:photos?callbackUrl="
            + service.url()
            + "&keyName=k&"
            + body
            + "&callbackVar.k=a b&callbackVar.n=1";
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:java").to(uri);
          }
        });
    load(
        "route.xml",
        "<routes xmlns=\"http://camel.apache.org/schema/spring\"><route><from uri=\"direct:xml\"/>"
            + "<to uri=\""
            + uri.replace("&", "&amp;")
            + "\"/></route></routes>");

    template.sendBody("direct:java", "x");
    template.sendBody("direct:xml", "x");

    assertThat(service.queries()).containsExactly("key=a%20b&n=1", "key=a%20b&n=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RAW({\"callbackUrl\":\"%s\",\"callbackBody\":\"a=$(x:k)&b=$(x:k)\",\"callbackVar\":{\"x:k\":\"1\"}})",
        "{\"callbackUrl\":\"%s\",\"callbackBody\":\"a=$(x:k)&b=$(x:k)\",\"callbackVar\":{\"x:k\":\"1\"}}"
      })
  void aPolicyWithAQueryIsTakenInAUri(String policy) throws Exception {
    upload("us3:photos?policy=" + policy.formatted(service.url()) + "&keyName=k", "x", Map.of());

    assertThat(service.queries()).containsExactly("a=1&b=1");
  }

  @Test
  void propertiesTakeTheQueryForm() throws Exception {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.addProperty("camel.component.us3.endpoint", us3.endpoint());
    main.addProperty("camel.component.us3.public-key", "public-key");
    main.addProperty("camel.component.us3.private-key", "private-key");
    main.addProperty("camel.component.us3.callback-url", service.url());
    main.addProperty("camel.component.us3.callback-body", "key=$(x:k)&n=$(x:n)");
    main.addProperty("camel.component.us3.callback-var.k", "a b");
    main.addProperty("camel.component.us3.callback-var.x:n", "1");
    main.start();
    try {
      main.getCamelTemplate().sendBody("us3:photos?keyName=k", "x");
    } finally {
      main.stop();
    }

    assertThat(service.queries()).containsExactly("key=a%20b&n=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "callbackBody=key=$(x:k)&regoin=cn-bj",
        "callbackUrl=http://h/a&colour=red",
        "callbackVar.k=(v)&jbos=3",
      })
  void anOptionThatIsMisspeltIsNoPartOfATextBeforeIt(String options) {
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?" + options))
        .hasStackTraceContaining("Unknown parameters=[{" + options.replaceAll(".*&", ""));
  }

  @Test
  void onlySecretsAreMarkedAsSecret() throws Exception {
    JsonNode metadata =
        new ObjectMapper()
            .readTree(
                Path.of("src/generated/resources/META-INF/io/github/camelus3/component/us3.json")
                    .toFile());

    assertThat(metadata.get("properties").properties())
        .filteredOn(option -> option.getValue().path("secret").asBoolean())
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrder(
            "publicKey", "privateKey", "securityToken", "callbackSecret", "proxyPassword");
  }

  private void loadYaml(String uri, String step, String body) throws Exception {
    load(
        "route.yaml",
        """
        - from:
            uri: direct:in
            steps:
              - %s:
                  uri: %s
                  parameters:
                    %s
                    keyName: k
                    callbackUrl: %s
                    callbackBody: '%s'
                    callbackVar.k: a b
                    callbackVar.n: 1
        """
            .formatted(
                step,
                uri,
                uri.equals("us3") ? "bucketName: photos" : "jobs: 2",
                service.url(),
                body));
  }

  private void load(String name, String text) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString(name, text));
  }
}
