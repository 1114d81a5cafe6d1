package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that bypass OkHttp's buffers, and bodies that are hashed on another thread. */
class LargeBodiesTest {
  private static final byte[] BYTES = TestBytes.pattern((9 << 20) + 1);

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();

  @TempDir private Path folder;

  /** Lengths around the limits of one write, one buffer, and hashing on another thread. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 1_048_575, 1_048_576, 1_048_577,
        4_194_304, 4_194_305
      })
  void storesWhatIsSentWhateverItsLength(int length) throws IOException {
    byte[] bytes = TestBytes.pattern(length);
    try (Us3Client client = Clients.of(US3.emulator().endpoint())) {

      client.putObject(put("array", ObjectSource.bytes(bytes)));
      client.putObject(put("stream", ObjectSource.stream(new ByteArrayInputStream(bytes), length)));
      try (ObjectSource file = ObjectSource.file(Files.write(folder.resolve("f"), bytes))) {
        client.putObject(put("file", file));
      }

      for (String key : new String[] {"array", "stream", "file"}) {
        assertThat(US3.emulator().object(BUCKET, key).orElseThrow().bytes()).isEqualTo(bytes);
      }
      assertThat(US3.emulator().connectionsOpened()).isEqualTo(1);
    }
  }

  @Test
  void storesWhatIsSentOverTls() throws Exception {
    try (TlsRelay relay = new TlsRelay(US3.emulator().endpoint());
        Us3Client client =
            Clients.builder(relay.endpoint())
                .tls(LocalServer.tlsContext(relay.trust()), relay.trust().trustManager())
                .build()) {

      client.putObject(put("large", ObjectSource.bytes(BYTES)));
      client.putObject(put("small", ObjectSource.bytes(BYTES, 0, 100)));

      assertThat(US3.emulator().object(BUCKET, "large").orElseThrow().bytes()).isEqualTo(BYTES);
      assertThat(US3.emulator().object(BUCKET, "small").orElseThrow().size()).isEqualTo(100);
    }
  }

  @Test
  void hashesFromTheFirstByteAgainWhenABodyIsSentAgain() throws IOException {
    US3.emulator().inject(Fault.dropInBody().on(Us3Api.PUT_FILE).times(2));
    try (Us3Client client =
        Clients.builder(US3.emulator().endpoint())
            .retries(new RetryOptions(3, Duration.ofMillis(1), Duration.ofMillis(1)))
            .build()) {

      UploadedObject object = client.putObject(put("k", ObjectSource.bytes(BYTES)));

      assertThat(object.eTag()).isEqualTo(ETagDigest.of(ObjectSource.bytes(BYTES)));
      assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void givesUpWhenTheServiceTakesNoMoreBytes() throws IOException {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Us3Client client =
            Clients.builder("http://127.0.0.1:" + deaf.getLocalPort())
                .writeTimeout(Duration.ofMillis(200))
                .build()) {
      byte[] moreThanSocketsBuffer = new byte[64 << 20];

      Us3TransportException failure =
          catchThrowableOfType(
              Us3TransportException.class,
              () -> client.putObject(put("k", ObjectSource.bytes(moreThanSocketsBuffer))));

      assertThat(failure.isRequestSent()).isTrue();
    }
  }

  @Test
  void aSlowSourceIsNoSlowConnection() throws IOException {
    InputStream slow =
        new FilterInputStream(new ByteArrayInputStream(BYTES)) {
          private final CountDownLatch never = new CountDownLatch(1);
          private int pauses = 1;

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            if (pauses-- > 0) {
              pause();
            }
            return super.read(bytes, offset, length);
          }

          private void pause() {
            try {
              assertThat(never.await(3, TimeUnit.SECONDS)).isFalse();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    try (Us3Client client =
        Clients.builder(US3.emulator().endpoint()).writeTimeout(Duration.ofSeconds(2)).build()) {

      client.putObject(put("k", ObjectSource.stream(slow, BYTES.length)));

      assertThat(US3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(BYTES);
    }
  }

  @Test
  void closingTheClientCancelsABodyThatIsBeingSent() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Us3Client client = Clients.of("http://127.0.0.1:" + deaf.getLocalPort());
      CompletableFuture<UploadedObject> upload = new CompletableFuture<>();
      Thread sender =
          new Thread(
              () -> {
                try {
                  upload.complete(
                      client.putObject(put("k", ObjectSource.bytes(new byte[64 << 20]))));
                } catch (IOException e) {
                  upload.completeExceptionally(e);
                }
              });
      sender.start();
      try (Socket accepted = deaf.accept()) {
        accepted.getInputStream().read(); // the head has come, the rest will not be read

        client.close();

        sender.join();
      }
      assertThat(upload)
          .isCompletedExceptionally()
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCauseInstanceOf(Us3TransportException.class);
    }
  }

  /** More bodies than hash threads; each thread serves one body after another. */
  @Test
  void hashesManyBodiesAtOnce() throws Exception {
    US3.emulator().inject(Fault.dropInBody().on(Us3Api.PUT_FILE).times(3));
    try (Us3Client client =
        Clients.builder(US3.emulator().endpoint())
            .retries(new RetryOptions(9, Duration.ofMillis(1), Duration.ofMillis(1)))
            .build()) {
      int bodies = 12;
      CountDownLatch started = new CountDownLatch(bodies);
      CompletableFuture<?>[] uploads = new CompletableFuture<?>[bodies];
      for (int i = 0; i < bodies; i++) {
        int length = (2 << 20) + i;
        uploads[i] = new CompletableFuture<>();
        CompletableFuture<?> upload = uploads[i];
        new Thread(
                () -> {
                  started.countDown();
                  try {
                    started.await();
                    client.putObject(put("k" + length, ObjectSource.bytes(BYTES, 0, length)));
                    upload.complete(null);
                  } catch (IOException | InterruptedException e) {
                    upload.completeExceptionally(e);
                  }
                })
            .start();
      }

      CompletableFuture.allOf(uploads).join();

      assertThat(US3.emulator().keys(BUCKET)).hasSize(bodies);
      for (int i = 0; i < bodies; i++) {
        int length = (2 << 20) + i;
        assertThat(US3.emulator().object(BUCKET, "k" + length).orElseThrow().bytes())
            .isEqualTo(TestBytes.pattern(length));
      }
    }
  }

  private static PutObjectRequest put(String key, ObjectSource source) {
    return PutObjectRequest.of(BUCKET, key, "application/octet-stream", source);
  }
}
