package io.github.camelus3.component.clients;

import io.github.camelus3.client.Us3Client;
import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.ClientActivity;
import io.github.camelus3.component.options.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.RuntimeCamelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clients of a component, one for each {@link ClientSettings}, and the threads of their
 * uploads.
 *
 * <p>Users of a client are started producers and consumers, running exchanges and polled exchanges.
 * So a client stays open when Camel's cache evicts its endpoint. A client without users is kept for
 * the next one; of more than {@value #MAX_UNUSED} such clients the least recently used is closed.
 * Stopping the component closes all. Thread safe.
 */
public final class SharedClients {
  /** The number of clients without users that stay open. */
  public static final int MAX_UNUSED = 16;

  private static final Logger LOG = LoggerFactory.getLogger(SharedClients.class);

  /** The time that cancelled uploads have to abort, or to find out how they ended. */
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final Activity activity;
  private final Map<ClientSettings, SharedClient> clients = new HashMap<>(); // guarded by this
  private final Set<SharedClient> unused = new LinkedHashSet<>(); // oldest first; guarded by this
  private CamelContext context; // guarded by this
  private UploadThreads threads; // guarded by this; null unless started

  /** The component has no clients before its start and after its stop. */
  public static final class NotStartedException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NotStartedException() {
      super("component us3 is not started: start the Camel context first");
    }
  }

  /** Clients whose requests are reported to {@code activity}. */
  public SharedClients(Activity activity) {
    this.activity = activity;
    activity.clients(this::list);
  }

  private synchronized List<ClientActivity> list() {
    return clients.values().stream().map(SharedClient::activity).toList();
  }

  /** Starts the upload threads; clients can be acquired from now on. */
  public synchronized void start(CamelContext camelContext) {
    context = camelContext;
    threads = new UploadThreads(camelContext, this);
  }

  /** Whether {@link #acquire} works. */
  public synchronized boolean isStarted() {
    return threads != null;
  }

  /**
   * Returns the client for these settings, which the caller closes after use.
   *
   * @throws NotStartedException if the component is not started
   */
  public synchronized SharedClient acquire(ClientSettings settings) {
    if (threads == null) {
      throw new NotStartedException();
    }
    SharedClient client = clients.computeIfAbsent(settings, this::open);
    hold(client);
    return client;
  }

  /**
   * As {@link #acquire(ClientSettings)}. Quicker when the caller already holds the client: the
   * settings are not looked up for each exchange.
   *
   * @param held the client for these settings, perhaps of an earlier start; may be null
   */
  public synchronized SharedClient acquire(ClientSettings settings, SharedClient held) {
    boolean isOpen = held != null && held.executor() == threads && held.addUsers(0) > 0;
    if (!isOpen) {
      return acquire(settings);
    }
    hold(held);
    return held;
  }

  synchronized void hold(SharedClient client) {
    if (client.addUsers(1) == 1) {
      unused.remove(client);
    }
  }

  private SharedClient open(ClientSettings settings) {
    try {
      Us3Client client = settings.given() != null ? settings.given() : settings.newClient(context);
      return new SharedClient(this, settings, client, threads, activity.requests());
    } catch (Exception e) {
      throw RuntimeCamelException.wrapRuntimeException(e);
    }
  }

  void release(SharedClient client) {
    SharedClient eldest = null;
    synchronized (this) {
      if (client.addUsers(-1) > 0 || clients.get(client.settings()) != client) {
        return;
      }
      unused.add(client);
      if (unused.size() > MAX_UNUSED) {
        eldest = unused.iterator().next();
        unused.remove(eldest);
        clients.remove(eldest.settings());
      }
    }
    if (eldest != null) {
      eldest.closeClient();
    }
  }

  /**
   * Ends the uploads that Camel has not waited for. Queued uploads fail and requests in flight are
   * cancelled; their uploads are aborted, or stay with their saved state. After that, or after 10
   * seconds, the connections are closed. An upload thread that calls this does not wait for itself.
   */
  public void stop() {
    List<SharedClient> all;
    UploadThreads ending;
    synchronized (this) {
      if (threads == null) {
        return;
      }
      all = new ArrayList<>(clients.values());
      ending = threads;
      clients.clear();
      unused.clear();
      threads = null;
    }
    all.forEach(SharedClient::cancelAll);
    awaitUploads(all);
    all.forEach(SharedClient::closeClient);
    ending.shutdown();
  }

  private static void awaitUploads(List<SharedClient> all) {
    long end = System.nanoTime() + STOP_LIMIT.toNanos();
    try {
      for (SharedClient client : all) {
        if (!client.awaitUploads(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
          LOG.warn(
              "Some uploads to {} have not ended within {}; their parts may stay at the service",
              client,
              STOP_LIMIT);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stop without waiting
    }
  }
}
