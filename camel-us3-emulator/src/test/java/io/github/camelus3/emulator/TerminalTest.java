package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees who starts the program, and what its lines do when they are pasted. */
@Timeout(120)
class TerminalTest {
  private static final String PRIVATE_KEY = "a private/key+";
  private static final Pattern URI =
      Pattern.compile("us3:(.*)\\?endpoint=(.*)&publicKey=RAW\\((.*)\\)&privateKey=RAW\\((.*)\\)");

  private static ProgramRun defaults;
  private static List<String> defaultBlock;

  /** One program for the tests that need no other options. */
  @BeforeAll
  static void startWithDefaults() throws IOException {
    defaults = started();
    defaultBlock = defaults.awaitBlock();
  }

  @AfterAll
  static void closeDefaults() {
    if (defaults != null) {
      defaults.close();
    }
  }

  private static ProgramRun started(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("--port=0", "--bucket=" + BUCKET));
    all.addAll(List.of(options));
    return ProgramRun.of(List.of(), all.toArray(String[]::new));
  }

  private static ProgramRun startedWithKeys(String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--public-key=PUB$`\"", "--private-key=" + PRIVATE_KEY));
    return started(all.toArray(String[]::new));
  }

  private static String value(List<String> block, String name) {
    return block.stream()
        .filter(line -> line.startsWith("  " + name + " "))
        .map(line -> line.substring(11))
        .findFirst()
        .orElseThrow(() -> new AssertionError(block.toString()));
  }

  /** Runs a line as a shell does into which it is pasted. */
  private static String pasted(String line) throws IOException, InterruptedException {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", line).redirectErrorStream(true);
    shell.environment().put(StartBlock.PRIVATE_KEY_VARIABLE, PRIVATE_KEY);
    shell.environment().put("no_proxy", "127.0.0.1");
    Process process = shell.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void printedUploadWorksWithTheDefaultKeys() throws Exception {
    assertThat(pasted(value(defaultBlock, "Upload"))).contains("HTTP/1.1 200 OK", "ETag:");
    assertThat(defaults.awaitLine("PUT demobucket/hello.txt"))
        .matches("PUT demobucket/hello.txt 200 \\d+ ms 5 B");
    assertThat(value(defaultBlock, "Keys"))
        .contains("the defaults", Us3Emulator.DEFAULT_PUBLIC_KEY, Us3Emulator.DEFAULT_PRIVATE_KEY);
  }

  @Test
  void printedUploadTakesAnotherPrivateKeyFromTheEnvironment() throws Exception {
    try (ProgramRun program = startedWithKeys()) {
      List<String> block = program.awaitBlock();

      assertThat(pasted(value(block, "Upload"))).contains("HTTP/1.1 200 OK", "ETag:");
      assertThat(program.awaitLine("PUT")).matches("PUT demobucket/hello.txt 200 \\d+ ms 5 B");
      assertThat(block).noneMatch(line -> line.contains(PRIVATE_KEY));
      assertThat(value(block, "Keys")).contains("PUB$`\"", StartBlock.PRIVATE_KEY_VARIABLE);
    }
  }

  @Test
  void printedUriNamesBucketEndpointAndKeys() {
    Matcher uri = URI.matcher(value(defaultBlock, "Camel"));

    assertThat(uri.matches()).isTrue();
    Signer signer = new Signer(uri.group(3), uri.group(4));
    assertThat(new TestClient(uri.group(2), signer).put("k", pattern(1)).statusCode())
        .isEqualTo(200);
    assertThat(uri.group(1)).isEqualTo(BUCKET);
  }

  @Test
  void printedUriTakesAnotherPrivateKeyFromTheEnvironment() throws IOException {
    try (ProgramRun program = startedWithKeys()) {
      Matcher uri = URI.matcher(value(program.awaitBlock(), "Camel"));

      assertThat(uri.matches()).isTrue();
      Signer signer = new Signer(uri.group(3), PRIVATE_KEY);
      assertThat(new TestClient(uri.group(2), signer).put("k", pattern(1)).statusCode())
          .isEqualTo(200);
      assertThat(uri.group(4)).isEqualTo("{{env:US3_PRIVATE_KEY}}");
    }
  }

  @Test
  void blockShowsBucketsAndWhereObjectsAre(@TempDir Path data) throws IOException {
    try (ProgramRun program = started("--public-bucket=photos", "--data=" + data)) {
      List<String> block = program.awaitBlock();

      assertThat(value(block, "Buckets")).isEqualTo("demobucket, photos (public)");
      assertThat(value(block, "Data")).isEqualTo(data + " (kept)");
    }
    String temporary = value(defaultBlock, "Data");
    assertThat(temporary).endsWith(" (deleted at exit)");
    assertThat(Path.of(temporary.replace(" (deleted at exit)", ""))).isDirectory();
  }

  @Test
  void wildcardHostIsWarnedAbout() throws IOException {
    try (ProgramRun program = started("--host=0.0.0.0")) {
      List<String> block = program.awaitBlock();

      assertThat(block) // behind the warnings of a newer JVM about its libraries
          .filteredOn(line -> line.startsWith("Warning: with --host 0.0.0.0 every machine"))
          .hasSize(1);
      assertThat(value(block, "Camel")).contains("endpoint=http://127.0.0.1:");
    }
  }

  @Test
  void loopbackIsNotWarnedAbout() {
    assertThat(defaultBlock).isNotEmpty().noneMatch(line -> line.contains("Warning"));
  }

  @Test
  void quietProgramPrintsNoRequests() throws Exception {
    try (ProgramRun program = started("--quiet")) {
      pasted(value(program.awaitBlock(), "Upload"));
      program.terminate();

      assertThat(program.awaitEnd().output()).isEqualTo("US3 emulator stopping");
    }
  }

  @Test
  void printedHealthCheckNeedsNoCredential() throws Exception {
    String url = value(defaultBlock, "Health");

    assertThat(pasted("curl -sf '" + url + "'")).isEqualTo("{\"status\":\"UP\"}");
  }

  /** The half that is missing is sent after SIGTERM. */
  @Test
  void requestInFlightEndsBeforeTheProgram(@TempDir Path data) throws Exception {
    try (ProgramRun program = started("--data=" + data, "--stop-seconds=60")) {
      List<String> block = program.awaitBlock();
      try (RawConnection upload = upload(endpoint(block))) {
        upload.send(bytes("half "));
        program.terminate();
        program.awaitLine("US3 emulator stopping");
        connectUntilRefused(endpoint(block));
        upload.send(bytes("other"));

        RawConnection.Response response = upload.read();
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.header("Connection")).contains("close");
        assertThat(program.awaitLine("PUT ")).startsWith("PUT demobucket/k 200 ");
        assertThat(program.awaitEnd().exitCode()).isEqualTo(143);
      }
    }
    try (ProgramRun program = started("--data=" + data)) {
      HttpResponse<byte[]> response = client(endpoint(program.awaitBlock())).get("k");

      assertThat(TestClient.text(response)).isEqualTo("half other");
    }
  }

  @Test
  void requestThatNeverEndsDoesNotKeepTheProgram(@TempDir Path data) throws Exception {
    try (ProgramRun program = started("--data=" + data, "--stop-seconds=1")) {
      List<String> block = program.awaitBlock();
      try (RawConnection upload = upload(endpoint(block))) {
        upload.send(bytes("half "));
        program.terminate();

        assertThat(upload.isAtEnd()).isTrue();
        assertThat(program.awaitEnd().exitCode()).isEqualTo(143);
      }
      try (Us3Emulator after = TestClient.emulator().dataDirectory(data).start()) {
        assertThat(after.keys(BUCKET)).isEmpty();
      }
      assertThat(Files.exists(data)).isTrue();
    }
  }

  private static String endpoint(List<String> block) {
    Matcher uri = URI.matcher(value(block, "Camel"));
    assertThat(uri.matches()).isTrue();
    return uri.group(2);
  }

  private static TestClient client(String endpoint) {
    return new TestClient(
        endpoint, new Signer(Us3Emulator.DEFAULT_PUBLIC_KEY, Us3Emulator.DEFAULT_PRIVATE_KEY));
  }

  /** The program prints its line a moment before it refuses connections. */
  private static void connectUntilRefused(String endpoint)
      throws IOException, InterruptedException {
    for (boolean refused = false; !refused; ) {
      if (Thread.interrupted()) {
        throw new InterruptedException("connections are still taken");
      }
      try {
        new RawConnection(port(endpoint)).close();
      } catch (ConnectException e) {
        refused = true;
      } catch (SocketException waiting) {
        assertThat(waiting).hasMessageContaining("reset"); // not accepted yet at the end
      }
    }
  }

  private static int port(String endpoint) {
    return Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A PUT of ten bytes that the emulator waits for. */
  private static RawConnection upload(String endpoint) throws IOException {
    Signer signer = new Signer(Us3Emulator.DEFAULT_PUBLIC_KEY, Us3Emulator.DEFAULT_PRIVATE_KEY);
    RawConnection connection = new RawConnection(port(endpoint));
    connection.send(
        "PUT /k HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 10\nExpect: 100-continue\n"
            + "Authorization: "
            + signer.authorization("PUT", "", BUCKET, "k"));
    assertThat(connection.read().status()).isEqualTo(100);
    return connection;
  }
}
