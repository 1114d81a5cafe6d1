package io.github.camelus3.emulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A service that reads one request of each connection, writes bytes of a test's choice and closes
 * the connection without having said so.
 */
final class OneShotServer implements AutoCloseable {
  private final ServerSocket server;
  private final byte[] reply;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private OneShotServer(ServerSocket server, byte[] reply) {
    this.server = server;
    this.reply = reply;
  }

  static OneShotServer replying(String reply) throws IOException {
    OneShotServer service =
        new OneShotServer(
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
            reply.getBytes(StandardCharsets.UTF_8));
    Thread thread = new Thread(service::serve, "one-shot-server");
    thread.setDaemon(true);
    thread.start();
    return service;
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        requests.add(head(socket.getInputStream()));
        socket.getOutputStream().write(reply);
      } catch (IOException e) {
        // the test has ended, or the client has disconnected: accept the next one
      }
    }
  }

  /** The requests of these tests have no body. What is no HTTP ends with its first record. */
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      String text = head.toString(StandardCharsets.ISO_8859_1);
      if (text.endsWith("\r\n\r\n") || text.charAt(0) == 0x16) {
        return text;
      }
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  String url(String pathAndQuery) {
    return "http://127.0.0.1:" + server.getLocalPort() + pathAndQuery;
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
