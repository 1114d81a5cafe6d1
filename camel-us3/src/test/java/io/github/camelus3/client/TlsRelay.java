package io.github.camelus3.client;

import io.github.camelus3.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;

/** A TLS endpoint in front of an emulator. The caller closes it. */
public final class TlsRelay implements AutoCloseable {
  private final HeldCertificate certificate =
      new HeldCertificate.Builder().addSubjectAlternativeName("127.0.0.1").build();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final SSLServerSocket server;
  private final URI target;

  /** Relays to the service at an {@code http:} endpoint. */
  public TlsRelay(String targetEndpoint) throws IOException {
    target = URI.create(targetEndpoint);
    HandshakeCertificates own =
        new HandshakeCertificates.Builder().heldCertificate(certificate).build();
    server =
        (SSLServerSocket)
            own.sslContext()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  /** The {@code https:} endpoint. */
  public String endpoint() {
    return "https://127.0.0.1:" + server.getLocalPort();
  }

  /** The trust manager for this relay. */
  public HandshakeCertificates trust() {
    return new HandshakeCertificates.Builder()
        .addTrustedCertificate(certificate.certificate())
        .build();
  }

  /** Waits until both sides of all connections are closed. */
  void awaitClosedConnections() {
    Await.until(() -> sockets.stream().allMatch(Socket::isClosed));
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket service = new Socket(target.getHost(), target.getPort());
        sockets.add(client);
        sockets.add(service);
        threads.execute(() -> relay(client, service));
        threads.execute(() -> relay(service, client));
      }
    } catch (IOException e) {
      if (!server.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Ends when either side does. */
  private static void relay(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[64 << 10];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        out.write(bytes, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // the other direction has closed both
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
