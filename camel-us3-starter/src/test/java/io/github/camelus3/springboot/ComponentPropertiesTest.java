package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.callback.PutPolicy;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.sign.Credentials;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.ComponentCustomizer;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Properties reach the component of a started context. */
class ComponentPropertiesTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  CamelAutoConfiguration.class,
                  Us3ComponentConverter.class,
                  Us3ComponentAutoConfiguration.class));

  @ParameterizedTest
  @CsvSource({
    "camel.component.us3.public-key",
    "camel.component.us3.publicKey",
    "camel.component.us3.public_key",
    "camel.component.us3.PUBLIC-KEY",
    "camel.component.us3.configuration.public-key",
  })
  void relaxedNamesReachTheComponent(String property) {
    withOptions(
        application.withPropertyValues(property + "=PUB"),
        options -> assertThat(options.getPublicKey()).isEqualTo("PUB"));
  }

  @Test
  void environmentVariablesReachTheComponent() {
    withOptions(
        application.withInitializer(
            context ->
                context
                    .getEnvironment()
                    .getPropertySources()
                    .addFirst(
                        Environments.variables(
                            Map.of(
                                "CAMEL_COMPONENT_US3_PUBLICKEY", "PUB",
                                "CAMEL_COMPONENT_US3_PRIVATE_KEY", "PRIV",
                                "CAMEL_COMPONENT_US3_METADATA_OWNER", "Alice")))),
        options -> {
          assertThat(options.getPublicKey()).isEqualTo("PUB");
          assertThat(options.getPrivateKey()).isEqualTo("PRIV");
          assertThat(options.getMetadata()).containsEntry("owner", "Alice");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "10000, 10000",
    "10s, 10000",
    "1m30s, 90000",
    "500ms, 500",
    "PT2S, 2000",
    "1d, 86400000",
    "0, 0"
  })
  void durationsAreMillisecondsOrTexts(String text, long milliseconds) {
    withOptions(
        application.withPropertyValues("camel.component.us3.connect-timeout=" + text),
        options -> assertThat(options.getConnectTimeout()).isEqualTo(milliseconds));
  }

  @Test
  void aDurationThatIsNoneFailsTheStart() {
    application
        .withPropertyValues("camel.component.us3.connect-timeout=soon")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("camel.component.us3.connect-timeout")
                    .rootCause()
                    .hasMessage("value must be milliseconds or a duration such as 1m30s: soon"));
  }

  @Test
  void sizesAreNumbersAlone() {
    application
        .withPropertyValues("camel.component.us3.multipart-threshold=1m")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("camel.component.us3.multipart-threshold"));
  }

  @ParameterizedTest
  @CsvSource({"asyncUpload", "ASYNC_UPLOAD", "async-upload"})
  void enumsAreReadInAnyCase(String mode) {
    withOptions(
        application.withPropertyValues("camel.component.us3.mode=" + mode),
        options -> assertThat(options.getMode()).isEqualTo(Us3UploadMode.asyncUpload));
  }

  @Test
  void mapsKeepTheirNames() {
    withOptions(
        application.withPropertyValues(
            "camel.component.us3.callback-var.name=Alice",
            "camel.component.us3.callback-var[eventId]=7",
            "camel.component.us3.metadata[Content-Owner]=Bob"),
        options -> {
          assertThat(options.getCallbackVar())
              .containsOnly(Map.entry("name", "Alice"), Map.entry("eventId", "7"));
          assertThat(options.getMetadata()).containsOnly(Map.entry("Content-Owner", "Bob"));
        });
  }

  @Test
  void optionsOfTheComponentItselfReachIt() {
    application
        .withPropertyValues(
            "camel.component.us3.lazy-start-producer=true",
            "camel.component.us3.health-check-consumer-enabled=false")
        .run(
            context -> {
              Us3Component component = component(context.getBean(CamelContext.class));
              assertThat(component.isLazyStartProducer()).isTrue();
              assertThat(component.isHealthCheckConsumerEnabled()).isFalse();
            });
  }

  @Test
  void anOptionThatIsNotSetKeepsTheDefaultOfTheComponent() {
    Us3Configuration defaults = new Us3Configuration();

    withOptions(
        application.withPropertyValues("camel.component.us3.region=cn-bj"),
        options -> {
          assertThat(options.getJobs()).isEqualTo(defaults.getJobs());
          assertThat(options.getAbortOnFailure()).isEqualTo(defaults.getAbortOnFailure());
          assertThat(options.getOperation()).isEqualTo(Us3Operation.upload);
        });
  }

  @ParameterizedTest
  @CsvSource({"#seen", "#bean:seen"})
  void aReferenceIsABeanOfTheContext(String reference) {
    IdempotentRepository seen = MemoryIdempotentRepository.memoryIdempotentRepository(7);

    withOptions(
        application
            .withBean("seen", IdempotentRepository.class, () -> seen)
            .withBean(
                "other",
                IdempotentRepository.class,
                MemoryIdempotentRepository::memoryIdempotentRepository)
            .withPropertyValues("camel.component.us3.idempotent-repository=" + reference),
        options -> assertThat(options.getIdempotentRepository()).isSameAs(seen));
  }

  @Test
  void aReferenceWithoutItsBeanFailsTheStart() {
    application
        .withPropertyValues("camel.component.us3.idempotent-repository=#seen")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasStackTraceContaining("camel.component.us3.idempotent-repository")
                    .rootCause()
                    .hasMessageContaining("'seen'"));
  }

  @Test
  void aBeanWithoutTheSignOfAReferenceFailsTheStart() {
    application
        .withPropertyValues("camel.component.us3.idempotent-repository=seen")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage("value must be a bean, #name: seen"));
  }

  @Test
  void thePolicyIsABeanOrJson() {
    PutPolicy policy =
        PutPolicy.builder().callbackUrl("http://127.0.0.1:1/").callbackBody("{}").build();

    withOptions(
        application
            .withBean("notify", PutPolicy.class, () -> policy)
            .withPropertyValues("camel.component.us3.policy=#notify"),
        options -> assertThat(options.getPolicy()).isSameAs(policy));
    withOptions(
        application.withPropertyValues(
            "camel.component.us3.policy={\"callbackUrl\":\"http://a/\"}"),
        options -> assertThat(options.getPolicy()).isEqualTo("{\"callbackUrl\":\"http://a/\"}"));
  }

  @Test
  void aSingleClientIsFoundWithoutAReference() {
    try (Us3Client client =
        Us3Client.builder()
            .host(ServiceHost.ofRegion("cn-bj", "https"))
            .credentials(Credentials.of("PUB", "PRIV"))
            .build()) {
      withOptions(
          application.withBean("client", Us3Client.class, () -> client),
          options -> assertThat(options.getUs3Client()).isSameAs(client));
    }
  }

  @Test
  void propertiesWinOverTheConfigurationBean() {
    withOptions(
        application
            .withBean("shared", Us3Configuration.class, ComponentPropertiesTest::shared)
            .withPropertyValues(
                "camel.component.us3.configuration=#shared", "camel.component.us3.jobs=5"),
        options -> {
          assertThat(options.getRegion()).isEqualTo("cn-bj");
          assertThat(options.getJobs()).isEqualTo(5);
        });
  }

  private static Us3Configuration shared() {
    Us3Configuration shared = new Us3Configuration();
    shared.setRegion("cn-bj");
    shared.setJobs(3);
    return shared;
  }

  @ParameterizedTest
  @CsvSource({
    "camel.component.us3.enabled",
    "camel.component.us3.customizer.enabled",
    "camel.component.enabled",
    "camel.component.customizer.enabled"
  })
  void propertiesAreIgnoredWhenSwitchedOff(String property) {
    withOptions(
        application.withPropertyValues(property + "=false", "camel.component.us3.region=cn-bj"),
        options -> assertThat(options.getRegion()).isNull());
  }

  @Test
  void theSwitchOfTheComponentWinsOverThatOfAll() {
    withOptions(
        application.withPropertyValues(
            "camel.component.customizer.enabled=false",
            "camel.component.us3.customizer.enabled=true",
            "camel.component.us3.region=cn-bj"),
        options -> assertThat(options.getRegion()).isEqualTo("cn-bj"));
  }

  @Test
  void aCustomizerOfTheApplicationChangesTheComponent() {
    withOptions(
        application.withBean(
            "ours",
            ComponentCustomizer.class,
            () ->
                ComponentCustomizer.builder(Us3Component.class)
                    .build(component -> component.getConfiguration().setRegion("hk"))),
        options -> assertThat(options.getRegion()).isEqualTo("hk"));
  }

  private static void withOptions(
      ApplicationContextRunner application, Consumer<Us3Configuration> assertions) {
    application.run(
        context -> {
          assertThat(context).hasNotFailed();
          assertions.accept(component(context.getBean(CamelContext.class)).getConfiguration());
        });
  }

  private static Us3Component component(CamelContext camel) {
    return camel.getComponent("us3", Us3Component.class);
  }
}
