package io.github.camelus3.component;

import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.Meter;
import io.github.camelus3.component.metrics.MicrometerMeter;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/** Metrics, if Micrometer is on the class path. */
final class OptionalMetrics {
  private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";
  private static final boolean HAS_MICROMETER = hasMicrometer();

  private OptionalMetrics() {}

  private static boolean hasMicrometer() {
    try {
      Class.forName(REGISTRY, false, OptionalMetrics.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** A source of the meter for the context's registry; {@link Meter#NONE} without one. */
  static Supplier<Meter> source(CamelContext context, Activity activity) {
    return HAS_MICROMETER
        ? MicrometerMeter.source(context.getRegistry(), activity)
        : () -> Meter.NONE;
  }
}
