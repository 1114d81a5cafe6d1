package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.Us3Emulator;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The routes of docs/upload-modes.md stand there as they are tested, and do what they say. */
class UploadRecipesTest {
  private static final String PAGE = "docs/upload-modes.md";

  @TempDir Path outbox;

  @Test
  void theFirstRouteUploadsTheFilesOfAFolder(@TempDir Path classes) throws Exception {
    String block = MarkdownFile.read(PAGE).blocks("java").get(0);
    String here = block.replace("file:outbox", "file:" + outbox);
    Files.writeString(outbox.resolve("hello.txt"), "hello");
    try (Us3Emulator us3 = us3();
        DefaultCamelContext camel = camel(us3)) {
      camel.addRoutes(new JavaBlock(here).route(classes));
      NotifyBuilder done = new NotifyBuilder(camel).whenCompleted(1).create();
      camel.start();

      assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();

      assertThat(us3.keys("photos")).containsExactly("hello.txt");
    }
  }

  @Test
  void filesOfOneNameInTwoFoldersKeepKeysOfTheirOwn() throws Exception {
    for (String name : new String[] {"b.txt", "x/b.txt", "y/b.txt", "y/z/b.txt"}) {
      Files.createDirectories(outbox.resolve(name).getParent());
      Files.writeString(outbox.resolve(name), name);
    }
    try (Us3Emulator us3 = us3();
        DefaultCamelContext camel = camel(us3)) {
      camel.getPropertiesComponent().addInitialProperty("outbox", outbox.toString());
      camel.addRoutes(new UploadRecipes());
      NotifyBuilder done = new NotifyBuilder(camel).whenDone(4).create();
      camel.start();

      assertThat(done.matches(60, TimeUnit.SECONDS)).isTrue();

      assertThat(us3.keys("photos"))
          .containsExactlyInAnyOrder("b.txt", "x/b.txt", "y/b.txt", "y/z/b.txt");
      assertThat(us3.object("photos", "y/z/b.txt").orElseThrow().bytes())
          .asString()
          .isEqualTo("y/z/b.txt");
    }
  }

  @Test
  void theDocumentShowsTheRoute() throws Exception {
    String source =
        Files.readString(Path.of("src/test/java/io/github/camelus3/docs/UploadRecipes.java"));

    assertThat(MarkdownFile.read(PAGE).blocks("java"))
        .filteredOn(block -> block.contains("recursive"))
        .singleElement()
        .satisfies(block -> assertThat(plain(source)).contains(plain(block)));
  }

  private static Us3Emulator us3() {
    return Us3Emulator.builder().bucket("photos").credentials("public", "private").start();
  }

  private static DefaultCamelContext camel(Us3Emulator us3) {
    DefaultCamelContext camel = new DefaultCamelContext();
    Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("public");
    options.setPrivateKey("private");
    return camel;
  }

  private static String plain(String text) {
    return text.replaceAll("\\s+", "");
  }
}
