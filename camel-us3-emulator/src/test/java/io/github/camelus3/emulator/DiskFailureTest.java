package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.json;
import static io.github.camelus3.emulator.TestClient.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.emulator.store.Directories;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody deletes or damages the files under a running emulator. */
class DiskFailureTest {
  private static final byte[] NONE = {};
  private static final int LARGE = 64 << 20; // more than sockets buffer

  @TempDir Path folder;
  private Path data;
  private Us3Emulator emulator;
  private TestClient client;

  @BeforeEach
  void start() {
    data = folder.resolve("data");
    emulator = TestClient.emulator().dataDirectory(data).start();
    client = new TestClient(emulator);
  }

  @AfterEach
  void close() {
    emulator.close();
  }

  private static void assertFailed(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).get("RetCode").intValue()).isEqualTo(-1);
  }

  private Path blob() throws IOException {
    try (Stream<Path> blobs = Files.list(data.resolve("buckets/" + BUCKET + "/blobs"))) {
      return blobs.findFirst().orElseThrow();
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "buckets", "buckets/demobucket/blobs"})
  void objectWhoseFolderIsGoneIs500(String gone) throws IOException {
    client.put("k", pattern(5));

    Directories.delete(data.resolve(gone));

    assertFailed(client.get("k"));
    assertFailed(client.send(client.request("GET", "k", "", NONE).header("Range", "bytes=1-2")));
    assertThat(client.send(client.request("HEAD", "k", "", NONE)).statusCode()).isEqualTo(500);
    assertFailed(
        client.send(
            client
                .request("PUT", "copy", "", NONE)
                .header("X-Ufile-Copy-Source", "/demobucket/k")));
  }

  @Test
  void nothingIsStoredWhereTheFolderIsMissing() throws IOException {
    String id = client.initiate("big");
    Directories.delete(data);

    assertFailed(client.put("k", pattern(5)));
    assertFailed(client.uploadPart("big", id, 0, pattern(5)));
    assertThat(emulator.keys(BUCKET)).isEmpty();
  }

  /** No call may say that it did what the disk did not. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PUT | k | ?append&position=5 | ab",
        "PUT | k | ?newFileName=other |",
        "PUT | k | ?storageClass=IA |",
        "POST | k | ?opmeta | {\"op\":\"set\",\"metak\":\"mimetype\",\"metav\":\"a/b\"}",
        "PUT | k | ?tagging | {\"Tags\":[{\"Key\":\"a\",\"Value\":\"b\"}]}",
        "DELETE | k | ?tagging |",
        "PUT | new | ?append&position=0 | ab"
      })
  void changeOfAnObjectWhoseFolderIsGoneIs500(String method, String key, String query, String body)
      throws IOException {
    client.put("k", pattern(5));
    Directories.delete(data.resolve("buckets"));

    byte[] bytes = body == null ? NONE : body.getBytes(StandardCharsets.UTF_8);
    assertFailed(client.send(client.request(method, key, query, "", bytes)));

    assertThat(emulator.keys(BUCKET)).containsExactly("k");
  }

  @Test
  void copyOfAPartWhoseSourceIsGoneIs500() throws IOException {
    client.put("k", pattern(5));
    String id = client.initiate("big");
    Directories.delete(data.resolve("buckets"));

    assertFailed(
        client.send(
            client
                .request("PUT", "big", "?uploadId=" + id + "&partNumber=0", "", NONE)
                .header("X-Ufile-Copy-Source", "/demobucket/k")
                .header("X-Ufile-Copy-Source-Range", "bytes=0-4")));
  }

  /** The object is not there afterwards, which is what was asked for. */
  @Test
  void objectWhoseFolderIsGoneCanBeDeleted() throws IOException {
    client.put("k", pattern(5));
    Directories.delete(data.resolve("buckets"));

    HttpResponse<byte[]> response = client.send(client.request("DELETE", "k", "", NONE));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(client.get("k").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"object", "content"})
  void consoleSaysThatAnObjectCannotBeRead(String page) throws IOException {
    emulator.close();
    emulator = TestClient.emulator().dataDirectory(data).console(true).start();
    emulator.putObject(BUCKET, "k", pattern(5), TestClient.TEXT);
    Directories.delete(data.resolve("buckets"));
    URI url = URI.create(emulator.consoleUrl() + "api/" + page + "?bucket=" + BUCKET + "&key=k");

    HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(url));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(json(response).get("error").textValue()).isEqualTo("internal error");
  }

  @Test
  void partsThatAreGoneAreNoObject() throws IOException {
    String id = client.initiate("big");
    String part = TestClient.eTag(client.uploadPart("big", id, 0, pattern(5)));
    Directories.delete(data.resolve("work/parts"));

    assertFailed(client.finish("big", id, part));
    assertThat(emulator.keys(BUCKET)).isEmpty();
  }

  @Test
  void shortenedFileIs500() throws IOException {
    client.put("k", pattern(5));

    truncate(blob(), 4);

    assertFailed(client.get("k"));
  }

  @Test
  void fileThatIsShortenedWhileItIsReadBreaksTheResponse() throws IOException {
    emulator.putObject(BUCKET, "k", pattern(LARGE), "a/b");
    try (RawConnection connection = new RawConnection(emulator.port())) {
      connection.send(get("k"));
      connection.awaitResponse();
      truncate(blob(), 1);

      assertThatThrownBy(connection::read)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("of " + LARGE + " bytes");
    }
  }

  @Test
  void objectThatIsDeletedWhileItIsReadIsReadToItsEnd() throws IOException {
    emulator.putObject(BUCKET, "k", pattern(LARGE), "a/b");
    try (RawConnection connection = new RawConnection(emulator.port())) {
      connection.send(get("k"));
      connection.awaitResponse();
      client.send(client.request("DELETE", "k", "", NONE));

      RawConnection.Response response = connection.read();

      assertThat(response.status()).isEqualTo(200);
      assertThat(response.header("Content-Length")).hasValue(Integer.toString(LARGE));
    }
  }

  private static String get(String key) {
    return "GET /"
        + key
        + " HTTP/1.1\nHost: 127.0.0.1\nAuthorization: "
        + Signer.DEMO.authorization("GET", "", BUCKET, key);
  }

  @Test
  void failureIsLoggedAsAWarning() throws IOException {
    client.put("k", pattern(5));
    Directories.delete(data.resolve("buckets"));
    PrintStream err = System.err;
    ByteArrayOutputStream logged = new ByteArrayOutputStream();
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    try {
      client.get("k");
    } finally {
      System.setErr(err);
    }

    assertThat(logged.toString(StandardCharsets.UTF_8))
        .contains("WARN")
        .contains("GET_FILE k: the emulator failed");
  }

  @Test
  void dataOfAnotherEmulatorIsNotTouched() {
    Us3Emulator second = TestClient.emulator().dataDirectory(data).build();
    String id = client.initiate("big");
    client.uploadPart("big", id, 0, pattern(5));

    assertThatThrownBy(second::start)
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessageContaining(data + " is in use by another emulator");
    assertThat(client.finish("big", id, "").statusCode()).isEqualTo(400);
    assertThat(emulator.openUploads(BUCKET)).hasSize(1);
  }

  @Test
  void dataIsFreeWhenItsEmulatorIsClosed() {
    client.put("k", pattern(5));
    emulator.close();

    try (Us3Emulator second = TestClient.emulator().dataDirectory(data).start()) {
      assertThat(second.object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(pattern(5));
    }
  }

  @Test
  void secondProcessOnTheSameDataEndsAtOnce() throws Exception {
    client.put("k", pattern(5));

    ProgramRun second =
        ProgramRun.of(List.of(), "--port", "0", "--data", data.toString()).awaitEnd();

    assertThat(second.exitCode()).isEqualTo(2);
    assertThat(second.output()).contains("--data").contains("in use by another emulator");
    assertThat(client.get("k").body()).isEqualTo(pattern(5));
  }
}
