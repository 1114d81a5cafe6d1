package io.github.camelus3.component.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the meter registry of an application. For one thread at a time. */
final class Registries {
  /** The bean of camel-micrometer, {@code MicrometerConstants.METRICS_REGISTRY_NAME}. */
  static final String NAME = "metricsRegistry";

  private static final Logger LOG = LoggerFactory.getLogger(Registries.class);

  private final Registry beans;
  private boolean hasWarned;

  Registries(Registry beans) {
    this.beans = beans;
  }

  /**
   * The registry of camel-micrometer, else the only one, else the only composite one. If there are
   * several and none of these, the first call logs a warning.
   */
  Optional<MeterRegistry> find() {
    MeterRegistry named = beans.lookupByNameAndType(NAME, MeterRegistry.class);
    if (named != null) {
      return Optional.of(named);
    }
    Set<MeterRegistry> all = beans.findByType(MeterRegistry.class);
    Optional<MeterRegistry> found =
        single(all).or(() -> single(beans.findByType(CompositeMeterRegistry.class)));
    if (found.isEmpty() && !all.isEmpty() && !hasWarned) {
      hasWarned = true;
      LOG.warn(
          "No metrics: {} meter registries found, none is named {} or the only composite one",
          all.size(),
          NAME);
    }
    return found;
  }

  private static Optional<MeterRegistry> single(Set<? extends MeterRegistry> found) {
    return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
  }
}
