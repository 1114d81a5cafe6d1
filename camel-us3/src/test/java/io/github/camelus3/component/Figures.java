package io.github.camelus3.component;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads figures from a registry, as sums over all meters with some tags. */
record Figures(MeterRegistry registry) {
  /** How often timers or counters have recorded. */
  long count(String name, String... tags) {
    Collection<Meter> meters = registry.find(name).tags(tags).meters();
    return Math.round(meters.stream().mapToDouble(Figures::count).sum());
  }

  /** How often timers or counters have recorded, by the values of these tags. */
  Map<String, Long> counts(String name, String... tags) {
    return registry.find(name).meters().stream()
        .collect(
            Collectors.groupingBy(
                meter -> values(meter, tags),
                TreeMap::new,
                Collectors.summingLong(meter -> Math.round(count(meter)))));
  }

  private static String values(Meter meter, String... tags) {
    return Stream.of(tags).map(meter.getId()::getTag).collect(Collectors.joining(" "));
  }

  private static double count(Meter meter) {
    return meter instanceof Timer timer ? timer.count() : ((Counter) meter).count();
  }

  double seconds(String name, String... tags) {
    return registry.find(name).tags(tags).timers().stream()
        .mapToDouble(timer -> timer.totalTime(TimeUnit.SECONDS))
        .sum();
  }

  int gauge(String name, String... tags) {
    return (int) registry.get(name).tags(tags).gauge().value();
  }

  boolean hasOurs() {
    return registry.getMeters().stream().anyMatch(meter -> name(meter).startsWith("us3."));
  }

  static String name(Meter meter) {
    return meter.getId().getName();
  }
}
