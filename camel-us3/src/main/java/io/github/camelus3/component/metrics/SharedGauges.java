package io.github.camelus3.component.metrics;

import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.ClientActivity;
import io.github.camelus3.component.activity.Guard;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * The gauges of a registry: sums over all components that use it, perhaps of several Camel
 * contexts. The last component that stops removes them. Thread safe.
 */
final class SharedGauges {
  private static final Map<MeterRegistry, SharedGauges> ALL =
      new IdentityHashMap<>(); // guarded by itself

  private final Set<Activity> activities = ConcurrentHashMap.newKeySet();
  private final List<Gauge> gauges = new ArrayList<>();

  private SharedGauges(MeterRegistry registry, Guard guard) {
    Stream.of(
            gauge("us3.uploads.running", ClientActivity::running)
                .description("Uploads and other operations that hold a slot of their client"),
            gauge("us3.uploads.waiting", ClientActivity::waiting)
                .description("Uploads and other operations that wait for a slot"),
            connections("active", client -> client.openConnections() - client.idleConnections()),
            connections("idle", ClientActivity::idleConnections))
        .forEach(gauge -> guard.run(() -> gauges.add(gauge.register(registry))));
  }

  private Gauge.Builder<?> gauge(String name, ToIntFunction<ClientActivity> value) {
    return Gauge.builder(name, () -> sum(value));
  }

  private Gauge.Builder<?> connections(String state, ToIntFunction<ClientActivity> value) {
    return gauge("us3.connections", value)
        .description("Connections to the service")
        .baseUnit(BaseUnits.CONNECTIONS)
        .tag("state", state);
  }

  private int sum(ToIntFunction<ClientActivity> value) {
    return activities.stream()
        .flatMap(activity -> activity.clients().stream())
        .mapToInt(value)
        .sum();
  }

  static void add(MeterRegistry registry, Activity activity, Guard guard) {
    synchronized (ALL) {
      ALL.computeIfAbsent(registry, r -> new SharedGauges(r, guard)).activities.add(activity);
    }
  }

  static void remove(MeterRegistry registry, Activity activity) {
    synchronized (ALL) {
      SharedGauges shared = ALL.get(registry);
      if (shared == null) {
        return;
      }
      shared.activities.remove(activity);
      if (shared.activities.isEmpty()) {
        ALL.remove(registry);
        shared.gauges.forEach(registry::remove);
      }
    }
  }
}
