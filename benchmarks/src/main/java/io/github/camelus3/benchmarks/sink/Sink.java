package io.github.camelus3.benchmarks.sink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/**
 * A US3 that discards request bodies and counts them. It supports PutFile, multipart uploads and
 * HeadFile, and responds at once or after a latency. It checks nothing, not even signatures. One
 * thread for each connection. Thread safe.
 */
public final class Sink implements AutoCloseable {
  /** The bucket in its responses. */
  public static final String BUCKET = "bench";

  private static final int BACKLOG = 1024;

  private final ServerSocketChannel server;
  private final SinkResponses responses;
  private final LongAdder connections = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private volatile long latencyNanos;

  private Sink(ServerSocketChannel server, ETagSource eTags) {
    this.server = server;
    this.responses = new SinkResponses(eTags);
  }

  /**
   * The counts since the last reset.
   *
   * @param connections opened connections
   * @param requests requests whose whole bodies arrived
   * @param bytes the bytes of those bodies
   */
  public record Counts(long connections, long requests, long bytes) {}

  /** Starts a sink on a free port of the loopback interface, with meaningless ETags. */
  public static Sink start() throws IOException {
    return start(ETagSource.CONSTANT);
  }

  /**
   * Starts a sink on a free port of the loopback interface, with the correct ETags for {@code file}
   * and its prefixes.
   */
  public static Sink startKnowing(Path file) throws IOException {
    return start(FileETags.of(file));
  }

  private static Sink start(ETagSource eTags) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    Sink sink = new Sink(server, eTags);
    startDaemon(sink::accept, "sink");
    return sink;
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel channel = server.accept();
        connections.increment();
        startDaemon(new SinkConnection(channel, this), "sink-connection");
      }
    } catch (ClosedChannelException e) {
      return; // the sink is closed
    } catch (IOException e) {
      throw new IllegalStateException("the sink cannot accept connections", e);
    }
  }

  private static void startDaemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The listening port. */
  public int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /** Sets the wait before each response. */
  public void latency(Duration value) {
    latencyNanos = value.toNanos();
  }

  /** Resets all counts to zero. */
  public void reset() {
    connections.reset();
    requests.reset();
    bytes.reset();
  }

  /** The counts since the last reset. */
  public Counts counts() {
    return new Counts(connections.sum(), requests.sum(), bytes.sum());
  }

  long latencyNanos() {
    return latencyNanos;
  }

  void count(long bodyBytes) {
    requests.increment();
    bytes.add(bodyBytes);
  }

  String respondTo(RequestHead request) throws IOException {
    return responses.to(request);
  }

  /** Stops listening; connections end when their clients close them. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
