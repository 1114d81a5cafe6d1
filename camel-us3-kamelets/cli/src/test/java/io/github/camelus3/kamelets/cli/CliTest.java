package io.github.camelus3.kamelets.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/yaml-and-kamelets.md and docs/getting-started.md, each in a process of the
 * Camel CLI. It takes this build's jars from a folder repository, and everything else from the
 * Maven repositories.
 */
class CliTest {
  private static final Path PAGE = Path.of("../../docs/yaml-and-kamelets.md");
  private static final Path GETTING_STARTED = Path.of("../../docs/getting-started.md");
  private static final Path REPOSITORY = Path.of("target/repository").toAbsolutePath();
  private static final Path LOCAL_REPOSITORY = Path.of("target/local").toAbsolutePath();

  @RegisterExtension
  final Us3EmulatorExtension emulator =
      new Us3EmulatorExtension(
          Us3Emulator.builder()
              .bucket("photos")
              .credentials("PUB", "TOP-SECRET")
              .callbackTimeout(Duration.ofMinutes(1))
              .callbackRedirect(
                  url -> url.replace("https://app.example.com/uploaded", serviceUrl())));

  @TempDir Path folder;
  private HttpServer service;

  @BeforeAll
  static void deploy() throws IOException {
    deleteSnapshots();
    String version =
        find(Files.readString(Path.of("pom.xml")), "<version>(.*?)</version>"); // of the parent
    FolderRepository repository = new FolderRepository(REPOSITORY, version);
    repository.addPom("camel-us3-parent", Path.of("../../pom.xml"));
    repository.addPom("camel-us3", Path.of("../../camel-us3/pom.xml"));
    repository.addJar("camel-us3", Path.of("../../camel-us3/target"));
    repository.addPom("camel-us3-kamelets", Path.of("../pom.xml"));
    repository.addJar("camel-us3-kamelets", Path.of("../target"));
  }

  /** Deletes what an earlier run has downloaded from the folder repository. */
  private static void deleteSnapshots() throws IOException {
    Path ours = LOCAL_REPOSITORY.resolve("io/github/camelus3");
    if (Files.exists(ours)) {
      try (Stream<Path> files = Files.walk(ours)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  @BeforeEach
  void startService() throws IOException {
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/",
        exchange -> {
          try (exchange) {
            byte[] reply = "{\"accepted\":true}".getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, reply.length);
            exchange.getResponseBody().write(reply);
          }
        });
    service.start();
  }

  @AfterEach
  void stopService() {
    service.stop(0);
  }

  private String serviceUrl() {
    return "http://127.0.0.1:" + service.getAddress().getPort() + "/uploaded";
  }

  @Test
  void runsARouteWithTheComponent() throws Exception {
    String output = camel(command("query-policy.yaml"));

    assertThat(emulator.emulator().keys("photos")).as(output).containsExactly("in/cat.csv");
    assertThat(output).contains("our service says {\"accepted\":true}");
  }

  @Test
  void runsTheFilesOfGettingStarted() throws Exception {
    String page = Files.readString(GETTING_STARTED);
    String section = page.substring(page.indexOf("\n## 2c. YAML with the CLI\n"));
    String properties = find(section, "`application.properties`:\n\n.*?```properties\n(.*?)```");
    Files.writeString(folder.resolve("upload.yaml"), find(section, "```yaml\n(.*?)```"));
    Files.writeString(
        folder.resolve("application.properties"),
        properties
            .replace("http://127.0.0.1:9000", emulator.emulator().endpoint())
            .replace("=PRIV", "=TOP-SECRET"));

    String output = run(find(section, "```sh\n(camel run upload.yaml [^\n]*)\n```"));

    assertThat(emulator.emulator().keys("photos")).as(output).containsExactly("cat.csv");
    assertThat(output).contains("stored cat.csv, ETag");
  }

  @Test
  void runsAPipeWithAKamelet() throws Exception {
    String output = camel(command("pipe.yaml"));

    assertThat(emulator.emulator().keys("photos")).as(output).containsExactly("in/cat.csv");
  }

  @Test
  void runsARouteWithAKameletOfALocalFolder() throws Exception {
    String output =
        camel(
            command("query-policy.yaml").replace("query-policy.yaml", "kamelet-query.yaml")
                + " --local-kamelet-dir="
                + Path.of("../target/classes/kamelets").toAbsolutePath().normalize());

    assertThat(emulator.emulator().keys("photos")).as(output).containsExactly("cat.csv");
    assertThat(output).contains("our service says {\"accepted\":true}");
  }

  @Test
  void servesCallbacks() throws Exception {
    String output =
        camel(
            command("pipe.yaml").replace("pipe.yaml", "kamelet-callback.yaml")
                + " --prop=secret=shared-by-both --port="
                + FreePort.find());

    assertThat(emulator.emulator().keys("photos")).as(output).containsExactly("cat.csv");
    assertThat(output).contains("cat.csv has arrived").contains("the webhook says {\"accepted\"");
    assertThat(output).doesNotContain("shared-by-both");
  }

  /** The command of the page that runs a file. */
  private static String command(String file) throws IOException {
    return find(
        Files.readString(PAGE), "```sh\n(camel run " + Pattern.quote(file) + " [^\n]*)\n```");
  }

  private static String find(String text, String regex) {
    return Pattern.compile(regex, Pattern.DOTALL)
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> new AssertionError(regex))
        .group(1);
  }

