package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files of docs/getting-started.md for Camel Main and for YAML run in a folder of their own,
 * against the emulator as a program. Spring Boot's are run in the module of its example.
 */
class GettingStartedTest {
  private static final String MAIN = "## 2a. Camel Main";
  private static final String SPRING_BOOT = "## 2b. Spring Boot";
  private static final String YAML = "## 2c. YAML with the CLI";
  private static final String OTHER_PAGE = "## Run a route of another page";

  private final int port = FreePort.find();
  private MarkdownFile page;
  @TempDir Path folder;

  @BeforeEach
  void readPageWithAFreePort() throws IOException {
    MarkdownFile file = MarkdownFile.read("docs/getting-started.md");
    String text = file.text().replace(":9000", ":" + port).replace("port 9000", "port " + port);
    page = new MarkdownFile(file.path(), text);
  }

  @Test
  void theProgramOfCamelMainUploadsTheFile() throws Exception {
    MarkdownFile section = page.section(MAIN);
    JavaBlock program = new JavaBlock(section.blocks("java").get(0));
    program.compile(folder);

    requireUpload(section, run(program.name()));
  }

  @Test
  void theYamlUploadsTheFile() throws Exception {
    MarkdownFile section = page.section(YAML);
    Files.writeString(folder.resolve("upload.yaml"), section.blocks("yaml").get(0));

    requireUpload(
        section,
        run("-Dcamel.main.routesIncludePattern=file:upload.yaml", "org.apache.camel.main.Main"));
  }

  @Test
  void theRouteOfAnotherPageRunsInPlaceOfTheFirstOne() throws Exception {
    MarkdownFile section = page.section(MAIN);
    int servicePort = FreePort.find();
    JavaBlock service = policies("Uploaded");
    JavaBlock route = policies("FirstPolicy");
    String app = section.blocks("java").get(0);
    String before = "new UploadApp()";
    String after = "new FirstPolicy()";
    assertThat(page.section(OTHER_PAGE).text())
        .contains("replace `" + before + "` by `" + after + "`");
    assertThat(app).contains(before);

    service.compile(folder);
    new JavaBlock(route.source().replace(":8080", ":" + servicePort)).compile(folder);
    JavaBlock program = new JavaBlock(app.replace(before, after));
    program.compile(folder);
    putFiles(section);

    try (PageProgram us3 = startEmulator();
        PageProgram replies =
            PageProgram.start(folder, run(service.name(), String.valueOf(servicePort)))) {
      replies.awaitLine("listening on");
      try (PageProgram upload = PageProgram.start(folder, run(program.name()))) {
        upload.awaitLine("our service says {\"accepted\":true}");
      }
    }
  }

