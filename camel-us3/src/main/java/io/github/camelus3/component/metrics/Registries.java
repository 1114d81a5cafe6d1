package io.github.camelus3.component.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.Registry;

/** Finds the meter registry of an application. */
final class Registries {
  /** The bean of camel-micrometer, {@code MicrometerConstants.METRICS_REGISTRY_NAME}. */
  static final String NAME = "metricsRegistry";

  private Registries() {}

  /** The registry of camel-micrometer, else the only one, else the only composite one. */
  static Optional<MeterRegistry> find(Registry beans) {
    MeterRegistry named = beans.lookupByNameAndType(NAME, MeterRegistry.class);
    return named != null
        ? Optional.of(named)
        : single(beans.findByType(MeterRegistry.class))
            .or(() -> single(beans.findByType(CompositeMeterRegistry.class)));
  }

  private static Optional<MeterRegistry> single(Set<? extends MeterRegistry> found) {
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }
}
