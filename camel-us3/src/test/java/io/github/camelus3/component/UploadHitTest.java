package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Api;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operation uploadHit. */
class UploadHitTest extends Us3TestSupport {
  @TempDir Path folder;

  @BeforeEach
  void storeContent() {
    store("known", "hello");
  }

  @Test
  void storesContentThatTheServiceHasWithoutSendingIt() throws Exception {
    Exchange hit = run("uploadHit", "hello", key("copy"));

    assertThat(stored("copy")).asString().isEqualTo("hello");
    assertThat(hit.getMessage().getBody()).isEqualTo("hello");
    assertThat(hit.getMessage().getHeaders())
        .containsEntry(Us3Constants.UPLOAD_HIT, true)
        .containsEntry(Us3Constants.KEY, "copy")
        .containsEntry(Us3Constants.BUCKET_NAME, BUCKET)
        .containsEntry(Us3Constants.CONTENT_LENGTH, 5L)
        .containsEntry(Us3Constants.ETAG, us3.object(BUCKET, "known").orElseThrow().eTag());
    assertThat(requests(Us3Api.UPLOAD_HIT).get(0).header("Content-Length")).contains("0");
  }

  @Test
  void saysThatTheServiceDoesNotHaveIt() throws Exception {
    Exchange miss = run("uploadHit", "other", key("copy"));

    assertThat(miss.getMessage().getHeader(Us3Constants.UPLOAD_HIT)).isEqualTo(false);
    assertThat(us3.keys(BUCKET)).containsExactly("known");
  }

  @Test
  void takesTheContentThatTheHeadersName() throws Exception {
    Map<String, Object> headers = new HashMap<>(key("copy"));
    headers.put(Us3Constants.ETAG, us3.object(BUCKET, "known").orElseThrow().eTag());
    headers.put(Us3Constants.CONTENT_LENGTH, 5);

    run("uploadHit", "the body is another", headers);

    assertThat(stored("copy")).asString().isEqualTo("hello");
  }

  @Test
  void takesTheContentThatHeadHasFoundWhenThereIsNoBody() throws Exception {
    Exchange exchange = run("headObject", key("known"));

    exchange.getMessage().setHeader(Us3Constants.KEY, "copy");
    template.send("us3:photos?operation=uploadHit", exchange);

    assertThat(stored("copy")).asString().isEqualTo("hello");
  }

  @Test
  void doesNotStoreAnEarlierUploadInsteadOfTheBody() throws Exception {
    Exchange exchange = upload("us3:photos", "first", key("first"));

    exchange.getMessage().setHeader(Us3Constants.KEY, "second");
    exchange.getMessage().setBody("second");
    template.send("us3:photos?operation=uploadHit", exchange);

    assertThat(exchange.getMessage().getHeader(Us3Constants.UPLOAD_HIT)).isEqualTo(false);
    assertThat(us3.keys(BUCKET)).containsExactly("first", "known");
  }

  @Test
  void uploadsAFileOnlyWhenTheServiceDoesNotHaveItsContent() throws Exception {
    Path file = Files.writeString(folder.resolve("f.txt"), "new");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in")
                .to("us3:photos?operation=uploadHit")
                .filter(header(Us3Constants.UPLOAD_HIT).isEqualTo(false))
                .to("us3:photos");
          }
        });

    upload("direct:in", file, key("one"));
    upload("direct:in", file, key("two"));

    assertThat(stored("one")).asString().isEqualTo("new");
    assertThat(stored("two")).asString().isEqualTo("new");
    assertThat(requests(Us3Api.PUT_FILE)).hasSize(1);
  }

  @Test
  void aCachedStreamIsThereForTheUploadAfterwards() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").to("us3:photos?operation=uploadHit").to("us3:photos");
          }
        });

    upload("direct:in", new ByteArrayInputStream("new".getBytes()), key("one"));

    assertThat(stored("one")).asString().isEqualTo("new");
  }

  @Test
  void refusesAStreamThatCanBeReadOnlyOnce() {
    Exception failure =
        failure(
            "us3:photos?operation=uploadHit", new ByteArrayInputStream(new byte[5]), key("copy"));

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CamelUs3ETag and CamelUs3ContentLength, or a body that can be read");
  }

  @Test
  void refusesAMessageWithoutContent() {
    assertThat(failureOf("uploadHit", key("copy")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CamelUs3ETag and CamelUs3ContentLength, or a body that can be read");
  }
}
