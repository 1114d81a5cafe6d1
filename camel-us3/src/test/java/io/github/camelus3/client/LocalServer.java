package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.client.http.ConscryptTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/**
 * A server on 127.0.0.1 with a thread per connection. A handler cuts its connection by an
 * exception. Thread safe; the caller closes it.
 */
final class LocalServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]+)");

  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();

  private final String scheme;
  private final ServerSocket server;
  private final Handler handler;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
  private final Set<Socket> served = ConcurrentHashMap.newKeySet();

  /** Handles a connection, which is closed afterwards. */
  @FunctionalInterface
  interface Handler {
    void serve(Socket connection) throws Exception;
  }

  LocalServer(Handler handler) {
    this("http", handler);
  }

  /** Serves {@code http}, or {@code https} with a certificate that {@link #trust()} accepts. */
  LocalServer(String scheme, Handler handler) {
    this.scheme = scheme;
    this.handler = handler;
    try {
      ServerSocketFactory sockets =
          "https".equals(scheme)
              ? new HandshakeCertificates.Builder()
                  .heldCertificate(CERTIFICATE)
                  .build()
                  .sslContext()
                  .getServerSocketFactory()
              : ServerSocketFactory.getDefault();
      this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** {@code http://127.0.0.1:PORT}, or https. */
  String endpoint() {
    return scheme + "://127.0.0.1:" + port();
  }

  int port() {
    return server.getLocalPort();
  }

  /** A context that trusts servers with TLS. */
  static SSLContext tlsContext() {
    return tlsContext(trust());
  }

  /**
   * A client's context: the JDK's, or Conscrypt's with the system property {@code
   * us3.test.tls=conscrypt}.
   */
  static SSLContext tlsContext(HandshakeCertificates trust) {
    return "conscrypt".equals(System.getProperty("us3.test.tls"))
        ? ConscryptTls.require(trust.trustManager())
        : trust.sslContext();
  }

  /** The trust manager for servers with TLS. */
  static HandshakeCertificates trust() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(CERTIFICATE.certificate())
        .build();
  }

  /** The number of connections so far. */
  int connectionCount() {
    return connections.size();
  }

  /**
   * Whether all connections so far have ended. A socket says that it is closed before its peer can
   * notice, so this is about sockets whose close has returned.
   */
  boolean isQuiet() {
    return served.isEmpty();
  }

  /** A request's head with the blank line; empty at the end of the connection. */
  static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (b == '\n' && head.toString(UTF_8).endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString(UTF_8);
  }

  /** The declared length of the body; 0 when absent. */
  static int bodyLength(String head) {
    Matcher length = LENGTH.matcher(head);
    return length.find() ? Integer.parseInt(length.group(1)) : 0;
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        served.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      handler.serve(connection);
    } catch (Exception cut) {
      // the handler's way to cut the connection, or the client's
    }
    served.remove(connection);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }
}
