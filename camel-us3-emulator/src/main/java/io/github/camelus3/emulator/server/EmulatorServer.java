package io.github.camelus3.emulator.server;

import io.undertow.Handlers;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.protocol.http.HttpOpenListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;
import org.xnio.channels.AcceptingChannel;

/**
 * An Undertow server that does not decode request targets and has a {@link HeadTap} on each
 * connection. Undertow's builder cannot add the tap, so the server is assembled here.
 */
public final class EmulatorServer implements AutoCloseable {
  private static final int IO_THREADS = 2;

  /** One thread per request: enough for 300 parts in flight and other calls. */
  private static final int WORKER_THREADS = 400;

  /** More than the header of the longest policy. */
  private static final int MAX_HEADER_BYTES = 1024 * 1024;

  /** Undertow's default for a machine with enough memory: 16 KiB less a TLS record's header. */
  private static final int BUFFER_BYTES = 16 * 1024 - 20;

  private static final int BUFFERS_A_THREAD = 4;
  private static final int BACKLOG = 1000;

  /** Undertow's default: an idle connection is closed after this time. */
  private static final int IDLE_MILLIS = 60_000;

  private static final int MANY_CONNECTIONS = 1_000_000;

  /** How often an interrupted stop looks for the end. */
  private static final int MAX_ROUNDS = 500;

  private static final int ROUND_MILLIS = 20;

  /**
   * Silences INFO messages of start and stop, in the whole JVM. Strong references: the JDK keeps
   * loggers weakly.
   */
  private static final List<Logger> QUIET =
      Stream.of("io.undertow", "org.xnio", "org.jboss.threads").map(Logger::getLogger).toList();

  private final XnioWorker worker;
  private final DefaultByteBufferPool buffers;
  private final HttpOpenListener listener;
  private final AcceptingChannel<StreamConnection> channel;
  private final Runnable beforeStop;

  private EmulatorServer(
      XnioWorker worker,
      DefaultByteBufferPool buffers,
      HttpOpenListener listener,
      AcceptingChannel<StreamConnection> channel,
      Runnable beforeStop) {
    this.worker = worker;
    this.buffers = buffers;
    this.listener = listener;
    this.channel = channel;
    this.beforeStop = beforeStop;
  }

  /**
   * Starts to listen.
   *
   * @param beforeStop ends the requests in flight
   * @throws UncheckedIOException when the address cannot be used
   */
  public static EmulatorServer start(
      String host, int port, HttpHandler handler, Runnable beforeStop) {
    QUIET.stream()
        .filter(logger -> logger.getLevel() == null) // keep a level that the user has set
        .forEach(logger -> logger.setLevel(Level.WARNING));
    DefaultByteBufferPool buffers =
        new DefaultByteBufferPool(true, BUFFER_BYTES, -1, BUFFERS_A_THREAD);
    HttpOpenListener listener = new HttpOpenListener(buffers, httpOptions());
    listener.setRootHandler(Handlers.httpContinueRead(handler));
    XnioWorker worker = null;
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
      worker =
          Xnio.getInstance(EmulatorServer.class.getClassLoader()).createWorker(workerOptions());
      AcceptingChannel<StreamConnection> channel =
          worker.createStreamConnectionServer(address, onAccept(listener), socketOptions());
      channel.resumeAccepts();
      return new EmulatorServer(worker, buffers, listener, channel, beforeStop);
    } catch (IOException e) {
      if (worker != null) {
        worker.shutdownNow();
      }
      buffers.close();
      throw new UncheckedIOException(cannotListen(host, port, e), e);
    }
  }

  /**
   * Accepts connections. XNIO's adapter logs an error with a stack trace when the server stops
   * meanwhile, which is no error. XNIO logs all other failures.
   */
  static ChannelListener<AcceptingChannel<StreamConnection>> onAccept(
      ChannelListener<StreamConnection> listener) {
    return server -> {
      try {
        StreamConnection connection = server.accept();
        if (connection != null) {
          HeadTap tap =
              new HeadTap(connection.getSourceChannel().getConduit(), 2 * MAX_HEADER_BYTES);
          connection.getSourceChannel().setConduit(tap);
          ChannelListeners.invokeChannelListener(connection, listener);
        }
      } catch (ClosedChannelException e) {
        return; // the server has stopped
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static OptionMap workerOptions() {
    return OptionMap.builder()
        .set(Options.WORKER_IO_THREADS, IO_THREADS)
        .set(Options.WORKER_TASK_CORE_THREADS, IO_THREADS)
        .set(Options.WORKER_TASK_MAX_THREADS, WORKER_THREADS)
        .set(Options.CONNECTION_HIGH_WATER, MANY_CONNECTIONS)
        .set(Options.CONNECTION_LOW_WATER, MANY_CONNECTIONS)
        .set(Options.THREAD_DAEMON, true)
        .getMap();
  }

  private static OptionMap socketOptions() {
    return OptionMap.builder()
        .set(Options.TCP_NODELAY, true)
        .set(Options.REUSE_ADDRESSES, true)
        .set(Options.BACKLOG, BACKLOG)
        .getMap();
  }

  private static OptionMap httpOptions() {
    return OptionMap.builder()
        .set(UndertowOptions.DECODE_URL, false)
        .set(UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
        .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
        .set(UndertowOptions.MAX_ENTITY_SIZE, -1L) // limits of bodies are in the rules
        .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
        .set(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MILLIS)
        .getMap();
  }

  private static String cannotListen(String host, int port, IOException cause) {
    return "cannot listen on " + host + ":" + port + ": " + reason(cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "the host is unknown";
    }
    boolean taken = cause instanceof BindException && !isOfAnotherMachine(cause);
    return taken ? "the port is taken" : cause.getMessage();
  }

  /**
   * Whether the message is "Cannot assign requested address" rather than "Address already in use".
   */
  public static boolean isOfAnotherMachine(IOException cause) {
    return String.valueOf(cause.getMessage()).contains("assign");
  }

  /** The port it listens on. */
  public int port() {
    return channel.getLocalAddress(InetSocketAddress.class).getPort();
  }

  /** Refuses new connections. Those that are open stay. */
  public void stopAccepting() {
    IoUtils.safeClose(channel);
  }

  /** An interrupt does not keep it from closing; the flag is set again afterwards. */
  @Override
  public void close() {
    beforeStop.run();
    stopAccepting();
    worker.shutdown();
    awaitEnd();
    buffers.close();
  }

  /** Closes the connections until none is left: one may have been accepted a moment ago. */
  private void awaitEnd() {
    boolean interrupted = false;
    boolean ended = false;
    for (int round = 0; !ended && !(interrupted && round >= MAX_ROUNDS); round++) {
      closeConnections();
      try {
        ended = worker.awaitTermination(ROUND_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
        worker.shutdownNow();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void closeConnections() {
    try {
      listener.closeConnections();
    } catch (RejectedExecutionException e) {
      return; // the thread of the connection has ended, and so has the connection
    }
  }
}