  private static JavaBlock policies(String name) throws IOException {
    return MarkdownFile.read("docs/policies.md").blocks("java").stream()
        .map(JavaBlock::new)
        .filter(block -> block.source().contains("public class " + name + ' '))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void twoRoutesOfOneFolderAreRefusedAsThePageSays() throws Exception {
    String message = "Multiple consumers for the same endpoint is not allowed";
    assertThat(page.section(OTHER_PAGE).text()).contains('`' + message + '`');
    JavaBlock program = new JavaBlock(page.section(MAIN).blocks("java").get(0));
    try (DefaultCamelContext camel = camel()) {
      camel.addRoutes(program.route(folder));
      camel.addRoutes(policies("FirstPolicy").route(folder));

      assertThatThrownBy(camel::start).hasStackTraceContaining(message);
    }
  }

  @Test
  void aTimerSendsAMessageToARouteBehindDirect() throws Exception {
    MarkdownFile section = page.section(OTHER_PAGE);
    String route =
        """
        public class Direct extends org.apache.camel.builder.RouteBuilder {
          @Override
          public void configure() {
            %s
            from("direct:delete").to("us3:photos?operation=deleteObject").log("gone from {{app}}");
          }
        }
        """
            .formatted(section.blocks("java").get(0));
    try (Us3Emulator us3 = Us3Emulator.builder().port(port).bucket("photos").start();
        DefaultCamelContext camel = camel()) {
      us3.putObject("photos", "hello.txt", "hello\n".getBytes(UTF_8), "text/plain");
      Properties properties = new Properties();
      properties.load(new StringReader(section.blocks("properties").get(0)));
      camel.getPropertiesComponent().setInitialProperties(properties);
      camel.addRoutes(new JavaBlock(route).route(folder));
      NotifyBuilder done = new NotifyBuilder(camel).whenCompleted(1).create();
      camel.start();

      assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();
      assertThat(us3.keys("photos")).isEmpty();
    }
  }

  /** A context with the properties of the page, which are the defaults of the emulator. */
  private DefaultCamelContext camel() {
    DefaultCamelContext camel = new DefaultCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint("http://127.0.0.1:" + port);
    options.setPublicKey(Us3Emulator.DEFAULT_PUBLIC_KEY);
    options.setPrivateKey(Us3Emulator.DEFAULT_PRIVATE_KEY);
    return camel;
  }

  private void requireUpload(MarkdownFile section, List<String> command) throws Exception {
    putFiles(section);
    MarkdownFile look = page.section("## 3. Look at the object");

    try (PageProgram us3 = startEmulator()) {
      try (PageProgram program = PageProgram.start(folder, command)) {
        program.awaitLine(page.section(MAIN).blocks("text").get(1).strip());
      }

      assertThat(output(look.blocks("sh").get(0))).isEqualTo(look.blocks("text").get(0));
    }
  }

  private void putFiles(MarkdownFile section) throws IOException {
    Files.writeString(
        folder.resolve("application.properties"), section.blocks("properties").get(0));
    Files.createDirectory(folder.resolve("outbox"));
    Files.writeString(folder.resolve("outbox/hello.txt"), "hello\n");
  }

  private PageProgram startEmulator() throws IOException {
    MarkdownFile start = page.section("## 1. Install and start the emulator");
    PageProgram us3 = PageProgram.start(folder, emulator(start.blocks("sh").get(1)));
    us3.awaitLine(start.blocks("text").get(0).strip());
    return us3;
  }

  /** The command of the page, with the emulator's classes in place of its jar. */
  private static List<String> emulator(String command) {
    List<String> arguments =
        new ArrayList<>(List.of("io.github.camelus3.emulator.Us3EmulatorMain"));
    String afterJar = command.substring(command.indexOf(".jar") + ".jar".length());
    arguments.addAll(List.of(afterJar.replace("\\\n", " ").strip().split("\\s+")));
    arguments.addAll(0, List.of("-cp", System.getProperty("java.class.path")));
    return PageProgram.java(arguments.toArray(String[]::new));
  }

  private List<String> run(String... arguments) {
    List<String> command =
        new ArrayList<>(
            PageProgram.java(
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String output(String command) throws Exception {
    Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void thePomsHaveTheVersionsOfThisBuild() throws IOException {
    String root = Files.readString(Path.of("../pom.xml"));
    String example = Files.readString(Path.of("../camel-us3-examples/spring-boot/pom.xml"));
    String main = page.section(MAIN).blocks("xml").get(0);
    String springBoot = page.section(SPRING_BOOT).blocks("xml").get(0);

    assertThat(main)
        .contains("<camel.version>" + property(root, "camel.version") + "<")
        .contains("<version>" + property(root, "slf4j.version") + "<");
    assertThat(springBoot)
        .contains("<version>" + property(example, "spring.boot.version") + "<")
        .contains("<version>" + property(example, "camel.boot.version") + "<");
  }

  private static String property(String pom, String name) {
    int start = pom.indexOf("<" + name + ">") + name.length() + 2;
    return pom.substring(start, pom.indexOf('<', start));
  }
}
