package io.github.camelus3.springboot;

import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts applications without a web server and with the properties of a test. */
final class StartedApplication {
  private StartedApplication() {}

  /** Starts the context of a class annotated with EnableAutoConfiguration; the caller closes it. */
  static ConfigurableApplicationContext of(Class<?> application, String... properties) {
    return SpringApplication.run(
        application,
        Stream.concat(
                Stream.of("spring.main.web-application-type=none", "spring.main.banner-mode=off"),
                Arrays.stream(properties))
            .map(property -> "--" + property)
            .toArray(String[]::new));
  }
}
