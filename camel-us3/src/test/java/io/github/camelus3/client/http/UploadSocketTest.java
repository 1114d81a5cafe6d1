package io.github.camelus3.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.Test;

class UploadSocketTest {
  @Test
  void isASocketLikeOthers() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        UploadSocket socket = UploadSocket.open()) {
      socket.setSoTimeout(1);
      socket.setKeepAlive(true);
      socket.setSoLinger(true, 3);
      socket.setReuseAddress(true);
      socket.setSendBufferSize(100_000);
      socket.setReceiveBufferSize(100_000);
      socket.connect(server.getLocalSocketAddress(), 1000);
      try (Socket peer = server.accept()) {
        assertThat(socket.isConnected()).isTrue();
        assertThat(socket.getTcpNoDelay()).isTrue();
        assertThat(socket.getKeepAlive()).isTrue();
        assertThat(socket.getSoLinger()).isEqualTo(3);
        assertThat(socket.getSoTimeout()).isEqualTo(1);
        assertThat(socket.getPort()).isEqualTo(server.getLocalPort());
        assertThat(socket.getLocalPort()).isEqualTo(peer.getPort());
        assertThat(socket.getInetAddress()).isEqualTo(server.getInetAddress());
        assertThat(socket.getLocalAddress()).isEqualTo(peer.getInetAddress());
        assertThatExceptionOfType(SocketTimeoutException.class)
            .isThrownBy(() -> socket.getInputStream().read());

        socket.getOutputStream().write(new byte[] {1, 2});
        socket.getOutputStream().flush();
        peer.getOutputStream().write(7);

        assertThat(peer.getInputStream().readNBytes(2)).containsExactly(1, 2);
        socket.setSoTimeout(0);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
      }
    }
  }

  @Test
  void tellsWithoutWaitingWhetherTheOtherSideHasEnded() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        UploadSocket socket = UploadSocket.open()) {
      socket.connect(server.getLocalSocketAddress(), 1000);
      try (Socket peer = server.accept()) {
        assertThat(socket.hasInput()).isFalse();
        assertThat(peer.isConnected()).isTrue();
      }

      assertThat(socket.getInputStream().read()).isEqualTo(-1); // waits for the end
      assertThat(socket.hasInput()).isTrue();
    }
  }

  @Test
  void closesItsChannelAlsoWhenItWasNeverConnected() throws IOException {
    UploadSocket socket = UploadSocket.open();

    socket.close();

    assertThatExceptionOfType(ClosedChannelException.class)
        .isThrownBy(() -> socket.getOutputStream().write(1));
  }

  @Test
  void refusesWhatIsAServersBusiness() throws IOException {
    try (UploadSocket socket = UploadSocket.open()) {
      assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.setOOBInline(true));
    }
  }
}
