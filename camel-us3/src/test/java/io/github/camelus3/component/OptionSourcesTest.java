package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.sign.Credentials;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options of the component and of the endpoint together, from properties and from URIs. */
class OptionSourcesTest extends Us3TestSupport {
  @RegisterExtension final CallbackService service = new CallbackService();

  @Test
  void metadataAndVariablesOfTheComponentAndTheEndpointAreMerged() throws Exception {
    Us3Configuration component = component().getConfiguration();
    component.setMetadata(Map.of("a", "1", "b", "component"));
    component.setCallbackUrl(service.url());
    component.setCallbackBody("a=$(x:a)&b=$(x:b)&c=$(x:c)");
    component.setCallbackVar(Map.of("x:a", "1", "b", "component"));

    upload(
        "us3:photos?keyName=k&metadata.b=2&metadata.c=&callbackVar.x:b=2&callbackVar.c=3",
        "x",
        Map.of());

    assertThat(us3.object(BUCKET, "k").orElseThrow().metadata())
        .isEqualTo(Map.of("a", "1", "b", "2", "c", ""));
    assertThat(service.queries()).containsExactly("a=1&b=2&c=3");
    assertThat(component.getMetadata()).isEqualTo(Map.of("a", "1", "b", "component"));
  }

  @Test
  void wholeMapsOfAnEndpointAreMergedToo() throws Exception {
    context.getRegistry().bind("metadata", Map.of("b", "bean", "c", "bean"));
    context.getRegistry().bind("variables", Map.of("x:b", "bean", "c", "bean"));
    Us3Configuration component = component().getConfiguration();
    component.setMetadata(Map.of("a", "1", "B", "component"));
    component.setCallbackUrl(service.url());
    component.setCallbackBody("a=$(x:a)&b=$(x:b)&c=$(x:c)");
    component.setCallbackVar(Map.of("a", "1", "b", "component"));

    upload(
        "us3:photos?keyName=k&metadata=#metadata&metadata.C=3"
            + "&callbackVar=#variables&callbackVar.c=3",
        "x",
        Map.of());

    assertThat(us3.object(BUCKET, "k").orElseThrow().metadata())
        .isEqualTo(Map.of("a", "1", "b", "bean", "c", "3"));
    assertThat(service.queries()).containsExactly("a=1&b=bean&c=3");
  }

