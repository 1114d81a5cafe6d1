package io.github.camelus3.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.sign.Credentials;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Exact links. Keys, time and signatures are those that ufile-gosdk (1d4446c) sends for the same
 * inputs.
 */
class LinksTest {
  private static final Instant EXPIRY = Instant.ofEpochSecond(1_893_456_000);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Credentials TOKEN =
      Credentials.of(
          "TOKEN_11111111-2222-3333-4444-555555555555", "66666666-7777-8888-9999-000000000000");
  private static final ServiceHost BEIJING = ServiceHost.ofRegion("cn-bj", "http");

  private static Us3Links links() {
    return Clients.links(BEIJING, TOKEN, EXPIRY.minus(MINUTE));
  }

  @Test
  void downloadLinkIsTheOneOfTheOfficialSdk() {
    URI link = links().download("demobucket", "目录/a b+c.txt", MINUTE, null);

    assertThat(link)
        .hasToString(
            "http://demobucket.cn-bj.ufileos.com/%E7%9B%AE%E5%BD%95/a%20b%2Bc.txt"
                + "?Expires=1893456000&Signature=o%2FBqz3F%2FAjg6DQfGbXg9R%2FWkXzg%3D"
                + "&UCloudPublicKey=TOKEN_11111111-2222-3333-4444-555555555555");
  }

  @Test
  void uploadLinkSignsTheTypeThatIsToBeSent() {
    URI link =
        links().upload("demobucket", "demokey.txt", MINUTE, "application/octet-stream", null);

    assertThat(link)
        .hasToString(
            "http://demobucket.cn-bj.ufileos.com/demokey.txt"
                + "?Expires=1893456000&Signature=n%2Fw2Qh5hytL4f835i7IVD0iQnvI%3D"
                + "&UCloudPublicKey=TOKEN_11111111-2222-3333-4444-555555555555");
  }

  @Test
  void blanksAroundTheTypeAreNotSignedBecauseNobodySendsThem() {
    assertThat(links().upload("demobucket", "k", MINUTE, " a/b ", null))
        .isEqualTo(links().upload("demobucket", "k", MINUTE, "a/b", null));
  }

  @Test
  void attachmentNameIsNotSigned() {
    URI link = links().download("demobucket", "目录/a b+c.txt", MINUTE, "报告 & 1.txt");

    assertThat(link.getRawQuery())
        .startsWith("ufileattname=%E6%8A%A5%E5%91%8A%20%26%201.txt&Expires=1893456000&")
        .contains("Signature=o%2FBqz3F%2FAjg6DQfGbXg9R%2FWkXzg%3D");
  }

  @Test
  void linkOfTemporaryKeysCarriesTheirToken() {
    Credentials temporary = new Credentials(TOKEN.publicKey(), TOKEN.privateKey(), "s/ts+token");

    URI link =
        Clients.links(BEIJING, temporary, EXPIRY.minus(MINUTE))
            .download("demobucket", "目录/a b+c.txt", MINUTE, null);

    assertThat(link.getRawQuery())
        .contains("SecurityToken=s%2Fts%2Btoken")
        .contains("Signature=o%2FBqz3F%2FAjg6DQfGbXg9R%2FWkXzg%3D");
  }

  @Test
  void linkToACustomDomainDoesNotNameTheBucket() {
    Us3Links links =
        Clients.links(ServiceHost.ofEndpoint("https://files.example.com"), TOKEN, Instant.EPOCH);

    assertThat(links.download("demobucket", "k", MINUTE, null).toString())
        .startsWith("https://files.example.com/k?Expires=60&");
  }

  @Test
  void linkWorksUntilItsSecondIsOver() throws Exception {
    try (Us3Emulator emulator = emulatorAt(EXPIRY)) {
      assertThat(status(link(emulator, EXPIRY.minusSeconds(1)))).isEqualTo(200);
    }
  }

  @Test
  void expiredLinkIsRefused() throws Exception {
    try (Us3Emulator emulator = emulatorAt(EXPIRY)) {
      assertThat(status(link(emulator, EXPIRY.minusSeconds(2)))).isEqualTo(401);
      assertThat(emulator.requests().get(0).retCode()).isEqualTo(-148660);
    }
  }

  /** A link made at that time that is valid for one second. */
  private static URI link(Us3Emulator emulator, Instant made) {
    emulator.putObject("demobucket", "k", new byte[1], "a/b");
    return Clients.links(ServiceHost.ofEndpoint(emulator.endpoint()), TOKEN, made)
        .download("demobucket", "k", Duration.ofSeconds(1), null);
  }

  private static Us3Emulator emulatorAt(Instant now) {
    return Us3Emulator.builder()
        .bucket("demobucket")
        .credentials(TOKEN.publicKey(), TOKEN.privateKey())
        .clock(Clock.fixed(now, ZoneOffset.UTC))
        .start();
  }

  private static int status(URI link) throws Exception {
    return KeylessClient.get(link).statusCode();
  }

  @ParameterizedTest
  @ValueSource(longs = {-1000, 0, 999})
  void refusesToBeValidForLessThanASecond(long millis) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links().download("demobucket", "k", Duration.ofMillis(millis), null))
        .withMessageContaining(Duration.ofMillis(millis).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "5EB63BBBE01EEED093CB22BB8F5ACDC3",
        "5eb63bbbe01eeed093cb22bb8f5acdc",
        "XrY7u+Ae7tCTyyK7j1rNww=="
      })
  void refusesAnMd5ThatIsNotLowerCaseHexadecimal(String md5) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links().upload("demobucket", "k", MINUTE, null, md5))
        .withMessageContaining("Content-MD5")
        .withMessageEndingWith(": " + md5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "text/plain\nX: y", "text/ü"})
  void refusesATypeThatNoHeaderCarries(String mimeType) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links().upload("demobucket", "k", MINUTE, mimeType, null))
        .withMessageContaining("MIME type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "half \uD83D pair"})
  void refusesAKeyThatCannotBe(String key) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links().download("demobucket", key, MINUTE, null))
        .withMessageContaining("object key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links().upload("demobucket", key, MINUTE, null, null))
        .withMessageContaining("object key");
  }

  @Test
  void refusesABucketThatIsNoPartOfAHost() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> links().download("demo/bucket", "k", MINUTE, null))
        .withMessageContaining("demo/bucket");
  }
}
