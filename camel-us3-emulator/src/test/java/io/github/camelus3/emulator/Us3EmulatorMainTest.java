package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.emulator.rules.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class Us3EmulatorMainTest {
  private final StringWriter err = new StringWriter();
  private final StringWriter out = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = Us3EmulatorMain.commandLine();
    commandLine.setErr(new PrintWriter(err));
    commandLine.setOut(new PrintWriter(out));
    return commandLine.execute(args);
  }

  @ParameterizedTest
  @CsvSource({
    "--port, abc",
    "--port, 65536",
    "--port, -1",
    "--console-port, 65536",
    "--console-host, http://x",
    "--bucket, Bad_Name",
    "--block-size, 0",
    "--callback-timeout-millis, 0",
    "--fault, no-such-fault",
    "--fault-rate, 2",
    "--fault-seed, x",
    "--stop-seconds, -1",
    "--restore-delay-millis, -1",
    "--unknown, x"
  })
  void unusableOptionIsNamedWithItsValue(String option, String value) {
    int exitCode = run(option + "=" + value);

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains(option).contains(value);
  }

  @ParameterizedTest
  @CsvSource({
    "--prot=9000, --port",
    "--prot, --port",
    "--buckets=demo, --bucket",
    "--public-kye=x, --public-key",
    "--quite, --quiet",
    "--fault=lose-anser, lose-answer",
    "--hots=0.0.0.0, --host"
  })
  void mistakeIsOneLineThatKnowsWhatWasMeant(String argument, String meant) {
    assertThat(run(argument)).isEqualTo(2);

    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("did you mean " + meant + "?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--port=abc", "--xyzzy", "--public-key=PUB", "word", "--fault=x", "--port"})
  void mistakeIsOneLineThatNamesTheHelp(String argument) {
    assertThat(run(argument)).isEqualTo(2);

    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("--help").doesNotContain("did you mean");
  }

  @Test
  void versionIsTheBuilds() throws IOException {
    Matcher version =
        Pattern.compile("<version>(.*)</version>").matcher(Files.readString(Path.of("pom.xml")));

    assertThat(version.find()).isTrue();
    assertThat(run("--version")).isZero();
    assertThat(out.toString().strip()).isEqualTo("camel-us3-emulator " + version.group(1));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:",
    "localhost, http://localhost:",
    "0.0.0.0, http://127.0.0.1:"
  })
  void listensOnTheHostThatIsGiven(String host, String endpoint) {
    try (Us3Emulator emulator = started("--port", "0", "--host", host)) {
      assertThat(emulator.endpoint()).startsWith(endpoint);
      assertThat(statuses(emulator, 1)).containsExactly(403);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "no_such_host.invalid", "http://x"})
  void hostThatIsNotOfThisMachineIsNamed(String host) {
    assertThat(run("--port=0", "--host=" + host)).isEqualTo(2);
    assertThat(err.toString()).contains("--host").contains(host);
  }

  /** Names as container networks give them. */
  @Test
  void hostsWithUnderscoresAreCalled(@TempDir Path files) throws IOException {
    Path hosts =
        Files.writeString(files.resolve("hosts"), "127.0.0.1 my_app\n127.0.0.1 us3_emulator\n");
    try (CallbackServer callback = CallbackServer.replying(200, "application/json", "{}");
        ProgramRun program =
            ProgramRun.of(
                List.of("-Djdk.net.hosts.file=" + hosts),
                "--port=0",
                "--callback-timeout-millis=60000",
                "--host=us3_emulator",
                "--bucket=" + TestClient.BUCKET,
                "--public-key=" + Signer.DEMO.publicKey(),
                "--private-key=" + Signer.DEMO.privateKey())) {
      String endpoint = program.awaitEndpoint();
      TestClient client =
          new TestClient(endpoint.replace("us3_emulator", "127.0.0.1"), Signer.DEMO);

      HttpResponse<byte[]> response =
          client.putWithPolicy(
              "k",
              "{\"callbackUrl\":\"" + callback.url("/cb").replace("127.0.0.1", "my_app") + "\"}",
              new byte[1]);

      assertThat(endpoint).startsWith("http://us3_emulator:");
      assertThat(response.statusCode()).as(TestClient.text(response)).isEqualTo(200);
      assertThat(callback.received()).hasSize(1);
    }
  }

  @Test
  void takenPortIsNamed() {
    try (Us3Emulator other = TestClient.emulator().start()) {
      int exitCode = run("--port", Integer.toString(other.port()));

      assertThat(exitCode).isEqualTo(2);
      assertThat(err.toString()).contains("--port").contains("127.0.0.1:" + other.port());
    }
  }

  @Test
  void consoleIsServedOnLoopbackUnasked() throws IOException, InterruptedException {
    try (Us3Emulator emulator = started("--port", "0", "--host", "0.0.0.0")) {
      assertThat(emulator.consoleUrl()).startsWith("http://127.0.0.1:");
      HttpRequest page = HttpRequest.newBuilder(URI.create(emulator.consoleUrl())).build();
      assertThat(HttpClient.newHttpClient().send(page, BodyHandlers.ofString()).body())
          .contains("<title>US3 emulator</title>");
    }
  }

  @Test
  void consoleMovesWhenThePortAfterTheEmulatorsIsTaken() {
    int port = FreePort.find();
    try (Us3Emulator first = started("--port", Integer.toString(port));
        Us3Emulator second = started("--port=0", "--no-console")) {
      assertThat(first.consoleUrl()).startsWith("http://127.0.0.1:");
      assertThatThrownBy(second::consoleUrl).isInstanceOf(IllegalStateException.class);
      int taken = URI.create(first.consoleUrl()).getPort();
      try (Us3Emulator third =
          TestClient.emulator().consolePort(taken).consoleMayMove(true).start()) {
        assertThat(URI.create(third.consoleUrl()).getPort()).isNotEqualTo(taken);
      }
    }
  }

  @Test
  void takenConsolePortIsNamedAndNothingIsLeftOpen() {
    try (Us3Emulator other = TestClient.emulator().start()) {
      int exitCode = run("--port=0", "--console-port", Integer.toString(other.port()));

      assertThat(exitCode).isEqualTo(2);
      assertThat(err.toString()).contains("--console-port", "127.0.0.1:" + other.port());
    }
  }

  @Test
  void consoleHostThatIsNotOfThisMachineIsNamed() {
    assertThat(run("--port=0", "--console-host=203.0.113.7")).isEqualTo(2);
    assertThat(err.toString()).contains("--console-host", "203.0.113.7");
  }

  @Test
  void unusableDataDirectoryIsNamed(@TempDir Path files) throws IOException {
    Path file = Files.createFile(files.resolve("no-directory"));

    int exitCode = run("--port", "0", "--data", file.toString());

    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--data").contains(file.toString());
  }

  @Test
  void keysBelongTogether() {
    assertThat(run("--public-key", "PUB")).isEqualTo(2);
    assertThat(err.toString()).contains("--public-key and --private-key belong together");
  }

  private static Us3Emulator started(String... args) {
    Us3EmulatorMain main = new Us3EmulatorMain();
    String[] all = Stream.concat(Stream.of("--quiet"), Stream.of(args)).toArray(String[]::new);
    new CommandLine(main).parseArgs(all);
    return main.emulator().start();
  }

  @ParameterizedTest
  @MethodSource("faultNames")
  void everyFaultIsInTheManual(String name) throws IOException {
    assertThat(Files.readString(Path.of("../docs/emulator.md"))).contains('`' + name + '`');
    started("--port", "0", "--fault", name).close();
  }

  static Set<String> faultNames() {
    return NamedFaults.names();
  }

  @Test
  void namedFaultHappensAlwaysWithoutARate() {
    try (Us3Emulator emulator = started("--port", "0", "--fault", "bad-gateway")) {
      assertThat(statuses(emulator, 10)).containsOnly(502);
    }
  }

  @Test
  void rateWithoutANameIsForAllFaults() {
    try (Us3Emulator emulator = started("--port", "0", "--fault-rate", "0.3")) {
      statuses(emulator, 60);

      assertThat(emulator.faultsHappened()).hasSizeGreaterThan(3);
    }
  }

  @Test
  void nothingGoesWrongUnasked() {
    try (Us3Emulator emulator = started("--port", "0")) {
      statuses(emulator, 20);

      assertThat(emulator.faultsHappened()).isEmpty();
    }
  }

  @Test
  void sameSeedIsTheSameFaultsAgain() {
    String[] args = {"--port", "0", "--fault", "bad-gateway,throttled,internal-error"};
    List<Integer> first = statuses(args, "7");

    assertThat(first).contains(403, 500, 502, 503);
    assertThat(statuses(args, "7")).isEqualTo(first);
    assertThat(statuses(args, "8")).isNotEqualTo(first);
  }

  private static List<Integer> statuses(String[] args, String seed) {
    String[] more = {"--fault-rate", "0.5", "--fault-seed", seed};
    String[] all = Stream.of(args, more).flatMap(Arrays::stream).toArray(String[]::new);
    try (Us3Emulator emulator = started(all)) {
      return statuses(emulator, 40);
    }
  }

  /**
   * Statuses of requests with an unknown key: 403 unless a fault applies, 0 for a cut connection.
   */
  private static List<Integer> statuses(Us3Emulator emulator, int requests) {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(emulator.endpoint() + "/k"))
            .header("Authorization", "UCloud nobody:AAAA")
            .build();
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      try {
        statuses.add(http.send(request, BodyHandlers.discarding()).statusCode());
      } catch (IOException e) {
        statuses.add(0);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return statuses;
  }

  @Test
  void helpShowsEveryOptionInOneGroup() {
    assertThat(run("--help")).isZero();

    List<String> grouped = HelpText.GROUPS.values().stream().flatMap(List::stream).toList();
    assertThat(grouped)
        .containsExactlyInAnyOrderElementsOf(
            Us3EmulatorMain.commandLine().getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList());
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains(HelpText.GROUPS.keySet())
        .contains(grouped)
        .contains("Examples:", "Exit codes:", "Default: 9000", "Default: demo");
  }

  /** The examples of the help are options that exist. */
  @Test
  void examplesOfTheHelpAreUnderstood() {
    run("--help");

    List<String> examples =
        out.toString()
            .lines()
            .filter(line -> line.contains(":  camel-us3-emulator ") || line.contains("<("))
            .map(line -> line.replaceAll(".*camel-us3-emulator ", "").replace(")", ""))
            .toList();
    assertThat(examples).hasSize(4);
    assertThat(examples)
        .allSatisfy(
            example -> Us3EmulatorMain.commandLine().parseArgs(example.strip().split(" ", -1)));
  }

  @Test
  void completionIsAScriptOfBash() throws Exception {
    assertThat(run("--completion")).isZero();

    Process bash =
        new ProcessBuilder("bash", "-c", out + COMPLETE).redirectErrorStream(true).start();
    String completed = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(completed).isZero();
    assertThat(completed.lines()).contains("--bucket", "--block-size").doesNotContain("--port");
  }

  /** Asks bash's completion for the words that begin with {@code --b}. */
  private static final String COMPLETE =
      """

      COMP_WORDS=(camel-us3-emulator --b)
      COMP_CWORD=1
      $(complete -p camel-us3-emulator | sed 's/.*-F \\([^ ]*\\) .*/\\1/') camel-us3-emulator --b
      printf '%s\\n' "${COMPREPLY[@]}"
      """;

  @Test
  void switchesAreThoseOfTheBuilder() {
    try (Us3Emulator emulator =
        started(
            "--port=0",
            "--allow-part-overwrite",
            "--drop-object-when-callback-fails",
            "--strict-etag-order",
            "--refuse-https-callback",
            "--follow-callback-redirects",
            "--ignore-part-md5",
            "--finish-by-etag-count",
            "--abort-by-uploads",
            "--restore-delay-millis=5")) {
      assertThat(emulator.settings().switches())
          .isEqualTo(
              new Settings.Switches(
                  true,
                  false,
                  true,
                  true,
                  false,
                  false,
                  false,
                  -148643,
                  true,
                  false,
                  true,
                  true,
                  Duration.ofMillis(5)));
    }
  }

  /** Every option has its row in the manual. */
  @Test
  void everyOptionIsInTheManual() throws IOException {
    String manual = Files.readString(Path.of("../docs/emulator.md"));

    assertThat(HelpText.GROUPS.values().stream().flatMap(List::stream))
        .allSatisfy(option -> assertThat(manual).containsPattern("`" + option + "[` ]"));
  }

  @Test
  void configFileOfTheGoSdkNamesKeysAndBucket(@TempDir Path files) throws IOException {
    Path config =
        config(
            files,
            """
            {"public_key": "%s", "private_key": "%s", "bucket_name": " %s ",
             "file_host": "cn-bj.ufileos.com", "bucket_host": "api.ucloud.cn",
             "endpoint": "", "verfiy_upload_md5": false}
            """
                .formatted(Signer.DEMO.publicKey(), Signer.DEMO.privateKey(), TestClient.BUCKET));
    try (Us3Emulator emulator = started("--port=0", "--config=" + config)) {
      assertThat(new TestClient(emulator).put("k", new byte[1]).statusCode()).isEqualTo(200);
      assertThat(emulator.keys(TestClient.BUCKET)).containsExactly("k");
    }
  }

  @Test
  void optionsWinOverTheConfigFile(@TempDir Path files) throws IOException {
    Path config =
        config(
            files,
            "{\"public_key\": \"P\", \"private_key\": \"S\", \"bucket_name\": \"from-file\"}");
    try (Us3Emulator emulator =
        started(
            "--port=0",
            "--config=" + config,
            "--bucket=" + TestClient.BUCKET,
            "--public-key=" + Signer.DEMO.publicKey(),
            "--private-key=" + Signer.DEMO.privateKey())) {
      assertThat(new TestClient(emulator).put("k", new byte[1]).statusCode()).isEqualTo(200);
      assertThat(emulator.settings().buckets()).containsOnlyKeys(TestClient.BUCKET);
    }
  }

  /** One value of each file is a secret. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[\"secret\"]",
        "{\"private_key\": \"secret\"}",
        "{\"public_key\": 1, \"private_key\": \"secret\"}",
        "{\"public_key\"：\"a\"，\"private_key\": \"secret\"}",
        "{\"bucket_name\": \"Bad_Name\", \"public_key\": \"a\", \"private_key\": \"secret\"}"
      })
  void unusableConfigFileIsOneLine(String text, @TempDir Path files) throws IOException {
    Path config = config(files, text);

    assertThat(run("--port=0", "--config=" + config)).isEqualTo(2);
    assertThat(err.toString().strip().lines()).hasSize(1);
    assertThat(err.toString()).contains("--config", config.toString()).doesNotContain("secret");
  }

  @Test
  void absentConfigFileIsNamed(@TempDir Path files) {
    assertThat(run("--port=0", "--config=" + files.resolve("none.json"))).isEqualTo(2);
    assertThat(err.toString()).contains("--config", "none.json", "file must exist");
  }

  private static Path config(Path files, String text) throws IOException {
    return Files.writeString(files.resolve("config.json"), text);
  }
}
