package io.github.camelus3.soak;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.camelus3.emulator.FreePort;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConfiguration;

/**
 * Sends callbacks larger than the heap to a webhook in the same process, several at once. Prints
 * the statuses, as properties.
 */
final class SmallHeapWebhook {
  private static final int CHUNK = 64 << 10;

  private final int port;
  private final ExecutorService senders = Executors.newCachedThreadPool();

  private SmallHeapWebhook(int port) {
    this.port = port;
  }

  /** Arguments: the length of a body in bytes, and the number of concurrent requests. */
  public static void main(String[] args) throws Exception {
    long length = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    SmallHeapWebhook client = new SmallHeapWebhook(FreePort.find());
    AtomicInteger routed = new AtomicInteger();
    try (CamelContext camel = new DefaultCamelContext()) {
      RestConfiguration http = new RestConfiguration();
      http.setHost("127.0.0.1");
      http.setPort(client.port);
      camel.setRestConfiguration(http);
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("webhook:us3:photos?webhookPath=/cb")
                  .process(exchange -> routed.incrementAndGet());
            }
          });
      camel.start();
      System.out.println("maxHeap=" + Runtime.getRuntime().maxMemory());
      System.out.println("declared=" + client.sendAtOnce(count, length, false));
      System.out.println("chunked=" + client.sendAtOnce(count, length, true));
      System.out.println("routed=" + routed);
    } finally {
      client.senders.shutdown();
    }
  }

  private String sendAtOnce(int count, long length, boolean chunked) {
    List<CompletableFuture<String>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(CompletableFuture.supplyAsync(() -> send(length, chunked), senders));
    }
    return sent.stream().map(CompletableFuture::join).collect(Collectors.joining(","));
  }

  /** Sends a body and returns the status, even if the server closes before the body's end. */
  private String send(long length, boolean chunked) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> write(socket, length, chunked), senders);
      String status = new String(socket.getInputStream().readNBytes(12), US_ASCII).substring(9);
      socket.close();
      sending.join();
      return status;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Socket socket, long length, boolean chunked) {
    try {
      OutputStream out = socket.getOutputStream();
      String framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + length;
      String head = "POST /cb HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n";
      out.write(head.getBytes(US_ASCII));
      for (long left = length; left > 0; left -= CHUNK) {
        byte[] bytes = new byte[(int) Math.min(left, CHUNK)];
        if (chunked) {
          out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(US_ASCII));
        }
        out.write(bytes);
        if (chunked) {
          out.write("\r\n".getBytes(US_ASCII));
        }
      }
      out.write(chunked ? "0\r\n\r\n".getBytes(US_ASCII) : new byte[0]);
      out.flush();
    } catch (IOException e) {
      // the server may close before the end of the body; its response counts
      System.out.println("brokenOff=" + e.getMessage());
    }
  }
}