  /** Runs a command with files of the page. */
  private String camel(String command) throws Exception {
    String page = Files.readString(PAGE);
    for (String word : command.split(" ")) {
      if (word.endsWith(".yaml")) {
        Files.writeString(
            folder.resolve(word), find(page, "```yaml\n(# " + Pattern.quote(word) + "\n.*?)```"));
      }
    }
    return run(command + " --prop=camel.component.us3.endpoint=" + emulator.emulator().endpoint());
  }

  /** Runs a command until it has taken outbox/cat.csv, and returns what it has printed. */
  private String run(String command) throws Exception {
    Files.writeString(Files.createDirectories(folder.resolve("outbox")).resolve("cat.csv"), "a,b");
    List<String> arguments = new ArrayList<>();
    arguments.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    arguments.add("-Duser.home=" + folder);
    arguments.add("-Dmaven.repo.local=" + LOCAL_REPOSITORY);
    arguments.addAll(List.of("-cp", classPath(), Camel.class.getName()));
    arguments.addAll(List.of(command.split(" ")).subList(1, command.split(" ").length));
    arguments.add("--repos=" + REPOSITORY.toUri() + ',' + downloaded().toUri());
    arguments.add("--max-messages=1");
    arguments.add("--logging-color=false");
    Path output = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(arguments)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("US3_PUBLIC_KEY", "PUB");
    builder.environment().put("US3_PRIVATE_KEY", "TOP-SECRET");
    Process process = builder.start();
    try {
      boolean ended = process.waitFor(4, TimeUnit.MINUTES);
      String printed = Files.readString(output);
      assertThat(ended).as(printed).isTrue();
      assertThat(printed).doesNotContain("TOP-SECRET");
      return printed;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  /** The class path of this test without this build's jars. */
  private static String classPath() {
    Path build = Path.of("../..").toAbsolutePath().normalize();
    Path own = Path.of("target/test-classes").toAbsolutePath();
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).startsWith(build) || Path.of(entry).equals(own))
        .reduce((left, right) -> left + File.pathSeparator + right)
        .orElseThrow();
  }

  /** The local repository of this build, so that little is downloaded twice. */
  private static Path downloaded() {
    String jar =
        find(
            System.getProperty("java.class.path"),
            "([^" + File.pathSeparator + "]*camel-jbang-core[^" + File.pathSeparator + "]*)");
    Path path = Path.of(jar); // org/apache/camel/camel-jbang-core/VERSION/JAR
    return path.getRoot().resolve(path.subpath(0, path.getNameCount() - 6));
  }
}
