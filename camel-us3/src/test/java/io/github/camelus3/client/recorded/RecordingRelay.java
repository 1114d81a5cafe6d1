package io.github.camelus3.client.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A relay between client and emulator on 127.0.0.1, which records each request before it forwards
 * the last byte. Also an HTTP proxy for plain http. Thread safe; the caller closes it.
 */
final class RecordingRelay implements AutoCloseable {
  private static final int TEXT_BYTES = 64 << 10;

  private final int emulatorPort;
  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final Queue<SentRequest> requests = new ConcurrentLinkedQueue<>();

  private RecordingRelay(int emulatorPort, ServerSocket server) {
    this.emulatorPort = emulatorPort;
    this.server = server;
  }

  static RecordingRelay to(int emulatorPort) throws IOException {
    ServerSocket server = new ServerSocket(0, 300, InetAddress.getLoopbackAddress());
    RecordingRelay relay = new RecordingRelay(emulatorPort, server);
    relay.threads.execute(relay::accept);
    return relay;
  }

  int port() {
    return server.getLocalPort();
  }

  /** In the order of their last bytes. */
  List<SentRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        Socket emulator = new Socket(InetAddress.getLoopbackAddress(), emulatorPort);
        client.setTcpNoDelay(true);
        emulator.setTcpNoDelay(true);
        sockets.add(client);
        sockets.add(emulator);
        threads.execute(() -> passRequests(client, emulator));
        threads.execute(() -> passResponses(emulator, client));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private static void passResponses(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException closed) {
      // one side closed, so the other is closed too
    }
  }

  private void passRequests(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        new Passage(head).pass(in, to.getOutputStream());
      }
    } catch (IOException closed) {
      // as above
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int lineLength = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (b == '\n' && lineLength == 0) {
        return head.toString(UTF_8);
      }
      lineLength = b == '\n' ? 0 : b == '\r' ? lineLength : lineLength + 1;
    }
    return "";
  }

  /** One request while it is forwarded. */
  private final class Passage {
    private final String method;
    private final String target;
    private final String forwardedHead;
    private final Map<String, String> headers = new TreeMap<>();
    private final long length;
    private final MessageDigest sha1 = sha1();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();

    Passage(String head) {
      String[] lines = head.split("\r\n", -1);
      String[] line = lines[0].split(" ", -1);
      method = line[0];
      target = line[1].replaceFirst("^http://[^/]*", ""); // absolute form, as sent to proxies
      forwardedHead = head.replaceFirst(" http://[^/ ]*", " ");
      for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
        int colon = lines[i].indexOf(':');
        headers.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
      length = Long.parseLong(headers.getOrDefault("content-length", "0"));
    }

    void pass(InputStream in, OutputStream out) throws IOException {
      if (length == 0) {
        note();
      }
      out.write(forwardedHead.getBytes(UTF_8));
      byte[] buffer = new byte[64 << 10];
      long left = length;
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new IOException("the client went away");
        }
        sha1.update(buffer, 0, count);
        text.write(buffer, 0, length <= TEXT_BYTES ? count : 0);
        left -= count;
        if (left == 0) {
          note();
        }
        out.write(buffer, 0, count);
      }
    }

    private void note() {
      String digest = HexFormat.of().formatHex(sha1.digest());
      requests.add(SentRequest.of(method, target, headers, length, digest, text.toString(UTF_8)));
    }
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
