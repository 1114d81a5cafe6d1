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
 * A US3 that drops what it is sent: it answers PutFile, the calls of an upload in parts and
 * HeadFile as fast as it can, or after a latency, and counts. It checks nothing, no signature
 * either. A thread for each connection. Thread safe.
 */
public final class Sink implements AutoCloseable {
  /** The bucket in its answers. */
  public static final String BUCKET = "bench";

  private static final int BACKLOG = 1024;

  private final ServerSocketChannel server;
  private final SinkAnswers answers;
  private final LongAdder connections = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private volatile long latencyNanos;

  private Sink(ServerSocketChannel server, ETagSource eTags) {
    this.server = server;
    this.answers = new SinkAnswers(eTags);
  }

  /**
   * What was counted since the last reset.
   *
   * @param connections that were opened
   * @param requests whose bodies arrived
   * @param bytes of those bodies
   */
  public record Counts(long connections, long requests, long bytes) {}

  /** Starts a sink on a free port of the loopback interface, whose ETags mean nothing. */
  public static Sink start() throws IOException {
    return start(ETagSource.CONSTANT);
  }

  /**
   * Starts a sink on a free port of the loopback interface that gives the right ETags for uploads
   * of {@code file}, and of the first bytes of it.
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
      return; // closed: the end
    } catch (IOException e) {
      throw new IllegalStateException("the sink accepts no more connections", e);
    }
  }

  private static void startDaemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** The port it listens on. */
  public int port() throws IOException {
    return ((InetSocketAddress) server.getLocalAddress()).getPort();
  }

  /** From now on waits so long before each response. */
  public void latency(Duration value) {
    latencyNanos = value.toNanos();
  }

  /** Counts from zero. */
  public void reset() {
    connections.reset();
    requests.reset();
    bytes.reset();
  }

  /** What was counted. */
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

  String answerTo(RequestHead request) throws IOException {
    return answers.to(request);
  }

  /** Stops listening; connections end when their clients close them. */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
