package io.github.camelus3.soak;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.RestConfiguration;

/**
 * A process of its own that sends itself callbacks larger than its heap, several at once, and
 * prints what it knows, as properties.
 */
final class SmallHeapWebhook {
  private SmallHeapWebhook() {}

  /** Takes the length of a body in bytes, and how many are sent at once in either way. */
  public static void main(String[] args) throws Exception {
    long length = Long.parseLong(args[0]);
    int count = Integer.parseInt(args[1]);
    int port = freePort();
    AtomicInteger routed = new AtomicInteger();
    try (CamelContext camel = new DefaultCamelContext()) {
      RestConfiguration http = new RestConfiguration();
      http.setHost("127.0.0.1");
      http.setPort(port);
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
      URI uri = URI.create("http://127.0.0.1:" + port + "/cb");
      System.out.println("maxHeap=" + Runtime.getRuntime().maxMemory());
      System.out.println("declared=" + send(uri, count, declared(length)));
      System.out.println("chunked=" + send(uri, count, chunked(length)));
      System.out.println("routed=" + routed);
      System.out.println("small=" + send(uri, 1, BodyPublishers.ofString("{}")));
    }
    System.exit(0); // the client's threads would live on
  }

  private static BodyPublisher chunked(long length) {
    return BodyPublishers.ofInputStream(() -> zeros(length));
  }

  private static BodyPublisher declared(long length) {
    return BodyPublishers.fromPublisher(chunked(length), length);
  }

  private static String send(URI uri, int count, BodyPublisher body) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    HttpRequest request = HttpRequest.newBuilder(uri).POST(body).build();
    List<CompletableFuture<String>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(
          client
              .sendAsync(request, BodyHandlers.ofString())
              .thenApply(answer -> String.valueOf(answer.statusCode())));
    }
    return sent.stream().map(CompletableFuture::join).collect(Collectors.joining(","));
  }

  /** Bytes that take no memory. */
  private static InputStream zeros(long length) {
    return new InputStream() {
      private long left = length;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int count) {
        if (left <= 0) {
          return -1;
        }
        int read = (int) Math.min(count, left);
        left -= read;
        return read;
      }
    };
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
