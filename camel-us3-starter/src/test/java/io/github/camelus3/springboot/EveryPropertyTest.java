package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3ComponentConfigurer;
import io.github.camelus3.transfer.FileUploadStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each property of the metadata reaches the option of its name. */
class EveryPropertyTest {
  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  CamelAutoConfiguration.class,
                  Us3ComponentConverter.class,
                  Us3ComponentAutoConfiguration.class));

  @Test
  void everyTextNumberAndSwitchReachesTheComponent() throws IOException {
    Map<String, String> values = new TreeMap<>();
    for (ComponentOption option : GeneratedFilesTest.options()) {
      if (option.metadata().get("type").asText().matches("string|enum|integer|duration|boolean")) {
        values.put(option.name(), unusualValue(option));
      }
    }

    application
        .withPropertyValues(
            values.entrySet().stream()
                .map(value -> PropertyNames.of(value.getKey()) + "=" + value.getValue())
                .toArray(String[]::new))
        .run(
            context ->
                assertThat(values)
                    .hasSizeGreaterThan(60)
                    .allSatisfy(
                        (name, value) ->
                            assertThat(option(context, name).toString())
                                .as(name)
                                .isEqualTo(value)));
  }

  /** A value other than the default. */
  private static String unusualValue(ComponentOption option) {
    String defaultValue = option.metadata().path("defaultValue").asText();
    List<String> values = option.enumValues();
    return switch (option.metadata().get("type").asText()) {
      case "boolean" -> String.valueOf(!Boolean.parseBoolean(defaultValue));
      case "integer", "duration" ->
          (defaultValue.isEmpty() ? 0 : Long.parseLong(defaultValue)) + 1 + "";
      case "enum" -> values.get(values.size() - 1);
      default -> "value-of-" + option.name();
    };
  }

  @Test
  void everyObjectIsABean(@TempDir Path folder) throws IOException {
    List<String> names =
        GeneratedFilesTest.options().stream()
            .filter(option -> option.metadata().get("type").asText().equals("object"))
            .filter(option -> !option.type().startsWith("java."))
            .map(ComponentOption::name)
            .filter(name -> !List.of("configuration", "us3Client").contains(name)) // have own tests
            .toList();
    Map<String, Object> beans =
        Map.of(
            "callbackRepository", MemoryIdempotentRepository.memoryIdempotentRepository(),
            "idempotentRepository", MemoryIdempotentRepository.memoryIdempotentRepository(),
            "inProgressRepository", MemoryIdempotentRepository.memoryIdempotentRepository(),
            "sslContextParameters", new SSLContextParameters(),
            "uploadStore", new FileUploadStore(folder));

    application
        .withInitializer(
            context ->
                beans.forEach(
                    (name, bean) -> context.getBeanFactory().registerSingleton(name, bean)))
        .withPropertyValues(
            names.stream().map(name -> PropertyNames.of(name) + "=#" + name).toArray(String[]::new))
        .run(
            context ->
                assertThat(names)
                    .hasSameSizeAs(beans.keySet())
                    .allSatisfy(
                        name -> assertThat(option(context, name)).isSameAs(beans.get(name))));
  }

  private static Object option(AssertableApplicationContext context, String name) {
    assertThat(context).hasNotFailed();
    Us3Component component =
        context.getBean(CamelContext.class).getComponent("us3", Us3Component.class);
    return new Us3ComponentConfigurer().getOptionValue(component, name, false);
  }
}
