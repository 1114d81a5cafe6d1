package io.github.camelus3.emulator.console;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.sse.ServerSentEventHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/**
 * The console's HTTP server, with threads of its own: pages take none from uploads. The caller
 * closes it.
 */
public final class ConsoleServer implements AutoCloseable {
  private static final int WORKER_THREADS = 8;
  private static final int SHUTDOWN_MILLIS = 2000;
  private static final int IDLE_MILLIS = 60_000;

  private final Undertow server;
  private final Feed feed;

  private ConsoleServer(Undertow server, Feed feed) {
    this.server = server;
    this.feed = feed;
  }

  /**
   * Starts to listen.
   *
   * @throws UncheckedIOException when the address cannot be used
   */
  public static ConsoleServer start(ConsoleSettings settings, ConsoleContext context) {
    Feed feed = new Feed();
    context.journal().onNews(feed::publish);
    HttpHandler api = new BlockingHandler(new ConsoleApi(context, feed));
    ServerSentEventHandler events =
        Handlers.serverSentEvents((connection, lastEventId) -> feed.connected(connection));
    HttpHandler root =
        new ConsoleGuard(
            settings.host(),
            exchange -> {
              boolean isFeed = exchange.getRequestPath().equals("/api/events");
              (isFeed ? events : api).handleRequest(exchange);
            });
    try {
      return new ConsoleServer(listen(settings, root), feed);
    } catch (RuntimeException e) {
      feed.close();
      IOException cause =
          e.getCause() instanceof IOException io ? io : new IOException(e.getMessage(), e);
      throw new UncheckedIOException(
          "console cannot listen on "
              + settings.host()
              + ":"
              + settings.port()
              + ": "
              + cause.getMessage(),
          cause);
    }
  }

  private static Undertow listen(ConsoleSettings settings, HttpHandler root) {
    try {
      return listen(settings.host(), settings.port(), root);
    } catch (RuntimeException e) {
      if (settings.anyPortWhenTaken() && e.getCause() instanceof BindException) {
        return listen(settings.host(), 0, root);
      }
      throw e;
    }
  }

  private static Undertow listen(String host, int port, HttpHandler root) {
    Undertow server =
        Undertow.builder()
            .addHttpListener(port, host)
            .setIoThreads(1)
            .setWorkerThreads(WORKER_THREADS)
            .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, SHUTDOWN_MILLIS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L) // the default is 2 MiB
            .setHandler(root)
            .build();
    try {
      server.start();
      return server;
    } catch (RuntimeException e) {
      server.stop();
      throw e;
    }
  }

  /** The port it listens on. */
  public int port() {
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** How many pages receive news. */
  public int pages() {
    return feed.pages();
  }

  /** An interrupt does not keep it from closing; the flag is set again afterwards. */
  @Override
  public void close() {
    feed.close();
    try {
      server.stop();
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof InterruptedException)) {
        throw e;
      }
      Thread.interrupted(); // else the rest of it would fail too
      server.stop();
      Thread.currentThread().interrupt();
    }
  }
}