  @Test
  void aProducerTakesOptionsThatJavaCodeHasChangedOnItsEndpoint() throws Exception {
    Us3Endpoint endpoint = context.getEndpoint("us3:photos?keyName=k", Us3Endpoint.class);
    endpoint.getConfiguration().setMode(Us3UploadMode.mput);
    endpoint.getConfiguration().setMimeType("text/csv");

    Exchange exchange = template.request(endpoint, request -> request.getMessage().setBody("a,b"));

    assertThat(exchange.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION)).isEqualTo("MPut");
    assertThat(us3.object(BUCKET, "k").orElseThrow().mimeType()).isEqualTo("text/csv");
  }

  @Test
  void metadataNamesThatDifferOnlyInCaseAreRefused() {
    assertThat(
            failure(
                "us3:photos?keyName=k",
                "x",
                Map.of(Us3Constants.METADATA, Map.of("a", "1", "A", "2"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("metadata names must differ by more than case");
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?metadata.a=1&metadata.A=2"))
        .hasStackTraceContaining("metadata names must differ by more than case");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void rawWithoutTextIsAnEmptyValueInProperties() throws Exception {
    Main main = main();
    property(main, "metadata.empty", "RAW()");
    property(main, "callback-url", service.url());
    property(main, "callback-body", "n=$(x:n)");
    property(main, "callback-var.n", "RAW()");
    main.start();
    try {
      main.getCamelTemplate().sendBody("us3:photos?keyName=k", "x");
    } finally {
      main.stop();
    }

    assertThat(us3.object(BUCKET, "k").orElseThrow().metadata()).isEqualTo(Map.of("empty", ""));
    assertThat(service.queries()).containsExactly("n=");
  }

  @Test
  void twoClientsInTheRegistryAreNotAutowired() throws Exception {
    try (Us3Client one = client();
        Us3Client two = client()) {
      Main main = main();
      main.bind("one", one);
      main.bind("two", two);
      main.start();
      try {
        main.getCamelTemplate().sendBody("us3:photos?keyName=k", "x");

        assertThat(
                main.getCamelContext()
                    .getEndpoint("us3:photos?keyName=k", Us3Endpoint.class)
                    .getConfiguration()
                    .getUs3Client())
            .isNull();
      } finally {
        main.stop();
      }
    }

    assertThat(us3.keys(BUCKET)).containsExactly("k");
  }

  @Test
  void aVariableThatIsSetTwiceIsRefused() {
    assertThatThrownBy(
            () -> context.getEndpoint("us3:photos?callbackVar.key=1&callbackVar.x:key=1"))
        .hasStackTraceContaining("option callbackVar.key must be set once");
  }

  @Test
  void rawIsRemovedFromPropertiesAndTheirNamesAreKept() throws Exception {
    Main main = main();
    property(main, "metadata[order-id]", "RAW(7+7)");
    property(main, "metadata.plain", "RAW{p}");
    property(main, "callback-url", "RAW(" + service.url() + ")");
    property(main, "callback-body", "RAW({\"a\":\"$(x:a)\"})");
    property(main, "callback-body-type", "RAW(application/vnd.api+json)");
    property(main, "callback-var.a", "RAW(1)");
    property(main, "mime-type", "RAW(image/svg+xml)");
    property(main, "key-name", "RAW(a+b)");
    main.start();
    try {
      main.getCamelTemplate().sendBody("us3:photos", "x");
    } finally {
      main.stop();
    }

    assertThat(us3.object(BUCKET, "a+b").orElseThrow().metadata())
        .isEqualTo(Map.of("order-id", "7+7", "plain", "p"));
    assertThat(us3.object(BUCKET, "a+b").orElseThrow().mimeType()).isEqualTo("image/svg+xml");
    assertThat(service.bodies()).containsExactly("{\"a\":\"1\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "callbackSecret, s",
    "callback-secret, s",
    "securityToken, s",
    "private-key, s",
    "publicKey, s",
    "proxyPassword, s",
    "callbackUrl, http://h/a?token=s",
    "callback-body, a=s",
    "policy, {}",
    "callbackVar.any, RAW(s)",
    "metadata[any], RAW(s)"
  })
  void camelMainMasksSecretsInItsSummary(String option, String value) {
    component();

    assertThat(MainHelper.containsSensitive(context, "camel.component.us3." + option, value))
        .isTrue();
    assertThat(MainHelper.containsSensitive(context, "camel.component.us3.jobs", "9")).isFalse();
  }

  @Test
  void oneClientInTheRegistryIsAutowired() throws Exception {
    try (Us3Client client = client()) {
      Main main = new Main();
      main.setDefaultPropertyPlaceholderLocation("false");
      main.bind("client", client);
      main.start();
      try {
        main.getCamelTemplate().sendBody("us3:photos?keyName=k", "x");
      } finally {
        main.stop();
      }

      assertThat(us3.keys(BUCKET)).containsExactly("k");
    }
  }

  @Test
  void streamsAreSpooledToTheSpoolDirectory(@TempDir Path folder) throws Exception {
    Path spool = folder.resolve("a/b");

    upload(
        "us3:photos?mode=put&keyName=k&spoolDirectory=" + spool,
        new ByteArrayInputStream("x".getBytes(UTF_8)),
        Map.of());

    assertThat(stored("k")).isEqualTo("x".getBytes(UTF_8));
    assertThat(spool).isEmptyDirectory();
  }

  @Test
  void aProxyIsUsedExceptForNonProxyHosts() throws Exception {
    String proxy = "proxyHost=127.0.0.1&proxyPort=1&proxyUser=u&proxyPassword=RAW(p&q)";

    upload("us3:photos?keyName=k&nonProxyHosts=127.*&" + proxy, "x", Map.of());

    assertThat(failure("us3:photos?keyName=l&" + proxy, "x", Map.of()))
        .isInstanceOf(Us3TransportException.class);
    assertThat(us3.keys(BUCKET)).containsExactly("k");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "maxResults=5&prefix=in/",
        "idempotentRepository=#seen&prefix=a%2Fb c",
        "keyName=RAW(a+b)&metadata.n=50%&prefix=in%2F"
      })
  void theEndpointUriShowsOptionsAsWritten(String options) throws Exception {
    context
        .getRegistry()
        .bind(
            "seen", new org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository());

    assertThat(context.getEndpoint("us3:photos?" + options).getEndpointUri())
        .isEqualTo("us3://photos?" + options);
  }

  @ParameterizedTest
  @ValueSource(strings = {"regoin=cn-bj", "filehosst=h", "publickey2=x", "resumeDirectry=/tmp"})
  void anUnknownOptionIsReportedBeforeAMissingOne(String option) {
    component().getConfiguration().setEndpoint(null);

    assertThatThrownBy(() -> context.getEndpoint("us3:photos?" + option))
        .hasStackTraceContaining("Unknown parameters=[{" + option)
        .hasMessageNotContaining("one of the options region");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mimeType=image/svg+xml | option mimeType must not hold a blank",
        "mimeType=application/vnd.api+json;v=1 | RAW(...)",
        "callbackUrl=http://h/a&callbackBodyType=application/ld+json | callbackBodyType must not",
        "maxRetries=abc | option maxRetries must be a number or a duration such as 1m30s: abc",
        "readTimeout=PT15M | option readTimeout must be a number or a duration such as 1m30s:"
            + " PT15M",
        "multipartThreshold=32M | option multipartThreshold must be a number",
        "maxIdleConnections=+5 | option maxIdleConnections must be a number",
        "region=cn+bj | option region must not hold a blank",
        "securityToken=a+b | option securityToken must not hold a blank",
        "proxyUser=u&proxyHost=h&proxyPort=1 | proxyPassword must be set for proxyUser=u",
        "proxyPassword=p | option proxyUser must be set",
        "proxyUser=a:b&proxyPassword=p | option proxyUser must be a name without a colon: a:b",
        "proxyHost=h | option proxyPort must be 1 to 65535: 0",
        "proxyPort=1 | option proxyHost must be set",
        "proxyHost=http://h&proxyPort=1 | option proxyHost must be a host without scheme, user and"
            + " port: http://h",
        "proxyHost=u:p@h&proxyPort=1 | option proxyHost must be a host without scheme, user and"
            + " port: h",
        "proxyHost=h:80&proxyPort=1 | option proxyHost must be a host without scheme, user and"
            + " port: h:80",
        "maxIdleConnections=-1 | option maxIdleConnections must be 0 to 1048576: -1",
        "tlsProvider=openssl | option tlsProvider must be auto, jdk or conscrypt: openssl",
        "spoolDirectory=/proc/cpuinfo | spoolDirectory must be a folder that can be written",
      })
  void anInvalidOptionIsRefusedWithItsName(String options, String message) {
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?" + options))
        .hasStackTraceContaining(message);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "30s, 30000", "1m30s, 90000", "45, 45", "0s, 0"})
  void numbersAndDurationsAreAccepted(String text, long millis) {
    Us3Endpoint endpoint = context.getEndpoint("us3:photos?readTimeout=" + text, Us3Endpoint.class);

    assertThat(endpoint.getConfiguration().getReadTimeout()).isEqualTo(millis);
  }

  @Test
  void blanksBeforeTheParametersOfAMimeTypeAreAccepted() throws Exception {
    upload("us3:photos?keyName=k&mimeType=text/plain; charset=utf-8", "x", Map.of());
    upload("us3:photos?keyName=l&mimeType=RAW(image/svg+xml)", "x", Map.of());

    assertThat(us3.object(BUCKET, "k").orElseThrow().mimeType())
        .isEqualTo("text/plain; charset=utf-8");
    assertThat(us3.object(BUCKET, "l").orElseThrow().mimeType()).isEqualTo("image/svg+xml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "", "relative"})
  void resumeNeedsAFolderWhenTheHomeIsNone(String home) {
    String before = System.getProperty("user.home");
    System.setProperty("user.home", home);
    try {
      assertThatThrownBy(() -> context.getEndpoint("us3:photos?resume=true"))
          .hasStackTraceContaining("option resumeDirectory must be set");
      assertThat(context.getEndpoint("us3:photos?resume=true&resumeDirectory=/tmp/us3"))
          .isNotNull();
    } finally {
      System.setProperty("user.home", before);
    }
  }

  private Us3Client client() {
    return Us3Client.builder()
        .host(ServiceHost.ofEndpoint(us3.endpoint()))
        .credentials(Credentials.of("public-key", "private-key"))
        .build();
  }

  private Us3Component component() {
    return context.getComponent("us3", Us3Component.class);
  }

  private Main main() {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    property(main, "endpoint", us3.endpoint());
    property(main, "public-key", "public-key");
    property(main, "private-key", "private-key");
    return main;
  }

  private static void property(Main main, String name, String value) {
    main.addProperty("camel.component.us3." + name, value);
  }
}
