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
import javax.net.ssl.SSLContext;

/**
 * A US3 that discards request bodies and counts them, over plain HTTP and over TLS. It supports
 * PutFile, multipart uploads and HeadFile, and responds at once or after a latency. It checks
 * nothing, not even signatures. One thread for each connection. Thread safe.
 */
public final class Sink implements AutoCloseable {
  /** The bucket in its responses. */
  public static final String BUCKET = "bench";

  private static final int BACKLOG = 1024;

  private final ServerSocketChannel server;
  private final ServerSocketChannel tlsServer;
  private final SinkCertificate certificate;
  private final SinkResponses responses;
  private final LongAdder connections = new LongAdder();
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private volatile long latencyNanos;
  private volatile String cipher = "";

  private Sink(
      ServerSocketChannel server,
      ServerSocketChannel tlsServer,
      SinkCertificate certificate,
      ETagSource eTags) {
    this.server = server;
    this.tlsServer = tlsServer;
    this.certificate = certificate;
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

  /** Starts a sink on free ports of the loopback interface, with meaningless ETags. */
  public static Sink start() throws IOException {
    return start(ETagSource.CONSTANT);
  }

  /**
   * Starts a sink on free ports of the loopback interface, with the correct ETags for {@code file}
   * and its prefixes.
   */
  public static Sink startKnowing(Path file) throws IOException {
    return start(FileETags.of(file));
  }

  private static Sink start(ETagSource eTags) throws IOException {
    SinkCertificate certificate = SinkCertificate.create();
    SSLContext tls = certificate.serverContext();
    Sink sink = new Sink(listen(), listen(), certificate, eTags);
    startDaemon(() -> sink.accept(sink.server, null), "sink");
    startDaemon(() -> sink.accept(sink.tlsServer, tls), "sink-tls");
    return sink;
  }

  private static ServerSocketChannel listen() throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    return server;
  }

  private void accept(ServerSocketChannel from, SSLContext tls) {
    try {
      while (true) {
        SocketChannel channel = from.accept();
        connections.increment();
        startDaemon(new SinkConnection(channel, tls, this), "sink-connection");
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

  /** The port for plain HTTP. */
  public int port() throws IOException {
    return portOf(server);
  }

  /** The port for TLS. */
  public int tlsPort() throws IOException {
    return portOf(tlsServer);
  }

  private static int portOf(ServerSocketChannel listening) throws IOException {
    return ((InetSocketAddress) listening.getLocalAddress()).getPort();
  }

  /** The certificate of the TLS port, which is new with each sink. */
  public SinkCertificate certificate() {
    return certificate;
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

  /** TLS version and cipher suite of the last counted request; empty for plain HTTP. */
  public String cipher() {
    return cipher;
  }

  long latencyNanos() {
    return latencyNanos;
  }

  void count(long bodyBytes, String byCipher) {
    requests.increment();
    bytes.add(bodyBytes);
    cipher = byCipher;
  }

  String respondTo(RequestHead request) throws IOException {
    return responses.to(request);
  }

  /** Stops listening; connections end when their clients close them. */
  @Override
  public void close() throws IOException {
    server.close();
    tlsServer.close();
  }
}
