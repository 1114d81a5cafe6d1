package io.github.camelus3.springboot;

import java.util.Map;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Environments of an application. */
final class Environments {
  private Environments() {}

  /** An environment with these environment variables. */
  static ConfigurableEnvironment of(Map<String, Object> variables) {
    ConfigurableEnvironment environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(variables(variables));
    return environment;
  }

  static SystemEnvironmentPropertySource variables(Map<String, Object> variables) {
    return new SystemEnvironmentPropertySource("test-systemEnvironment", variables);
  }
}
