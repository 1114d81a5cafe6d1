package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class EmulatorLifeTest {
  @Test
  void takenPortIsNamed() {
    try (Us3Emulator first = TestClient.emulator().start()) {
      Us3Emulator second = TestClient.emulator().port(first.port()).build();

      assertThatThrownBy(second::start)
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("127.0.0.1:" + first.port());
    }
  }

  @Test
  void closedEmulatorTakesNoConnections() {
    int port = FreePort.find();
    Us3Emulator emulator = TestClient.emulator().port(port).start();

    emulator.close();

    assertThatThrownBy(() -> new RawConnection(port)).isInstanceOf(ConnectException.class);
  }

  @RepeatedTest(20)
  @Timeout(30)
  void closingCutsRequestsUnderWay() throws IOException {
    Us3Emulator emulator = TestClient.emulator().start();
    try (RawConnection connection = new RawConnection(emulator.port())) {
      connection.send(
          "PUT /k HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 10\nAuthorization: "
              + Signer.DEMO.authorization("PUT", "", BUCKET, "k"));

      emulator.close();

      assertThat(connection.isAtEnd()).isTrue();
    }
  }

  /** A worker of the console waits for the rest of an upload. */
  @Test
  @Timeout(30)
  void interruptedCloseLeavesNothingOpen() throws Exception {
    Us3Emulator emulator = TestClient.emulator().console(true).start();
    int port = emulator.port();
    int consolePort = URI.create(emulator.consoleUrl()).getPort();
    Path data = emulator.dataDirectory();
    try (RawConnection page = new RawConnection(consolePort)) {
      page.send(
          "PUT /api/object?bucket=demobucket&key=k HTTP/1.1\nHost: localhost\n"
              + "X-Us3-Console: 1\nContent-Length: 10");
      while (emulator.openConnections() == 0) {
        if (Thread.interrupted()) {
          throw new InterruptedException("the console has not sent its request");
        }
        Thread.onSpinWait();
      }

      Thread.currentThread().interrupt();
      emulator.close();

      assertThat(Thread.interrupted()).isTrue();
      assertThatThrownBy(() -> new RawConnection(port)).isInstanceOf(ConnectException.class);
      assertThatThrownBy(() -> new RawConnection(consolePort)).isInstanceOf(ConnectException.class);
      assertThat(data).doesNotExist();
    } finally {
      Thread.interrupted(); // for the next test
    }
  }

  /** A client connects all the time and sends nothing, for which it would have a minute. */
  @RepeatedTest(5)
  @Timeout(30)
  void closingEndsAlthoughConnectionsAreAcceptedMeanwhile() throws Exception {
    Us3Emulator emulator = TestClient.emulator().start();
    int port = emulator.port();
    List<RawConnection> connections = new CopyOnWriteArrayList<>();
    CountDownLatch connected = new CountDownLatch(5);
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<?> refused =
        thread.submit(
            () -> {
              try {
                while (true) {
                  connections.add(new RawConnection(port));
                  connected.countDown();
                }
              } catch (IOException e) {
                return; // the emulator has stopped listening
              }
            });
    connected.await();

    emulator.close();

    refused.get();
    thread.shutdown();
    assertThatThrownBy(() -> new RawConnection(port)).isInstanceOf(ConnectException.class);
    for (RawConnection connection : connections) {
      connection.close();
    }
  }

  @Test
  void closingTwiceDoesNothing() {
    Us3Emulator emulator = TestClient.emulator().start();
    emulator.close();

    emulator.close();

    assertThatThrownBy(emulator::endpoint).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void objectsSurviveARestart(@TempDir Path data) {
    Us3Emulator.Builder builder = TestClient.emulator().dataDirectory(data);
    StoredObject before;
    try (Us3Emulator first = builder.start()) {
      TestClient client = new TestClient(first);
      client.send(
          client
              .request("PUT", "目录/a b", "text/plain", pattern(5))
              .header("X-Ufile-Meta-Author", "Alice"));
      before = first.object(BUCKET, "目录/a b").orElseThrow();
      client.initiate("left open");
      first.createBucket("another");
    }

    try (Us3Emulator second = builder.start()) {
      StoredObject after = second.object(BUCKET, "目录/a b").orElseThrow();
      assertThat(after.bytes()).isEqualTo(pattern(5));
      assertThat(after.eTag()).isEqualTo(before.eTag());
      assertThat(after.mimeType()).isEqualTo("text/plain");
      assertThat(after.metadata()).isEqualTo(Map.of("author", "Alice"));
      assertThat(after.lastModified()).isEqualTo(before.lastModified());
      assertThat(second.putObject("another", "k", pattern(1), "a/b").size()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsLeftOfWhatIsDeletedOrReplaced(@TempDir Path data) throws IOException {
    try (Us3Emulator emulator = TestClient.emulator().dataDirectory(data).start()) {
      TestClient client = new TestClient(emulator);
      client.put("k", pattern(5));
      client.put("k", pattern(6));
      String id = client.initiate("k");
      client.uploadPart("k", id, 0, pattern(5));
      client.abort("k", id);
      client.send(client.request("DELETE", "k", "", new byte[0]));

      try (Stream<Path> files = Files.walk(data)) {
        assertThat(files.filter(Files::isRegularFile))
            .extracting(file -> file.getFileName().toString())
            .containsExactlyInAnyOrder("bucket.json", "emulator.lock");
      }
    }
  }

  @Test
  void resetForgetsAll() {
    try (Us3Emulator emulator = TestClient.emulator().start()) {
      TestClient client = new TestClient(emulator);
      client.put("k", pattern(5));
      client.initiate("open");
      emulator.createBucket("another");
      emulator.inject(Fault.answer(500, -1, "x").always());

      emulator.reset();

      assertThat(emulator.keys(BUCKET)).isEmpty();
      assertThat(emulator.openUploads(BUCKET)).isEmpty();
      assertThat(emulator.requests()).isEmpty();
      assertThat(emulator.connectionsOpened()).isZero();
      assertThatThrownBy(() -> emulator.putObject("another", "k", pattern(1), "a/b"))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(client.put("k", pattern(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestIsInTheConsoleWhenItIsQuiet() throws Exception {
    try (Us3Emulator emulator = TestClient.emulator().console(true).start()) {
      TestClient client = new TestClient(emulator);
      HttpRequest list =
          HttpRequest.newBuilder(URI.create(emulator.consoleUrl() + "api/requests")).build();
      for (int n = 0; n < 200; n++) {
        client.get("none");

        assertThat(emulator.awaitQuiet(Duration.ofMinutes(1))).isTrue();
        emulator.reset();
        assertThat(client.http().send(list, BodyHandlers.ofString()).body()).isEqualTo("[]");
      }
    }
  }

  @Test
  void resetBringsADeletedBucketBack() {
    try (Us3Emulator emulator = TestClient.emulator().start()) {
      emulator.deleteBucket(BUCKET);

      emulator.reset();

      assertThat(new TestClient(emulator).put("k", pattern(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void threeHundredPartsCanBeInFlight() {
    int parts = 300;
    try (Us3Emulator emulator = TestClient.emulator().start()) {
      TestClient client = new TestClient(emulator);
      String id = client.initiate("k");
      emulator.holdPartsUntil(parts, Duration.ofMinutes(1));

      List<CompletableFuture<HttpResponse<Void>>> responses =
          IntStream.range(0, parts)
              .mapToObj(n -> "?uploadId=" + id + "&partNumber=" + n)
              .map(query -> client.request("PUT", "k", query, "", pattern(1)).build())
              .map(request -> client.http().sendAsync(request, BodyHandlers.discarding()))
              .toList();

      assertThat(responses)
          .allSatisfy(response -> assertThat(response.join().statusCode()).isEqualTo(200));
      assertThat(emulator.maxPartsInFlight()).isEqualTo(parts);
      assertThat(emulator.connectionsOpened()).isGreaterThanOrEqualTo(parts);
    }
  }

  @Test
  void onePartAfterTheOtherIsOneInFlight() {
    try (Us3Emulator emulator = TestClient.emulator().blockSize(1).start()) {
      TestClient client = new TestClient(emulator);
      String id = client.initiate("k");

      client.uploadPart("k", id, 0, pattern(1));
      client.uploadPart("k", id, 1, pattern(1));

      assertThat(emulator.maxPartsInFlight()).isEqualTo(1);
    }
  }

  @Test
  void injectedErrorAppliesToMatchingRequestsOnly() {
    try (Us3Emulator emulator = TestClient.emulator().start()) {
      TestClient client = new TestClient(emulator);
      emulator.inject(
          Fault.answer(503, 0, "slow down").on(Us3Api.PUT_FILE).key("k").after(1).times(2));

      assertThat(client.put("other", pattern(1)).statusCode()).isEqualTo(200);
      assertThat(IntStream.range(0, 4).map(n -> client.put("k", pattern(1)).statusCode()))
          .containsExactly(200, 503, 503, 200);
    }
  }

  @Test
  void injectedErrorCanApplyToOnePart() {
    try (Us3Emulator emulator = TestClient.emulator().start()) {
      TestClient client = new TestClient(emulator);
      String id = client.initiate("k");
      emulator.inject(Fault.answer(500, -1, "x").on(Us3Api.UPLOAD_PART).partNumber(1));

      assertThat(client.uploadPart("k", id, 0, pattern(1)).statusCode()).isEqualTo(200);
      assertThat(client.uploadPart("k", id, 1, pattern(1)).statusCode()).isEqualTo(500);
      assertThat(client.uploadPart("k", id, 1, pattern(1)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void requestsAreRecorded() {
    try (Us3Emulator emulator = TestClient.emulator().start()) {
      TestClient client = new TestClient(emulator);

      client.get("a b");

      ReceivedRequest request = emulator.requests().get(0);
      assertThat(request.method()).isEqualTo("GET");
      assertThat(request.target()).isEqualTo("/a%20b");
      assertThat(request.api()).isEqualTo(Us3Api.GET_FILE);
      assertThat(request.bucket()).isEqualTo(BUCKET);
      assertThat(request.key()).isEqualTo("a b");
      assertThat(request.header("AUTHORIZATION")).isPresent();
      assertThat(request.status()).isEqualTo(404);
      assertThat(request.retCode()).isEqualTo(-148654);
      assertThat(request.toString()).doesNotContain("UCloud");
      emulator.clearRequests();
      assertThat(emulator.requests()).isEmpty();
    }
  }

  @Test
  void secretsAreNotPrinted() {
    Us3Emulator emulator = TestClient.emulator().build();

    assertThat(emulator.toString()).doesNotContain(Signer.DEMO.privateKey());
  }
}
