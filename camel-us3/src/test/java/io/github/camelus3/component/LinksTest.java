package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.KeylessClient;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations createDownloadLink and createUploadLink: the links are used as browsers would. */
class LinksTest extends Us3TestSupport {
  private static final String MD5_OF_HELLO = "5d41402abc4b2a76b9719d911017c592";

  @Test
  void aClientWithTheLinkCanDownload() throws Exception {
    store("dir/ä b+c.txt", "hello");

    KeylessClient.HttpResponse response =
        KeylessClient.get(link("createDownloadLink", key("dir/ä b+c.txt")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("hello");
  }

  @Test
  void theLinkIsTextAndNoRequestIsSent() throws Exception {
    Exchange made = run("createDownloadLink", "before", key("k"));

    assertThat(made.getMessage().getBody()).isInstanceOf(String.class);
    assertThat(made.getMessage().getBody(String.class))
        .startsWith(us3.endpoint() + "/k?")
        .doesNotContain("private-key");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void aDownloadIsSavedUnderTheNameOfTheMessage() throws Exception {
    store("k", "hello");

    KeylessClient.HttpResponse response =
        KeylessClient.get(
            link("createDownloadLink", with(Us3Constants.ATTACHMENT_NAME, "my report.pdf")));

    assertThat(response.header("Content-Disposition").orElseThrow())
        .contains("attachment")
        .contains("my report.pdf");
  }

  @Test
  void aClientWithTheLinkCanUpload() throws Exception {
    KeylessClient.HttpResponse response = put(link("createUploadLink", key("dir/ä b")), "hello");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(stored("dir/ä b")).asString().isEqualTo("hello");
  }

  @Test
  void anUploadHasToBeOfTheMimeTypeThatTheLinkIsBoundTo() throws Exception {
    URI link = link("createUploadLink", with(Us3Constants.MIME_TYPE, "text/html"));

    assertThat(put(link, "hello").statusCode()).isEqualTo(403);
    assertThat(put(link, "hello", "Content-Type", "text/csv").statusCode()).isEqualTo(403);
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThat(put(link, "hello", "Content-Type", "text/html").statusCode()).isEqualTo(200);
    assertThat(us3.object(BUCKET, "k").orElseThrow().mimeType()).isEqualTo("text/html");
  }

  @Test
  void anUploadHasToBeOfTheBytesThatTheLinkIsBoundTo() throws Exception {
    URI link = link("createUploadLink", with(Us3Constants.CONTENT_MD5, MD5_OF_HELLO));

    assertThat(put(link, "hello").statusCode()).isEqualTo(403);
    assertThat(put(link, "other", "Content-MD5", MD5_OF_HELLO).statusCode()).isEqualTo(400);
    assertThat(us3.keys(BUCKET)).isEmpty();
    assertThat(put(link, "hello", "Content-MD5", MD5_OF_HELLO).statusCode()).isEqualTo(200);
  }

  @Test
  void aMimeTypeThatHeadHasFoundBindsNoLink() throws Exception {
    store("k", "old");
    Exchange exchange = run("headObject", key("k"));

    template.send("us3:photos?operation=createUploadLink", exchange);
    URI link = URI.create(exchange.getMessage().getBody(String.class));

    assertThat(put(link, "new").statusCode()).isEqualTo(200);
  }

  @Test
  void aLinkIsForItsMethodAndKeyAlone() throws Exception {
    store("k", "hello");
    store("other", "hello");
    URI download = link("createDownloadLink", key("k"));
    URI elsewhere = URI.create(download.toString().replace("/k?", "/other?"));

    assertThat(put(download, "x").statusCode()).isEqualTo(403);
    assertThat(KeylessClient.get(elsewhere).statusCode()).isEqualTo(403);
  }

  @Test
  void aLinkIsForTheBucketOfTheMessage() throws Exception {
    us3.putObject(OTHER_BUCKET, "k", "other".getBytes(UTF_8), "text/plain");
    store("k", "hello");

    URI link = link("createDownloadLink", with(Us3Constants.OVERRIDE_BUCKET_NAME, OTHER_BUCKET));

    assertThat(KeylessClient.get(link).text()).isEqualTo("other");
  }

  static Stream<Arguments> lifetimes() {
    return Stream.of(
        Arguments.of("", null, 900),
        Arguments.of("&urlExpiry=30s", null, 30),
        Arguments.of("&urlExpiry=30s", Duration.ofHours(2), 7200),
        Arguments.of("", 60_000, 60),
        Arguments.of("", "60000", 60),
        Arguments.of("", "15m", 900),
        Arguments.of("", 1000L, 1));
  }

  @ParameterizedTest
  @MethodSource("lifetimes")
  void aLinkLivesAsLongAsHeaderElseOptionSay(String option, Object header, int seconds)
      throws Exception {
    Map<String, Object> headers = with(Us3Constants.URL_EXPIRY, header);
    long before = Instant.now().getEpochSecond();

    Exchange made = upload("us3:photos?operation=createDownloadLink" + option, null, headers);

    long after = Instant.now().getEpochSecond();
    assertThat(expires(made.getMessage().getBody(String.class)))
        .isBetween(before + seconds, after + seconds);
  }

  @Test
  void aLinkIsRefusedAfterItsTime() throws Exception {
    Clock later = Clock.fixed(Instant.now().plusSeconds(3600), ZoneOffset.UTC);
    URI link = link("createDownloadLink", with(Us3Constants.URL_EXPIRY, "15m"));
    try (Us3Emulator inAnHour =
        Us3Emulator.builder()
            .bucket(BUCKET)
            .credentials("public-key", "private-key")
            .clock(later)
            .start()) {
      inAnHour.putObject(BUCKET, "k", new byte[1], "text/plain");
      URI there = URI.create(link.toString().replace(us3.endpoint(), inAnHour.endpoint()));

      KeylessClient.HttpResponse response = KeylessClient.get(there);

      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.text()).contains("-148660");
    }
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        Arguments.of(
            Us3Constants.URL_EXPIRY,
            999,
            "header CamelUs3UrlExpiry must be at least 1 second: PT0.999S"),
        Arguments.of(
            Us3Constants.URL_EXPIRY,
            Duration.ofSeconds(-5),
            "header CamelUs3UrlExpiry must be at least 1 second: PT-5S"),
        Arguments.of(
            Us3Constants.URL_EXPIRY, "soon", "header CamelUs3UrlExpiry must be a duration: soon"),
        Arguments.of(
            Us3Constants.CONTENT_MD5,
            "XUFAKrxLKna5cZ2REBfFkg==",
            "header CamelUs3ContentMD5 must be 32 lower-case hexadecimal digits: XUFA"),
        Arguments.of(Us3Constants.CONTENT_MD5, "", "header CamelUs3ContentMD5 must not be blank"),
        Arguments.of(
            Us3Constants.KEY, "k\uD83D", "header CamelUs3Key must not hold half a surrogate pair"),
        Arguments.of(
            Us3Constants.MIME_TYPE, "ä", "MIME type must be printable ASCII and not blank: \"ä\""));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void namesTheHeaderThatCannotBeUsed(String header, Object value, String message) {
    assertThat(failureOf("createUploadLink", with(header, value)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD83D", "a\uDE00.txt", "\uDE00\uD83D"})
  void namesAnAttachmentNameThatCannotBeSent(String name) {
    assertThat(failureOf("createDownloadLink", with(Us3Constants.ATTACHMENT_NAME, name)))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CamelUs3AttachmentName must not hold half a surrogate pair");
  }

  private URI link(String operation, Map<String, Object> headers) throws Exception {
    return URI.create(run(operation, headers).getMessage().getBody(String.class));
  }

  private static KeylessClient.HttpResponse put(URI link, String text, String... headers)
      throws IOException {
    return KeylessClient.put(link, text.getBytes(UTF_8), headers);
  }

  private static long expires(String link) {
    return Long.parseLong(link.replaceAll(".*[?&]Expires=([0-9]+).*", "$1"));
  }

  private static Map<String, Object> with(String header, Object value) {
    Map<String, Object> headers = new HashMap<>(key("k"));
    headers.put(header, value);
    return headers;
  }
}
