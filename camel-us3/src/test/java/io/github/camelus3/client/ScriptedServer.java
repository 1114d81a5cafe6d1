package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/**
 * A server on 127.0.0.1 that plays a script: one step per request, for any request. It plays
 * gateways, broken connections and callback services. After the script it cuts the connection.
 * Thread safe; the caller closes it.
 */
public final class ScriptedServer implements AutoCloseable {
  private final LocalServer server;
  private final Queue<Step> script = new ConcurrentLinkedQueue<>();
  private final Queue<String> requestLines = new ConcurrentLinkedQueue<>();

  /** The response to one request. An exception cuts the connection. */
  @FunctionalInterface
  public interface Step {
    /** Sends the response. */
    void play(OutputStream out) throws Exception;
  }

  private ScriptedServer(List<Step> steps) {
    script.addAll(steps);
    server = new LocalServer(this::serve);
  }

  /** Opens a server that plays these steps. */
  public static ScriptedServer playing(Step... steps) {
    return new ScriptedServer(List.of(steps));
  }

  /** Exactly this text, with LF for CR LF in its head. */
  public static Step raw(String head, String body) {
    return out -> out.write((head.replace("\n", "\r\n") + "\r\n" + body).getBytes(UTF_8));
  }

  /** A whole response; {@code headers} are lines, each ended by LF. */
  public static Step response(int status, String contentType, String headers, String body) {
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

  /** A whole response of JSON. */
  public static Step json(int status, String body) {
    return response(status, "application/json", "", body);
  }

  /** A whole response of HTML, as gateways send it. */
  public static Step html(int status, String body) {
    return response(status, "text/html", "", body);
  }

  /** No response; the connection is cut. */
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
    return server.endpoint();
  }

  /** An address without a listener. */
  public static String closedEndpoint() {
    return "http://127.0.0.1:1";
  }

  /** The request lines seen, in the order of their arrival. */
  public List<String> requestLines() {
    return List.copyOf(requestLines);
  }

  @Override
  public void close() {
    server.close();
  }

  private void serve(Socket connection) throws Exception {
    InputStream in = connection.getInputStream();
    for (String head = LocalServer.head(in); !head.isEmpty(); head = LocalServer.head(in)) {
      Step step = script.poll(); // a request that is seen has its step
      requestLines.add(head.substring(0, head.indexOf('\r')));
      in.readNBytes(LocalServer.bodyLength(head));
      if (step == null) {
        return;
      }
      step.play(connection.getOutputStream());
    }
  }
}
