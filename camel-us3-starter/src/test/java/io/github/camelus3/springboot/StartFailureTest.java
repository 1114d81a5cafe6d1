package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** An application with wrong properties does not start, and says which property is wrong. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {
  @Test
  void aMissingRegionIsNamedByItsProperty(CapturedOutput output) {
    Throwable failure =
        start("camel.component.us3.public-key=PUB", "camel.component.us3.private-key=PRIV");

    assertThat(failure)
        .hasRootCauseMessage(
            "bucket photos: one of the options region, fileHost, endpoint must be set, or be in"
                + " configFile");
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("bucket photos: one of the options region, fileHost, endpoint must be set")
        .contains(
            "Set one of the properties camel.component.us3.region, camel.component.us3.file-host,"
                + " camel.component.us3.endpoint, or the option in the URI of the endpoint.");
  }

  @Test
  void aMissingKeyIsNamedByItsProperty(CapturedOutput output) {
    Throwable failure =
        start("camel.component.us3.region=cn-bj", "camel.component.us3.public-key=PUB");

    assertThat(failure).hasStackTraceContaining("option privateKey must be set");
    assertThat(output).contains("Set or correct the property camel.component.us3.private-key, or");
  }

  @Test
  void aRefusedValueIsNamedByItsProperty(CapturedOutput output) {
    start("camel.component.us3.region=cn-bj", "camel.component.us3.jobs=257");

    assertThat(output)
        .contains("option jobs must be 1 to 256: 257")
        .contains("Set or correct the property camel.component.us3.jobs, or");
  }

  @Test
  void aValueOfAnotherTypeIsReportedByBoot(CapturedOutput output) {
    start("camel.component.us3.region=cn-bj", "camel.component.us3.jobs=many");

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("Property: camel.component.us3.jobs")
        .contains("Value: \"many\"")
        .contains("Origin: ");
  }

  @ParameterizedTest
  @CsvSource({
    "camel.component.us3.ssl-context-parameters, mine, 'value must be a bean, #name: mine'",
    "camel.component.us3.connect-timeout, soon,"
        + " value must be milliseconds or a duration such as 1m30s: soon"
  })
  void aValueThatTheStarterCannotConvertIsReportedWithTheReason(
      String property, String value, String reason, CapturedOutput output) {
    start("camel.component.us3.region=cn-bj", property + '=' + value);

    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("Property: " + property)
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "camel.component.us3.regoin, camel.component.us3.region",
    "camel.component.us3.privatKey, camel.component.us3.private-key",
    "camel.component.us3.enabeld, camel.component.us3.enabled"
  })
  void aMisspeltPropertyIsNamedWithTheOneThatIsMeant(
      String property, String meant, CapturedOutput output) {
    Throwable failure = start(property + "=secret-value");

    assertThat(failure).hasStackTraceContaining("did you mean " + meant + "?");
    assertThat(output)
        .contains("APPLICATION FAILED TO START")
        .contains("did you mean " + meant + "?")
        .doesNotContain("secret-value");
  }

  @ParameterizedTest
  @CsvSource({
    "camel.component.us3.colour",
    "camel.component.us3.customizer.colour",
    "camel.component.us3.configuration.colour",
    "camel.component.us3.region.colour",
  })
  void anUnknownPropertyIsNamed(String property, CapturedOutput output) {
    Throwable failure = start(property + "=red");

    assertThat(failure)
        .hasRootCauseMessage("property must be an option of the component us3: " + property);
    assertThat(output).contains("APPLICATION FAILED TO START");
  }

  @Test
  void everyUnknownPropertyIsNamedAtOnce() {
    Throwable failure = start("camel.component.us3.regoin=a", "camel.component.us3.colour=b");

    assertThat(failure)
        .rootCause()
        .hasMessageContaining("us3.regoin, did you mean")
        .hasMessageContaining("us3.colour");
  }

  @Test
  void unknownPropertiesOfADisabledComponentAreIgnored() {
    try (var context =
        StartedApplication.of(
            NoRoutes.class, "camel.component.us3.enabled=false", "camel.component.us3.colour=b")) {
      assertThat(context.getBeansOfType(Us3ComponentConfiguration.class)).isEmpty();
    }
  }

  @Configuration
  @EnableAutoConfiguration
  static class NoRoutes {}

  @Test
  void aMisspeltEnvironmentVariableIsFound() {
    assertThat(
            catchThrowable(
                () ->
                    PropertyNames.requireKnown(
                        Environments.of(Map.of("CAMEL_COMPONENT_US3_REGOIN", "cn-bj")))))
        .hasMessage(
            "property must be an option of the component us3: camel.component.us3.regoin,"
                + " did you mean camel.component.us3.region?");
  }

  private static Throwable start(String... properties) {
    return catchThrowable(() -> StartedApplication.of(UploadApplication.class, properties).close());
  }
}
