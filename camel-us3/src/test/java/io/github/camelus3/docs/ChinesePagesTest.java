package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import javax.tools.ToolProvider;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages in Chinese have the code of the English ones, or code that runs here. */
class ChinesePagesTest {
  private static final String GETTING_STARTED = "docs/getting-started.zh-CN.md";

  @TempDir private Path folder;

  @Test
  void theCodeOfTheReadmeIsThatOfTheEnglishOne() throws IOException {
    String english = MarkdownFile.read("README.md").text();
    MarkdownFile chinese = MarkdownFile.read("README.zh-CN.md");

    for (String language : new String[] {"java", "sh"}) {
      assertThat(chinese.blocks(language))
          .isNotEmpty()
          .allSatisfy(code -> assertThat(english).contains("```" + language + '\n' + code));
    }
  }

  @Test
  void theFilesAndCommandsAreThoseOfTheEnglishPage() throws IOException {
    String english = plain(MarkdownFile.read("docs/getting-started.md").text());
    MarkdownFile chinese = MarkdownFile.read(GETTING_STARTED);

    for (String language : new String[] {"java", "xml", "properties", "sh"}) {
      assertThat(chinese.blocks(language))
          .isNotEmpty()
          .allSatisfy(code -> assertThat(english).contains(plain(code)));
    }
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "");
  }

  @Test
  void theOptionsOfTheEmulatorAreItsOptions() throws IOException {
    String options = MarkdownFile.read("docs/emulator.md").text();
    String command = MarkdownFile.read(GETTING_STARTED).blocks("sh").get(1);

    assertThat(command.split("\\s+"))
        .filteredOn(word -> word.startsWith("--"))
        .hasSize(4)
        .allSatisfy(option -> assertThat(options).contains('`' + option));
  }

  @Test
  void theJavaOfThePageUploads() throws Exception {
    Path source = folder.resolve("UploadApp.java");
    Files.writeString(source, placed(MarkdownFile.read(GETTING_STARTED).blocks("java").get(0)));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
    assertThat(result).isZero();

    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Main main = new Main();
      main.configure()
          .addRoutesBuilder(
              (RoutesBuilder) loader.loadClass("UploadApp").getDeclaredConstructor().newInstance());
      assertThat(replyAfterUpload(main)).isEmpty();
    }
  }

  @Test
  void theYamlOfThePageUploads() throws Exception {
    assertThat(replyAfterUpload(yaml(0, 8080))).isEmpty();
  }

  @Test
  void theYamlWithAPolicyCallsTheService() throws Exception {
    int port = FreePort.find();
    CompletableFuture<String> received = new CompletableFuture<>();
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    service.createContext("/uploaded", call -> reply(call, received));
    service.start();
    try {
      assertThat(replyAfterUpload(yaml(1, port))).isEqualTo("{\"ok\":true}");
    } finally {
      service.stop(0);
    }

    String page = MarkdownFile.read(GETTING_STARTED).text();
    assertThat(page).contains("`" + received.get() + "`", "`{\"ok\":true}`");
  }

  private static void reply(HttpExchange call, CompletableFuture<String> received)
      throws IOException {
    received.complete(new String(call.getRequestBody().readAllBytes(), UTF_8));
    byte[] reply = "{\"ok\":true}".getBytes(UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(200, reply.length);
    call.getResponseBody().write(reply);
    call.close();
  }

  private Main yaml(int number, int port) throws IOException {
    String route = placed(MarkdownFile.read(GETTING_STARTED).blocks("yaml").get(number));
    Path file = folder.resolve("upload.yaml");
    Files.writeString(file, route.replace(":8080", ":" + port));
    Main main = new Main();
    main.configure().withRoutesIncludePattern("file:" + file);
    return main;
  }

  /** The code of the page, with its folder in the folder of the test. */
  private String placed(String code) {
    return code.replace("file:outbox", "file:" + folder.resolve("outbox"));
  }

  /** Runs the route with the properties of the page, and returns the service's reply, if any. */
  private String replyAfterUpload(Main main) throws Exception {
    Files.createDirectory(folder.resolve("outbox"));
    Files.writeString(folder.resolve("outbox/hello.txt"), "hello\n");
    CompletableFuture<String> body = new CompletableFuture<>();
    try (Us3Emulator emulator =
        Us3Emulator.builder()
            .publicBucket("photos")
            .credentials("PUB", "PRIV")
            .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
            .start()) {
      Properties properties = new Properties();
      properties.load(
          new StringReader(MarkdownFile.read(GETTING_STARTED).blocks("properties").get(0)));
      properties.setProperty("camel.component.us3.endpoint", emulator.endpoint());
      main.setInitialProperties(properties);
      main.bind("ends", new Ends(body));
      main.start();
      try {
        String last = body.get();
        assertThat(emulator.object("photos", "hello.txt").orElseThrow().bytes())
            .asString()
            .isEqualTo("hello\n");
        return last;
      } finally {
        main.stop();
      }
    }
  }

  /**
   * Completes with the text of the first exchange that ends, or with its failure. The text is empty
   * for the file that was uploaded.
   */
  private static final class Ends extends EventNotifierSupport {
    private final CompletableFuture<String> body;

    Ends(CompletableFuture<String> body) {
      this.body = body;
    }

    @Override
    public void notify(CamelEvent event) {
      if (event instanceof CamelEvent.ExchangeEvent ended) {
        Exchange exchange = ended.getExchange();
        if (event instanceof CamelEvent.ExchangeCompletedEvent) {
          body.complete(exchange.getMessage().getBody() instanceof String text ? text : "");
        } else if (event instanceof CamelEvent.ExchangeFailedEvent) {
          body.completeExceptionally(exchange.getException());
        }
      }
    }
  }
}
