package io.github.camelus3.emulator.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A host with several addresses, the first of which drops packets. */
class CallbackConnectionTest {
  private final List<Socket> waiting = new ArrayList<>();
  private ServerSocket dropping;

  /** The system drops a connection when the queue of those not yet accepted is full. */
  @BeforeEach
  void fillQueue() throws IOException {
    dropping = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    for (int i = 0; i < 100; i++) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(dropping.getLocalSocketAddress(), 200);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
    throw new AssertionError("the queue is never full");
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : waiting) {
      socket.close();
    }
    dropping.close();
  }

  private CallbackConnection connection(Duration limit) throws IOException {
    String url = "http://several.example:" + dropping.getLocalPort() + "/";
    return new CallbackConnection(CallbackUrl.parse(url), limit);
  }

  @Test
  void nextAddressIsTriedWithinTheLimit() throws IOException {
    try (ServerSocket good = new ServerSocket()) {
      good.bind(new InetSocketAddress("127.0.0.2", dropping.getLocalPort()));
      try (CallbackConnection connection = connection(Duration.ofSeconds(4))) {
        Socket socket = connection.connect(dropping.getInetAddress(), good.getInetAddress());

        assertThat(socket.getInetAddress()).isEqualTo(good.getInetAddress());
      }
    }
  }

  @Test
  void failureIsThatOfTheFirstAddress() throws IOException {
    try (CallbackConnection connection = connection(Duration.ofMillis(1))) {
      String words = "dial tcp 127.0.0.1:" + dropping.getLocalPort() + ": i/o timeout";

      assertThatThrownBy(
              () ->
                  connection.connect(dropping.getInetAddress(), InetAddress.getByName("127.0.0.2")))
          .isInstanceOf(CallbackFailure.class)
          .hasMessage(words);
      assertThat(connection.late()).hasMessage(words);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PT30S, 3, PT10S",
    "PT30S, 1, PT30S",
    "PT3S, 2, PT2S",
    "PT1S, 2, PT1S",
    "PT0S, 2, PT0S"
  })
  void timeIsSharedAsInGo(Duration remaining, int addresses, Duration share) {
    assertThat(CallbackConnection.share(remaining, addresses)).isEqualTo(share);
  }
}
