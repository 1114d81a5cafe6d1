package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.TEXT;
import static io.github.camelus3.emulator.TestClient.json;
import static io.github.camelus3.emulator.TestClient.pattern;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The switches for what nobody knows of the real service, both ways. */
class UnknownServiceTest {
  private static final byte[] NONE = {};

  @RegisterExtension final TestEmulator us3 = new TestEmulator();
  private final TestClient client = us3.client();

  private HttpResponse<byte[]> call(String method, String key, String query) {
    return client.send(client.request(method, key, query, "", NONE));
  }

  @Nested
  class Md5OfAPart {
    private static final String MD5 = "0123456789abcdef0123456789abcdef";

    private HttpResponse<byte[]> partWithWrongMd5() {
      String query = "?uploadId=" + client.initiate("k") + "&partNumber=0";
      String stringToSign = "PUT\n" + MD5 + "\n" + TEXT + "\n\n/" + BUCKET + "/k";
      return client.send(
          client
              .request("PUT", "k", query, TEXT, pattern(5))
              .setHeader("Content-MD5", MD5)
              .setHeader("Authorization", Signer.DEMO.header(stringToSign)));
    }

    @Test
    void isChecked() {
      HttpResponse<byte[]> response = partWithWrongMd5();

      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(text(response)).contains("-15036");
    }

    @Test
    void isNotCheckedWhenSoBuilt() {
      us3.restart(TestClient.emulator().checkPartMd5(false));

      assertThat(partWithWrongMd5().statusCode()).isEqualTo(200);
    }

    /** The switch is for parts alone. */
    @Test
    void isCheckedOfAnObjectEvenSo() {
      us3.restart(TestClient.emulator().checkPartMd5(false));
      String stringToSign = "PUT\n" + MD5 + "\n" + TEXT + "\n\n/" + BUCKET + "/k";

      HttpResponse<byte[]> response =
          client.send(
              client
                  .request("PUT", "k", TEXT, pattern(5))
                  .setHeader("Content-MD5", MD5)
                  .setHeader("Authorization", Signer.DEMO.header(stringToSign)));

      assertThat(text(response)).contains("-15036");
    }
  }

  @Nested
  class FinishOfAnUpload {
    private HttpResponse<byte[]> finish(String eTags) {
      String id = client.initiate("k");
      client.uploadPart("k", id, 0, pattern(5));
      return client.finish("k", id, eTags);
    }

    @Test
    void checksTheValuesOfETags() {
      assertThat(text(finish("wrong"))).contains("-148660", "invalid etag\"");
    }

    @Test
    void checksTheirNumberWhenSoBuilt() {
      us3.restart(TestClient.emulator().finishByETagCount(true));

      assertThat(finish("wrong").statusCode()).isEqualTo(200);
      assertThat(text(finish("wrong,another"))).contains("invalid etag count");
      assertThat(us3.emulator().object(BUCKET, "k").orElseThrow().bytes()).isEqualTo(pattern(5));
    }
  }

  /** {@code DELETE /key?uploads=ID}, which JuiceFS sends. */
  @Nested
  class DeleteWithUploads {
    @Test
    void deletesTheObject() {
      client.put("k", pattern(1));
      String id = client.initiate("k");

      assertThat(call("DELETE", "k", "?uploads=" + id).statusCode()).isEqualTo(204);
      assertThat(us3.emulator().keys(BUCKET)).isEmpty();
      assertThat(us3.emulator().openUploads(BUCKET)).hasSize(1);
    }

    @Test
    void abortsTheUploadWhenSoBuilt() {
      us3.restart(TestClient.emulator().abortByUploads(true));
      client.put("k", pattern(1));
      String id = client.initiate("k");

      assertThat(call("DELETE", "k", "?uploads=" + id).statusCode()).isEqualTo(200);
      assertThat(us3.emulator().keys(BUCKET)).containsExactly("k");
      assertThat(us3.emulator().openUploads(BUCKET)).isEmpty();
      assertThat(call("DELETE", "k", "?uploads=" + id).statusCode()).isEqualTo(404);
    }
  }

  @Nested
  class Restore {
    private final MovableClock clock = new MovableClock();

    private void archived() {
      us3.restart(TestClient.emulator().clock(clock).restoreDelay(Duration.ofHours(3)));
      client.put("k", pattern(5));
      call("PUT", "k", "?storageClass=ARCHIVE");
    }

    private String restoreHeader() {
      return call("HEAD", "k", "").headers().firstValue("X-Ufile-Restore").orElseThrow();
    }

    private String statusInTheList() {
      return json(client.send(client.request("GET", "", "?list", "", NONE)))
          .at("/DataSet/0/RestoreStatus")
          .asText();
    }

    @Test
    void takesItsTimeWhenSoBuilt() {
      archived();

      assertThat(call("PUT", "k", "?restore").statusCode()).isEqualTo(200);

      assertThat(call("GET", "k", "").statusCode()).isEqualTo(403);
      assertThat(restoreHeader()).isEqualTo("ongoing-request=\"true\"");
      assertThat(statusInTheList()).isEqualTo("Frozen");
      clock.move(Duration.ofHours(3));
      assertThat(call("GET", "k", "").body()).isEqualTo(pattern(5));
      assertThat(restoreHeader()).startsWith("ongoing-request=\"false\", expiry-date=\"");
      assertThat(statusInTheList()).isEqualTo("Restored");
    }

    @Test
    void frozenObjectCannotBeCopied() {
      archived();
      call("PUT", "k", "?restore");

      assertThat(copy().statusCode()).isEqualTo(403);
      clock.move(Duration.ofHours(3));
      assertThat(copy().statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> copy() {
      return client.send(
          client
              .request("PUT", "copy", "", NONE)
              .header("X-Ufile-Copy-Source", "/" + BUCKET + "/k"));
    }

    @Test
    void isNotDelayedByASecondRequest() {
      archived();
      call("PUT", "k", "?restore");
      clock.move(Duration.ofHours(2));

      call("PUT", "k", "?restore");

      clock.move(Duration.ofHours(1));
      assertThat(call("GET", "k", "").statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoNegativeTime() {
      assertThatThrownBy(() -> TestClient.emulator().restoreDelay(Duration.ofMillis(-1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("restoreDelay must not be negative: PT-0.001S");
    }
  }

  /** The C++ SDK appends repeated values, against the documentation. */
  @Nested
  class RepeatedUCloudHeader {
    private HttpResponse<byte[]> putJoinedWith(String separator) {
      String stringToSign = "PUT\n\n\n\nx-ucloud-bar:bar1" + separator + "bar2\n/" + BUCKET + "/k";
      return client.send(
          client
              .request("PUT", "k", "", pattern(1))
              .header("X-UCloud-Bar", "bar1")
              .header("X-UCloud-Bar", "bar2")
              .setHeader("Authorization", Signer.DEMO.header(stringToSign)));
    }

    @Test
    void isSignedInBothForms() {
      assertThat(putJoinedWith(",").statusCode()).isEqualTo(200);
      assertThat(putJoinedWith("").statusCode()).isEqualTo(200);
      assertThat(putJoinedWith(";").statusCode()).isEqualTo(403);
    }

    @Test
    void isSignedAsDocumentedWhenStrict() {
      us3.restart(TestClient.emulator().strictCanonicalHeaders(true));

      assertThat(putJoinedWith(",").statusCode()).isEqualTo(200);
      assertThat(putJoinedWith("").statusCode()).isEqualTo(403);
    }
  }

  /** A clock that a test moves. */
  private static final class MovableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T12:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
