package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes that a service sends on an idle connection are not the response to the next request. */
@Timeout(60)
class KeptConnectionTest {
  private static final String ETAG = "AQAAAKr0xh3cxeii2r7eDztILNmuqUNN"; // of "hello"
  private static final String OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: \"" + ETAG + "\"\r\n\r\n";

  private final CountDownLatch responded = new CountDownLatch(1);
  private final CountDownLatch said = new CountDownLatch(1);
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();

  private enum Unsolicited {
    TIMEOUT("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"),
    SUCCESS("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nETag: \"wrong\"\r\n\r\n"),
    RUBBISH("x");

    private final String text;

    Unsolicited(String text) {
      this.text = text;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http, TIMEOUT", "http, SUCCESS", "http, RUBBISH",
    "https, TIMEOUT", "https, SUCCESS", "https, RUBBISH"
  })
  void unsolicitedResponseIsNotRead(String scheme, Unsolicited unsolicited) throws Exception {
    try (LocalServer server =
            new LocalServer(scheme, connection -> serve(connection, unsolicited));
        Us3Client client = client(server)) {
      client.headObject(BUCKET, "first");
      responded.countDown();
      said.await();

      assertThat(client.headObject(BUCKET, "k").eTag()).isEqualTo(ETAG);
      PutObjectRequest put =
          PutObjectRequest.of(
              BUCKET, "k", "text/plain", ObjectSource.bytes("hello".getBytes(UTF_8)));
      assertThat(client.putObject(put).eTag()).isEqualTo(ETAG);
      assertThat(requests).hasSize(3);
      assertThat(server.connectionCount()).isEqualTo(2);
    }
  }

  private void serve(Socket connection, Unsolicited unsolicited) throws Exception {
    connection.setTcpNoDelay(true); // what was written is there
    InputStream in = connection.getInputStream();
    for (String head = LocalServer.head(in); !head.isEmpty(); head = LocalServer.head(in)) {
      in.readNBytes(LocalServer.bodyLength(head));
      requests.add(head);
      connection.getOutputStream().write(OK.getBytes(UTF_8));
      if (said.getCount() > 0) {
        responded.await();
        connection.getOutputStream().write(unsolicited.text.getBytes(UTF_8));
        said.countDown();
      }
    }
  }

  private static Us3Client client(LocalServer server) throws IOException {
    return Us3Client.builder()
        .host(ServiceHost.ofEndpoint(server.endpoint()))
        .credentials(Clients.CREDENTIALS)
        .tls(LocalServer.tlsContext(), LocalServer.trust().trustManager())
        .build();
  }
}
