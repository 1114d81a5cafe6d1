package io.github.camelus3.component.clients;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.options.ClientSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * A client with the uploads that run through it, shared by all endpoints with the same {@link
 * ClientSettings}. Thread safe. {@link SharedClients} makes and closes it; a user {@link #close()
 * closes} it to say that it needs it no longer.
 */
public final class SharedClient implements AutoCloseable {
  private final SharedClients owner;
  private final ClientSettings settings;
  private final Us3Client client;
  private final Us3Client calls;
  private final Executor executor;
  private final Map<Integer, UploadLimiter> limiters = new ConcurrentHashMap<>();
  private int users; // guarded by the owner

  SharedClient(SharedClients owner, ClientSettings settings, Us3Client client, Executor executor) {
    this.owner = owner;
    this.settings = settings;
    this.client = client;
    this.calls = client.scoped();
    this.executor = executor;
  }

  /** For calls that end when the component stops; later calls fail. */
  public Us3Client calls() {
    return calls;
  }

  /** For calls that may go on until the connections are closed. */
  public Us3Client client() {
    return client;
  }

  public Executor executor() {
    return executor;
  }

  /** The limiter of all endpoints that let {@code max} uploads run at once. */
  public UploadLimiter limiter(int max) {
    return limiters.computeIfAbsent(max, key -> new UploadLimiter(key, executor));
  }

  ClientSettings settings() {
    return settings;
  }

  int addUsers(int difference) {
    users += difference;
    return users;
  }

  /** Adds a user, who closes it too. */
  public void hold() {
    owner.hold(this);
  }

  /** Gives it back; what runs through it goes on. */
  @Override
  public void close() {
    owner.release(this);
  }

  /** Refuses what has not begun, and breaks off what has. */
  void breakOff() {
    limiters.values().forEach(UploadLimiter::close);
    calls.close();
  }

  /** Waits until uploads that were broken off are aborted; false when the time is up before. */
  boolean awaitUploads(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    for (UploadLimiter limiter : limiters.values()) {
      if (!limiter.awaitEmpty(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
        return false;
      }
    }
    return true;
  }

  /** Closes the connections, unless they are somebody else's. */
  void closeClient() {
    calls.close();
    if (client != settings.given()) {
      client.close();
    }
  }

  @Override
  public String toString() {
    return settings.given() != null ? settings.given().toString() : settings.host().toString();
  }
}
