package io.github.camelus3.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.client.source.SourceChannel;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Pins the properties of OkHttp that the direct path relies on, and shows that without them the
 * connection is closed before a placeholder byte is sent.
 */
@Timeout(60)
class DirectOutputTest {
  private static final int LENGTH = (1 << 20) + 77;

  /** No zero among them: placeholder bytes are zeros. */
  private static final byte[] BYTES = nonZero(TestBytes.pattern(LENGTH));

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();

  private static byte[] nonZero(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (bytes[i] == 0 ? 1 : bytes[i]);
    }
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void okHttpWritesABodyOnTheCallingThreadAndOfExactlyItsLength(boolean directSockets)
      throws Exception {
    Set<Thread> threads = new CopyOnWriteArraySet<>();
    List<Boolean> direct = new CopyOnWriteArrayList<>();
    ByteObserver observer =
        chunk -> {
          threads.add(Thread.currentThread());
          direct.add(chunk.isDirect());
        };
    SourceRequestBody body = new SourceRequestBody(ObjectSource.bytes(BYTES), observer);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> receive(server));

      int status = put(server, body, directSockets);

      assertThat(status).isEqualTo(200);
      assertThat(received.get()).isEqualTo(BYTES);
    }
    assertThat(threads).containsExactly(Thread.currentThread());
    assertThat(direct).as("bypasses OkHttp").containsOnly(directSockets);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void clientStoresTheSameBytesWithAndWithoutDirectSockets(boolean directSockets) throws Exception {
    try (Us3Client client =
        Clients.builder(US3.emulator().endpoint()).directSockets(directSockets).build()) {
      client.putObject(
          PutObjectRequest.of(Clients.BUCKET, "k", "text/plain", ObjectSource.bytes(BYTES)));
    }

    assertThat(US3.emulator().object(Clients.BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  private static int put(ServerSocket server, SourceRequestBody body, boolean directSockets)
      throws IOException {
    OkHttpClient client =
        new OkHttpClient.Builder()
            .socketFactory(new UploadSocketFactory())
            .addNetworkInterceptor(
                new ConnectionInterceptor(HashThreads.NONE, directSockets, ProxyCredentials.NONE))
            .build();
    Request request =
        new Request.Builder()
            .url("http://127.0.0.1:" + server.getLocalPort() + "/k")
            .put(body)
            .build();
    try (Response response = client.newCall(request).execute()) {
      return response.code();
    } finally {
      client.connectionPool().evictAll();
    }
  }

  /** The body of one request, whose head has to name its length. */
  private static byte[] receive(ServerSocket server) {
    try (Socket connection = server.accept()) {
      InputStream in = connection.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }
      assertThat(head.toString()).contains("Content-Length: " + LENGTH);
      byte[] body = in.readNBytes(LENGTH);
      connection.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes());
      assertThat(in.read()).as("bytes after the body").isEqualTo(-1);
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void sinkThatKeepsPlaceholdersClosesTheConnection() throws Exception {
    assertRefused(KeepingSink::new, "placeholder bytes discarded must be " + LENGTH);
  }

  @Test
  void sinkThatKeepsTheLastPlaceholdersClosesTheConnection() throws Exception {
    assertRefused(
        sink -> new LimitedSink(sink, LENGTH - 1), "placeholder bytes discarded must be " + LENGTH);
  }

  @Test
  void sinkThatAddsBytesClosesTheConnection() throws Exception {
    assertRefused(AddingSink::new, "the body ends before its length");
  }

  private static void assertRefused(UnaryOperator<Sink> fault, String message) throws Exception {
    ReadableByteChannel body = Channels.newChannel(new ByteArrayInputStream(BYTES));
    byte[] received =
        received(
            output -> {
              BufferedSink sink = Okio.buffer(fault.apply(Okio.sink(output)));
              assertThatExceptionOfType(IOException.class)
                  .isThrownBy(() -> send(output, body, sink))
                  .withMessageContaining(message);
              assertThatExceptionOfType(IOException.class).isThrownBy(() -> output.write(1));
            });

    assertThat(received).doesNotContain(0);
  }

  @Test
  void nothingFollowsABodyWhoseSourceFailed() throws Exception {
    ReadableByteChannel failing =
        new SourceChannel() {
          private int count;

          @Override
          public int read(ByteBuffer buffer) throws IOException {
            if (count++ > 2) {
              throw new IOException("disk");
            }
            buffer.put(BYTES, 0, 1000);
            return 1000;
          }
        };
    byte[] received =
        received(
            output -> {
              BufferedSink sink = Okio.buffer(Okio.sink(output));
              assertThatExceptionOfType(IOException.class)
                  .isThrownBy(() -> send(output, failing, sink))
                  .withMessage("disk");
              assertThatExceptionOfType(IOException.class)
                  .isThrownBy(sink::flush) // of the placeholders that the sink still holds
                  .withMessageContaining("not sent whole");
            });

    assertThat(received).hasSize(3000).doesNotContain(0);
  }

  private static void send(DirectOutput output, ReadableByteChannel body, BufferedSink sink)
      throws IOException {
    try (HashThreads.Lease lease = HashThreads.NONE.lease(ByteObserver.NONE, LENGTH)) {
      output.send(body, ByteObserver.NONE, lease, LENGTH, sink);
    }
  }

  private interface Work {
    void run(DirectOutput output) throws Exception;
  }

  /** All bytes that arrive at the other end of a connection. */
  private static byte[] received(Work work) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        UploadSocket socket = UploadSocket.open()) {
      socket.connect(server.getLocalSocketAddress(), 1000);
      try (Socket peer = server.accept()) {
        CompletableFuture<byte[]> received = CompletableFuture.supplyAsync(() -> readAll(peer));
        work.run(socket.getOutputStream());
        socket.close();
        return received.get();
      }
    }
  }

  private static byte[] readAll(Socket peer) {
    try {
      return peer.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Passes on neither bytes nor flushes. */
  private static final class KeepingSink extends ForwardingSink {
    private final Buffer kept = new Buffer();

    KeepingSink(Sink sink) {
      super(sink);
    }

    @Override
    public void write(Buffer source, long count) throws IOException {
      kept.write(source, count);
    }

    @Override
    public void flush() {}
  }

  /** Keeps all bytes beyond a number. */
  private static final class LimitedSink extends ForwardingSink {
    private final Buffer kept = new Buffer();
    private long left;

    LimitedSink(Sink sink, long limit) {
      super(sink);
      this.left = limit;
    }

    @Override
    public void write(Buffer source, long count) throws IOException {
      long passed = Math.min(left, count);
      super.write(source, passed);
      kept.write(source, count - passed);
      left -= passed;
    }
  }

  /** Writes a byte more for each write. */
  private static final class AddingSink extends ForwardingSink {
    AddingSink(Sink sink) {
      super(sink);
    }

    @Override
    public void write(Buffer source, long count) throws IOException {
      super.write(source, count);
      super.write(new Buffer().writeByte(0), 1);
    }
  }
}
