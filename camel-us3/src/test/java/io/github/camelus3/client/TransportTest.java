package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.after;
import static io.github.camelus3.client.ScriptedServer.cut;
import static io.github.camelus3.client.ScriptedServer.json;
import static io.github.camelus3.client.ScriptedServer.raw;
import static io.github.camelus3.client.ScriptedServer.response;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import io.github.camelus3.Await;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TransportTest {
  private static final String POLICY = "{\"callbackUrl\":\"http://127.0.0.1:1/\"}";

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();

  @Test
  void refusedConnectionHasSentNothing() {
    try (Us3Client client = Clients.of(ScriptedServer.closedEndpoint())) {
      Us3TransportException e = lost(() -> client.putObject(put(null)));

      assertThat(e.isRequestSent()).isFalse();
      assertThat(e.isRetryable()).isTrue();
      assertThat(e.getOperation()).isEqualTo("PutFile");
      assertThat(e.getBucket()).isEqualTo(BUCKET);
      assertThat(e.getKey()).isEqualTo("k");
      assertThat(e).hasMessageStartingWith("PutFile demo/k: no complete response");
    }
  }

  @Test
  void connectionCutInsteadOfAResponseHasSentTheRequestOnce() {
    try (ScriptedServer server = ScriptedServer.playing(cut(), json(200, "{}"));
        Us3Client client = Clients.of(server.endpoint())) {
      Us3TransportException e = lost(() -> client.headObject(BUCKET, "k"));

      assertThat(e.isRequestSent()).isTrue();
      assertThat(server.requestLines()).hasSize(1);
    }
  }

  @Test
  void connectionCutWithinTheResponseHasSentTheRequest() {
    ScriptedServer.Step half =
        out -> {
          raw("HTTP/1.1 200 OK\nETag: \"e\"\nContent-Length: 100\n", "{").play(out);
          cut().play(out);
        };
    try (ScriptedServer server = ScriptedServer.playing(half);
        Us3Client client = Clients.of(server.endpoint())) {
      assertThat(lost(() -> client.putObject(put(null))).isRequestSent()).isTrue();
    }
  }

  @Test
  void keptConnectionThatTheServiceHasCutFailsAndTheNextCallGetsANewOne() throws Exception {
    try (ScriptedServer server = ScriptedServer.playing(ok(), cut(), ok());
        Us3Client client = Clients.of(server.endpoint())) {
      client.deleteObject(BUCKET, "k");
      assertThat(lost(() -> client.deleteObject(BUCKET, "k")).isRequestSent()).isTrue();
      client.deleteObject(BUCKET, "k");

      assertThat(server.requestLines()).hasSize(3);
    }
  }

  @Test
  void streamIsNotReadForAConnectionWithTlsThatTheServiceHasClosed() throws Exception {
    ScriptedServer.Step lastOfConnection =
        out -> {
          ok().play(out);
          cut().play(out);
        };
    ScriptedServer.Step stored = response(200, "text/plain", "ETag: \"tag\"\n", "");
    try (ScriptedServer server = ScriptedServer.playing(lastOfConnection, stored, stored);
        TlsRelay relay = new TlsRelay(server.endpoint());
        Us3Client client =
            Clients.builder(relay.endpoint())
                .tls(LocalServer.tlsContext(relay.trust()), relay.trust().trustManager())
                .build()) {
      client.deleteObject(BUCKET, "k");
      relay.awaitClosedConnections();

      client.putObject(streamed()); // over a new connection
      client.putObject(streamed()); // over the same one, after a check that it is open

      assertThat(server.requestLines()).hasSize(3);
    }
  }

  private static PutObjectRequest streamed() {
    InputStream stream = new ByteArrayInputStream(new byte[10]);
    return PutObjectRequest.of(BUCKET, "k", "a/b", ObjectSource.stream(stream, 10))
        .withChecks(new IntegrityOptions(false, false));
  }

  @Test
  void responseThatDoesNotComeInTimeHasSentTheRequest() {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server = ScriptedServer.playing(after(never, ok()));
        Us3Client client = impatient(server)) {
      assertThat(lost(() -> client.headObject(BUCKET, "k")).isRequestSent()).isTrue();
    }
  }

  @Test
  void responseThatStallsTimesOutLikeOneThatDoesNotCome() {
    CountDownLatch never = new CountDownLatch(1);
    ScriptedServer.Step half =
        out -> {
          raw("HTTP/1.1 200 OK\nContent-Length: 100\n", "half").play(out);
          out.flush();
          never.await();
        };
    try (ScriptedServer server = ScriptedServer.playing(ok(), half);
        Us3Client client =
            Clients.builder(server.endpoint()).readTimeout(Duration.ofSeconds(2)).build()) {
      assertDoesNotThrow(() -> client.deleteObject(BUCKET, "k")); // so that the connection is used
      assertThat(lost(() -> client.putObject(put(null))).isRequestSent()).isTrue();
    }
  }

  @Test
  void readTimeoutIsLongerForAnUploadWithAPolicy() {
    CountDownLatch othersGaveUp = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.playing(
                after(othersGaveUp, response(200, "application/json", eTag(), "{}")),
                after(never, ok()));
        Us3Client client = impatient(server)) {
      CompletableFuture<UploadedObject> patient =
          CompletableFuture.supplyAsync(() -> unchecked(() -> client.putObject(put(POLICY))));
      awaitRequest(server);

      Us3TransportException impatient = lost(() -> client.headObject(BUCKET, "k"));
      othersGaveUp.countDown();

      assertThat(impatient).isNotNull();
      assertThat(patient.join().callbackReply()).isEqualTo("{}");
    }
  }

  @Test
  void closingTheClientCancelsCallsInFlight() {
    CountDownLatch never = new CountDownLatch(1);
    try (ScriptedServer server = ScriptedServer.playing(after(never, ok()))) {
      Us3Client client = Clients.of(server.endpoint());
      CompletableFuture<Us3TransportException> call =
          CompletableFuture.supplyAsync(() -> lost(() -> client.headObject(BUCKET, "k")));
      awaitRequest(server);

      client.close();

      assertThat(call.join()).isNotNull();
    }
  }

  @Test
  void interruptedThreadStaysInterruptedAndGetsATransportException() {
    try (Us3Client client = Clients.of(US3.emulator().endpoint())) {
      Thread.currentThread().interrupt();

      Us3TransportException e = lost(() -> client.headObject(BUCKET, "k"));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(e.getOperation()).isEqualTo("HeadFile");
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void sourceThatCannotBeReadFailsWithItsOwnException() {
    IOException broken = new IOException("disk on fire");

    assertThatThrownBy(() -> putBreaking(broken)).isSameAs(broken);

    assertNothingStored();
  }

  @Test
  void sourceThatFailsUncheckedLeavesNoConnectionBehind() {
    RuntimeException broken = new IllegalStateException("bug");

    assertThatThrownBy(() -> putBreaking(broken)).isSameAs(broken);

    assertNothingStored();
  }

  private static void putBreaking(Exception broken) throws IOException {
    InputStream stream =
        new InputStream() {
          private int left = 100_000;

          @Override
          public int read() throws IOException {
            if (left-- > 0) {
              return 1;
            }
            if (broken instanceof IOException io) {
              throw io;
            }
            throw (RuntimeException) broken;
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }
        };
    try (Us3Client client = Clients.of(US3.emulator().endpoint())) {
      client.putObject(
          PutObjectRequest.of(BUCKET, "k", "a/b", ObjectSource.stream(stream, 200_000)));
    }
  }

  private static void assertNothingStored() {
    assertThat(US3.emulator().keys(BUCKET)).isEmpty();
  }

  private static void awaitRequest(ScriptedServer server) {
    Await.until(() -> !server.requestLines().isEmpty());
  }

  private static String eTag() {
    try {
      return "ETag: \"" + ETagDigest.of(ObjectSource.bytes(new byte[1])) + "\"\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScriptedServer.Step ok() {
    return raw("HTTP/1.1 204 No Content\nContent-Length: 0\n", "");
  }

  private static Us3Client impatient(ScriptedServer server) {
    return Clients.builder(server.endpoint()).readTimeout(Duration.ofMillis(100)).build();
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private interface VoidCall {
    void run() throws IOException;
  }

  private static <T> T unchecked(Call<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Us3TransportException lost(VoidCall call) {
    return catchThrowableOfType(Us3TransportException.class, call::run);
  }

  private static PutObjectRequest put(String policy) {
    return PutObjectRequest.of(BUCKET, "k", "a/b", ObjectSource.bytes(new byte[1]))
        .withPolicy(policy);
  }
}
