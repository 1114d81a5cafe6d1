package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server on 127.0.0.1 that plays a script, one step a request, whatever is asked. It stands for
 * gateways and broken connections, and for callback services; after the script it cuts the
 * connection. Thread safe; who opens it closes it.
 */
public final class ScriptedServer implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?im)^Content-Length: *([0-9]+)");

  private final ServerSocket server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Step> script = new ConcurrentLinkedQueue<>();
  private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();

  /** What the server does with one request. A failure cuts the connection. */
  @FunctionalInterface
  public interface Step {
    /** Answers the request. */
    void play(OutputStream out) throws Exception;
  }

  private ScriptedServer(ServerSocket server) {
    this.server = server;
  }

  /** Opens a server that plays these steps. */
  public static ScriptedServer playing(Step... steps) {
    try {
      ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ScriptedServer scripted = new ScriptedServer(socket);
      scripted.script.addAll(List.of(steps));
      scripted.threads.execute(scripted::accept);
      return scripted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Exactly this text, with LF for CR LF in its head. */
  public static Step raw(String head, String body) {
    return out -> out.write((head.replace("\n", "\r\n") + "\r\n" + body).getBytes(UTF_8));
  }

  /** A whole answer; {@code headers} are lines, each ended by LF. */
  public static Step answer(int status, String contentType, String headers, String body) {
    return raw(
        "HTTP/1.1 "
            + status
            + " Some Reason\nContent-Type: "
            + contentType
            + '\n'
            + headers
            + "Content-Length: "
            + body.getBytes(UTF_8).length
            + '\n',
        body);
  }

  /** A whole answer of JSON. */
  public static Step json(int status, String body) {
    return answer(status, "application/json", "", body);
  }

  /** A whole answer of HTML, as gateways give it. */
  public static Step html(int status, String body) {
    return answer(status, "text/html", "", body);
  }

  /** No answer; the connection is cut. */
  public static Step cut() {
    return out -> {
      throw new EOFException();
    };
  }

  /** The step, once the latch is open. */
  public static Step after(CountDownLatch latch, Step step) {
    return out -> {
      latch.await();
      step.play(out);
    };
  }

  /** {@code http://127.0.0.1:PORT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** An address at which nobody listens. */
  public static String closedEndpoint() {
    ScriptedServer server = playing();
    server.close();
    return server.endpoint();
  }

  /** The request lines seen, in the order of their arrival. */
  public List<String> requestLines() {
    return List.copyOf(requestLines);
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

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException closed) {
      // the end of the test
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = connection.getInputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        requestLines.add(head.substring(0, head.indexOf('\r')));
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        Step step = script.poll();
        if (step == null) {
          return;
        }
        step.play(connection.getOutputStream());
      }
    } catch (Exception cut) {
      // a step's way to cut the connection, or the client's
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      if (b == '\n' && head.toString(UTF_8).endsWith("\r\n\r\n")) {
        break;
      }
    }
    return head.toString(UTF_8);
  }
}
