package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.CallbackService;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The route of README runs, and its two commands are where a script finds them. */
class ReadmeTest {
  private static final String FRAME =
      """
      import org.apache.camel.builder.RouteBuilder;

      public class Readme extends RouteBuilder {
        @Override
        public void configure() {
          %s
              .to("mock:end");
        }
      }
      """;

  @RegisterExtension final CallbackService service = new CallbackService();
  @TempDir private Path folder;

  @Test
  void theRouteUploadsAFileAndGetsTheReplyOfTheService() throws Exception {
    Path outbox = Files.createDirectory(folder.resolve("outbox"));
    Files.writeString(outbox.resolve("cat.txt"), "cat");

    try (Us3Emulator us3 =
            Us3Emulator.builder()
                .bucket("photos")
                .credentials("PUB", "PRIV")
                .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
                .start();
        DefaultCamelContext camel = new DefaultCamelContext()) {
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(us3.endpoint());
      options.setPublicKey("PUB");
      options.setPrivateKey("PRIV");
      camel.addRoutes(new JavaBlock(program(outbox)).route(folder));
      MockEndpoint end = camel.getEndpoint("mock:end", MockEndpoint.class);
      end.expectedBodiesReceived("{\"accepted\":true}");
      end.setResultWaitTime(60_000);
      camel.start();

      end.assertIsSatisfied();
      assertThat(us3.keys("photos")).containsExactly("cat.txt");
      assertThat(us3.callbacks())
          .extracting(SentCallback::body)
          .containsExactly("{\"file\":\"cat.txt\"}");
    }
  }

  private String program(Path outbox) throws IOException {
    String route = MarkdownFile.read("README.md").blocks("java").get(0).strip();
    assertThat(route).endsWith(";");
    return FRAME.formatted(
        route
            .substring(0, route.length() - 1)
            .replace("file:outbox", "file:" + outbox)
            .replace("https://app.example.com/uploaded", service.url()));
  }

  @Test
  void theFirstTwoShellBlocksAreTheCommands() throws IOException {
    assertThat(MarkdownFile.read("README.md").blocks("sh"))
        .startsWith("mvn -ntp -Pquickstart process-classes\n", "mvn -ntp verify\n");
  }
}
