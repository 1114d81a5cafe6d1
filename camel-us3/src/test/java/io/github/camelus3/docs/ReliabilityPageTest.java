package io.github.camelus3.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java of docs/reliability.md does what the page says. */
class ReliabilityPageTest {
  private static final int PARTS = 5;

  @TempDir Path outbox;
  @TempDir Path folder;

  private final Us3Emulator us3 =
      Us3Emulator.builder().bucket("photos").credentials("public", "private").start();

  @AfterEach
  void stop() {
    us3.close();
  }

  @Test
  void aRedeliverySendsOnlyTheMissingParts() throws Exception {
    us3.inject(Fault.answer(503, -1, "slow down").on(Us3Api.UPLOAD_PART).partNumber(PARTS - 1));
    Files.write(outbox.resolve("big.bin"), new byte[PARTS << 22]);

    upload(block("PatientUpload").replace("60000", "1"));

    assertThat(us3.keys("photos")).containsExactly("big.bin");
    assertThat(us3.requests())
        .extracting(ReceivedRequest::api)
        .filteredOn(api -> api == Us3Api.INITIATE_MULTIPART_UPLOAD)
        .hasSize(1);
    assertThat(us3.requests())
        .filteredOn(request -> request.api() == Us3Api.UPLOAD_PART)
        .filteredOn(request -> request.status() == 200)
        .hasSize(PARTS);
  }

  @Test
  void theProgressIsPrinted() throws Exception {
    Files.writeString(outbox.resolve("hello.txt"), "hello");
    PrintStream out = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, UTF_8));
    try {
      upload(block("ShowProgress"));
    } finally {
      System.setOut(out);
    }

    assertThat(printed.toString(UTF_8)).contains("hello.txt: 5 of 5");
  }

  @Test
  void theSweeperListsTheUploads() throws Exception {
    String here =
        block("Sweep")
            .replace("ofRegion(\"cn-bj\", \"https\")", "ofEndpoint(\"" + us3.endpoint() + "\")")
            .replace("System.getenv(\"US3_PUBLIC_KEY\")", "\"public\"")
            .replace("System.getenv(\"US3_PRIVATE_KEY\")", "\"private\"")
            .replace("/var/lib/us3", folder.resolve("states").toString());

    new JavaBlock(here).run(folder);

    assertThat(us3.requests())
        .extracting(ReceivedRequest::api)
        .containsExactly(Us3Api.LIST_MULTIPART_UPLOADS);
  }

  private void upload(String route) throws Exception {
    try (DefaultCamelContext camel = new DefaultCamelContext()) {
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(us3.endpoint());
      options.setPublicKey("public");
      options.setPrivateKey("private");
      options.setMaxRetries(0); // so that the route redelivers
      options.setResumeDirectory(folder.resolve("states").toString());
      camel.addRoutes(new JavaBlock(route.replace("file:outbox", "file:" + outbox)).route(folder));
      NotifyBuilder done = new NotifyBuilder(camel).whenCompleted(1).create();
      camel.start();

      assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String block(String name) throws IOException {
    return MarkdownFile.read("docs/reliability.md").blocks("java").stream()
        .filter(block -> block.contains("class " + name + ' '))
        .findFirst()
        .orElseThrow();
  }
}
