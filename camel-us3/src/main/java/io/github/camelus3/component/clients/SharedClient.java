package io.github.camelus3.component.clients;

import io.github.camelus3.client.RequestListener;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Connections;
import io.github.camelus3.component.activity.ClientActivity;
import io.github.camelus3.component.options.ClientSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A client and its uploads, shared by all endpoints with equal {@link ClientSettings}. {@link
 * SharedClients} makes and closes the client; a user calls {@link #close()} to give it back. Thread
 * safe.
 */
public final class SharedClient implements AutoCloseable {
  private final SharedClients owner;
  private final ClientSettings settings;
  private final Us3Client owned;
  private final Us3Client client;
  private final Us3Client calls;
  private final Executor executor;
  private final Map<Integer, UploadLimiter> limiters = new ConcurrentHashMap<>();
  private int users; // guarded by the owner

  SharedClient(
      SharedClients owner,
      ClientSettings settings,
      Us3Client client,
      Executor executor,
      RequestListener listener) {
    this.owner = owner;
    this.settings = settings;
    this.owned = client;
    this.client = client.scoped(listener);
    this.calls = this.client.scoped();
    this.executor = executor;
  }

  /** The client for calls that the stop of the component cancels; later calls fail. */
  public Us3Client cancellableClient() {
    return calls;
  }

  /** The client for calls that may run until the connections are closed. */
  public Us3Client client() {
    return client;
  }

  /** The upload threads of the component. */
  public Executor executor() {
    return executor;
  }

  /** The limiter of all endpoints with {@code maxConcurrentUploads=max}. */
  public UploadLimiter limiter(int max) {
    return limiters.computeIfAbsent(max, key -> new UploadLimiter(key, executor));
  }

  /** This client as it is now. The owner guards the users. */
  ClientActivity activity() {
    Us3Connections connections = client.connections();
    return new ClientActivity(
        toString(),
        users,
        limiters.values().stream().mapToInt(UploadLimiter::running).sum(),
        limiters.values().stream().mapToInt(UploadLimiter::waiting).sum(),
        connections.open(),
        connections.idle());
  }

  ClientSettings settings() {
    return settings;
  }

  int addUsers(int difference) {
    users += difference;
    return users;
  }

  /** Adds a user, which calls {@link #close()} too. */
  public void hold() {
    owner.hold(this);
  }

  /** Gives the client back. Requests in flight continue. */
  @Override
  public void close() {
    owner.release(this);
  }

  /** Refuses queued uploads and cancels requests in flight. */
  void cancelAll() {
    limiters.values().forEach(UploadLimiter::close);
    calls.close();
  }

  /** Waits until no upload runs; returns false if the limit ends first. */
  boolean awaitUploads(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (UploadLimiter limiter : limiters.values()) {
      if (!limiter.awaitEmpty(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  /** Closes the connections, except those of a client from the option {@code us3Client}. */
  void closeClient() {
    calls.close();
    if (owned != settings.given()) {
      owned.close();
    }
  }

  @Override
  public String toString() {
    return settings.given() != null ? settings.given().toString() : settings.host().toString();
  }
}
