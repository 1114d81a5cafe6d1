package io.github.camelus3.component.producer;

import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.clients.BucketProbe;
import io.github.camelus3.component.clients.HealthDetails;
import io.github.camelus3.component.clients.SharedClient;
import java.io.IOException;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * The readiness of a producer: lists one object of its bucket. DOWN with the HTTP status, RetCode
 * and session ID of a refusal. A service that cannot be reached is no reason to restart the
 * process, so this is no check of liveness. Thread safe.
 */
final class BucketHealthCheck implements HealthCheck {
  private final String id;
  private final BucketProbe probe;
  private final Supplier<SharedClient> clients;
  private volatile boolean enabled = true;

  /**
   * A check that is enabled.
   *
   * @param id unique in the Camel context
   * @param clients opens the client, which the check closes
   */
  BucketHealthCheck(String id, BucketProbe probe, Supplier<SharedClient> clients) {
    this.id = "producer:" + id;
    this.probe = probe;
    this.clients = clients;
  }

  @Override
  public String getGroup() {
    return "camel";
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public boolean isEnabled() {
    return enabled;
  }

  @Override
  public void setEnabled(boolean value) {
    enabled = value;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  public Result call(Map<String, Object> options) {
    HealthCheckResultBuilder builder = HealthCheckResultBuilder.on(this);
    builder.detail("bucket", probe.bucket());
    try (SharedClient client = clients.get()) {
      probe.listOne(client.cancellableClient());
      builder.up();
    } catch (IOException | RuntimeException e) {
      builder.down().message(e.getMessage()).error(e);
      if (e instanceof Us3ServiceException refusal) {
        HealthDetails.of(refusal).forEach(builder::detail);
      }
    }
    return builder.build();
  }
}
