package io.github.camelus3.component.metrics;

import io.github.camelus3.client.RequestAttempt;
import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.Guard;
import io.github.camelus3.component.activity.Meter;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.component.activity.PollActivity;
import io.github.camelus3.component.activity.WebhookActivity;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.camel.spi.Registry;

/**
 * Records into a Micrometer registry. No tag has a key, and each tag has a bounded number of
 * values. A meter that throws does not keep the others of the same event from recording. Thread
 * safe.
 */
public final class MicrometerMeter implements Meter {
  private static final Duration[] UPLOAD_BUCKETS =
      millis(10, 50, 100, 500, 1_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000);
  private static final Duration[] PART_BUCKETS =
      millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000);

  private final MeterRegistry registry;
  private final Activity activity;
  private final Guard guard;
  private final BoundedTag buckets = new BoundedTag();
  private final BoundedTag statuses = new BoundedTag();
  private final FailureTags failures = new FailureTags();
  private final MeterProvider<Timer> uploads;
  private final MeterProvider<Timer> operations;
  private final MeterProvider<Timer> callbacks;
  private final MeterProvider<Timer> parts;
  private final MeterProvider<Counter> partsResent;
  private final MeterProvider<Counter> sentBytes;
  private final MeterProvider<Counter> retries;
  private final MeterProvider<Counter> polls;
  private final MeterProvider<Counter> polledObjects;
  private final MeterProvider<Counter> webhookCallbacks;

  private MicrometerMeter(MeterRegistry registry, Activity activity, Guard guard) {
    this.registry = registry;
    this.activity = activity;
    this.guard = guard;
    this.uploads =
        Timer.builder("us3.uploads")
            .description("Uploads that have ended, without their wait for a slot")
            .serviceLevelObjectives(UPLOAD_BUCKETS)
            .withRegistry(registry);
    this.operations =
        Timer.builder("us3.operations")
            .description("Operations other than uploads that have ended")
            .withRegistry(registry);
    this.callbacks =
        Timer.builder("us3.callbacks")
            .description("Callbacks with a known outcome, from the last byte sent to the response")
            .withRegistry(registry);
    this.parts =
        Timer.builder("us3.parts")
            .description("Parts that a response has confirmed as stored")
            .serviceLevelObjectives(PART_BUCKETS)
            .withRegistry(registry);
    this.partsResent =
        Counter.builder("us3.parts.resent")
            .description("Requests with parts that were sent before")
            .withRegistry(registry);
    this.sentBytes =
        Counter.builder("us3.sent")
            .description("Bytes of objects and parts that a response has confirmed as stored")
            .baseUnit(BaseUnits.BYTES)
            .withRegistry(registry);
    this.retries =
        Counter.builder("us3.requests.retried")
            .description("Failed requests that were retried")
            .withRegistry(registry);
    this.polls =
        Counter.builder("us3.polls").description("Polls that have ended").withRegistry(registry);
    this.polledObjects =
        Counter.builder("us3.polled.objects")
            .description("What consumers have done with objects")
            .baseUnit(BaseUnits.OBJECTS)
            .withRegistry(registry);
    this.webhookCallbacks =
        Counter.builder("us3.webhook.callbacks")
            .description("Callbacks that webhooks have replied to")
            .withRegistry(registry);
  }

  private static Duration[] millis(long... values) {
    return LongStream.of(values).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
  }

  /**
   * A source of the meter for the registry in these beans: the one named {@code metricsRegistry},
   * else the only one. It also registers the gauges of {@code activity}. Gives {@link Meter#NONE}
   * without a registry. For one thread at a time.
   */
  public static Supplier<Meter> source(Registry beans, Activity activity) {
    Registries registries = new Registries(beans);
    return () -> find(registries, activity);
  }

  private static Meter find(Registries registries, Activity activity) {
    Optional<MeterRegistry> registry = registries.find();
    if (registry.isEmpty()) {
      return NONE;
    }
    Guard guard = new Guard();
    SharedGauges.add(registry.get(), activity, guard);
    return new MicrometerMeter(registry.get(), activity, guard);
  }

  @Override
  public void operationEnded(OperationActivity operation, Throwable failure) {
    String bucket = buckets.of(operation.bucket());
    Tags tags = failures.of(failure).and("bucket", bucket);
    if (!operation.isUpload() && !operation.name().equals("upload")) {
      record(operations, tags.and("operation", operation.name()), operation.duration());
      return;
    }
    String mode = operation.isUpload() ? operation.mode() : "unknown";
    record(uploads, tags.and("mode", mode), operation.duration());
    String callback = operation.isWithPolicy() ? FailureTags.callback(failure) : null;
    if (callback != null) {
      Tags outcome = Tags.of("bucket", bucket, "outcome", callback);
      record(callbacks, outcome, operation.callbackTime());
    }
  }

  @Override
  public void ended(RequestAttempt attempt, IOException failure) {
    boolean isPart = attempt.operation().equals("UploadPart");
    if (isPart && attempt.number() > 1) {
      add(1, partsResent, Tags.of("bucket", buckets.of(attempt.bucket())));
    }
    if (failure == null || failure instanceof Us3CallbackException) {
      stored(attempt);
    }
  }

  @Override
  public void recovered(RequestAttempt attempt) {
    stored(attempt);
  }

  private void stored(RequestAttempt attempt) {
    boolean isPart = attempt.operation().equals("UploadPart");
    if (!isPart && !attempt.operation().equals("PutFile")) {
      return;
    }
    Tags tags = Tags.of("bucket", buckets.of(attempt.bucket()));
    add(Math.max(0, attempt.bodyBytes()), sentBytes, tags);
    if (isPart) {
      record(parts, tags, attempt.duration());
    }
  }

  @Override
  public void retried(RequestAttempt attempt, Us3Exception reason) {
    add(
        1,
        retries,
        Tags.of(
            "bucket", buckets.of(attempt.bucket()),
            "operation", attempt.operation(),
            "reason", failures.reason(reason)));
  }

  @Override
  public void pollEnded(String bucket, Throwable failure) {
    add(1, polls, failures.of(failure).and("bucket", buckets.of(bucket)));
  }

  @Override
  public void polled(String bucket, PollActivity.Event event) {
    add(1, polledObjects, Tags.of("bucket", buckets.of(bucket), "event", event.name()));
  }

  @Override
  public void callbackReceived(String bucket, WebhookActivity.Verdict verdict, int httpStatus) {
    add(
        1,
        webhookCallbacks,
        Tags.of(
            "bucket", buckets.of(bucket),
            "verdict", verdict.name(),
            "status", statuses.of(Integer.toString(httpStatus))));
  }

  private void record(MeterProvider<Timer> timers, Tags tags, Duration time) {
    guard.run(() -> timers.withTags(tags).record(time));
  }

  private void add(long amount, MeterProvider<Counter> counters, Tags tags) {
    guard.run(() -> counters.withTags(tags).increment(amount));
  }

  /** Removes the gauges, unless another component uses them. Counters and timers stay. */
  @Override
  public void close() {
    SharedGauges.remove(registry, activity);
  }
}
