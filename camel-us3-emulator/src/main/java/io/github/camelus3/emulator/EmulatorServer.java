package io.github.camelus3.emulator;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.xnio.Options;

/** Undertow, set to hand on request targets as they are on the wire. Listens on loopback only. */
final class EmulatorServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int IO_THREADS = 2;

  /** A thread a request: room for 300 parts in flight, and for their clients' other calls. */
  private static final int WORKER_THREADS = 400;

  /** Header of a policy at its longest, with room. */
  private static final int MAX_HEADER_BYTES = 1024 * 1024;

  /** Undertow says at INFO that it starts and stops; held here, since loggers are weakly kept. */
  private static final List<Logger> QUIET =
      Stream.of("io.undertow", "org.xnio", "org.jboss.threads").map(Logger::getLogger).toList();

  private final Undertow undertow;

  private final Runnable beforeStop;

  private EmulatorServer(Undertow undertow, Runnable beforeStop) {
    this.undertow = undertow;
    this.beforeStop = beforeStop;
  }

  /**
   * Listens.
   *
   * @param beforeStop ends the requests under way
   */
  static EmulatorServer start(int port, HttpHandler handler, Runnable beforeStop) {
    QUIET.stream()
        .filter(logger -> logger.getLevel() == null) // whoever has set one knows better
        .forEach(logger -> logger.setLevel(Level.WARNING));
    Undertow undertow =
        Undertow.builder()
            .addHttpListener(port, LOOPBACK)
            .setIoThreads(IO_THREADS)
            .setWorkerThreads(WORKER_THREADS)
            .setWorkerOption(Options.WORKER_TASK_CORE_THREADS, IO_THREADS)
            .setWorkerOption(Options.THREAD_DAEMON, true)
            .setServerOption(UndertowOptions.DECODE_URL, false)
            .setServerOption(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
            .setServerOption(
                UndertowOptions.MAX_ENTITY_SIZE, -1L) // bodies have limits of their own
            .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
            .setHandler(Handlers.httpContinueRead(handler))
            .build();
    try {
      undertow.start();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cannotListen(port, cause), cause);
      }
      throw e;
    }
    return new EmulatorServer(undertow, beforeStop);
  }

  private static String cannotListen(int port, IOException cause) {
    String reason = cause instanceof BindException ? "the port is taken" : cause.getMessage();
    return "cannot listen on " + LOOPBACK + ":" + port + ": " + reason;
  }

  int port() {
    return ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
  }

  @Override
  public void close() {
    beforeStop.run();
    undertow.stop();
  }
}
