package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.eTag;
import static io.github.camelus3.emulator.TestClient.pattern;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectLifeTest {
  private static final byte[] NONE = {};
  private static final byte[] HELLO = "hello world".getBytes(StandardCharsets.UTF_8);
  private static final Instant NOON = Instant.parse("2024-01-02T12:00:00Z");

  @RegisterExtension
  final TestEmulator us3 =
      new TestEmulator(TestClient.emulator().clock(Clock.fixed(NOON, ZoneOffset.UTC)));

  private final TestClient client = us3.client();

  @Test
  void putStoresTheBytesAndReturnsTheQuotedETag() {
    HttpResponse<byte[]> response = client.put("demokey.txt", HELLO);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ETag"))
        .hasValue("\"AQAAACqubDXJT8-0FdvpX0CLnOke6Ebt\"");
    assertThat(response.headers().firstValue("X-SessionId")).isPresent();
    assertThat(us3.emulator().object(BUCKET, "demokey.txt").orElseThrow().bytes()).isEqualTo(HELLO);
  }

  /** Values: published ETag vectors, made with the Go SDK. */
  @ParameterizedTest
  @CsvSource({
    "0, AAAAANo5o-5ea0sNMlW_75VgGJCv2AcJ",
    "4194303, AQAAAH9tkLHM2wFqBpgIZJ4NMMYVKZLl",
    "4194304, AQAAAAd8eREZ4FXnoK5eUHCJo_kRSDb1",
    "4194305, AgAAAAV4TNEnA2AXSRVyDqVW4bohMKad",
    "8388608, AgAAABZWuy7H6BDwRPEg8SCwWrzJuMmX",
    "10485760, AwAAAJWW94Kd7uuN_TCTi_xpbr4WtvSz"
  })
  void eTagIsTheOneTheGoSdkComputes(int size, String expected) {
    HttpResponse<byte[]> response = client.put("sized", pattern(size));

    assertThat(eTag(response)).isEqualTo(expected);
  }

  @Test
  void getReturnsBytesAndAttributes() {
    client.send(
        client
            .request("PUT", "demokey.txt", "text/plain", HELLO)
            .header("X-Ufile-Meta-Author", "Alice")
            .header("X-Ufile-Storage-Class", "IA"));

    HttpResponse<byte[]> response = client.get("demokey.txt");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(HELLO);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
    assertThat(response.headers().firstValue("Last-Modified"))
        .hasValue("Tue, 02 Jan 2024 12:00:00 GMT");
    assertThat(response.headers().firstValue("X-Ufile-Meta-Author")).hasValue("Alice");
    assertThat(response.headers().firstValue("X-Ufile-Storage-Class")).hasValue("IA");
    assertThat(response.headers().firstValue("Accept-Ranges")).hasValue("bytes");
  }

  @Test
  void headReturnsTheLengthWithoutTheBytes() {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response = client.send(client.request("HEAD", "demokey.txt", "", NONE));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Length")).hasValue("11");
    assertThat(response.headers().firstValue("X-Ufile-Create-Time"))
        .hasValue("Tue, 02 Jan 2024 12:00:00 GMT");
    assertThat(response.body()).isEmpty();
  }

  @Test
  void headOfAMissingObjectIs404WithoutBody() {
    HttpResponse<byte[]> response = client.send(client.request("HEAD", "none", "", NONE));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=0-4, 206, hello, bytes 0-4/11",
    "bytes=6-, 206, world, bytes 6-10/11",
    "bytes=0-, 206, hello world, bytes 0-10/11",
    "bytes=6-100, 206, world, bytes 6-10/11",
    "bytes=-100, 206, hello world, bytes 0-10/11",
    "bytes=10-10, 206, d, bytes 10-10/11",
    "bytes=-5, 206, world, bytes 6-10/11"
  })
  void rangeReturnsItsBytes(String range, int status, String bytes, String contentRange) {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(client.request("GET", "demokey.txt", "", NONE).header("Range", range));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(text(response)).isEqualTo(bytes);
    assertThat(response.headers().firstValue("Content-Range")).hasValue(contentRange);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=11-", "bytes=11-20", "bytes=5-4", "bytes=-0"})
  void rangeOutsideTheObjectIs416(String range) {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(client.request("GET", "demokey.txt", "", NONE).header("Range", range));

    assertThat(response.statusCode()).isEqualTo(416);
    assertThat(response.headers().firstValue("Content-Range")).hasValue("bytes */11");
  }

  /** RFC 9110: a range that is none, of another unit, or one of several, may be ignored. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=x-",
        "bytes=-",
        "bytes=",
        "bytes=0",
        "lines=0-1",
        "bytes=0-1,3-4",
        "bytes=3-4,0-1",
        "bytes 0-1",
        "bytes=0x1-2",
        "bytes=0-99999999999999999999",
        "bytes=--1"
      })
  void rangeThatIsNotOneStretchOfBytesIsIgnored(String range) {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(client.request("GET", "demokey.txt", "", NONE).header("Range", range));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo(HELLO);
    assertThat(response.headers().firstValue("Content-Range")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"AQAAACqubDXJT8-0FdvpX0CLnOke6Ebt\" | 206",
        "Tue, 02 Jan 2024 12:00:00 GMT | 206",
        "Tue, 02 Jan 2024 12:00:01 GMT | 206",
        "\"AQAAAIb35Df6paf84V0d3Lnq6uo3dme4\" | 200",
        "AQAAAIb35Df6paf84V0d3Lnq6uo3dme4 | 200",
        "W/\"AQAAACqubDXJT8-0FdvpX0CLnOke6Ebt\" | 200",
        "no date | 200",
        "Tue, 02 Jan 2024 11:59:59 GMT | 200"
      })
  void rangeOfAnotherVersionIsTheWholeObject(String ifRange, int status) {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(
            client
                .request("GET", "demokey.txt", "", NONE)
                .header("Range", "bytes=0-4")
                .header("If-Range", ifRange));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(text(response)).isEqualTo(status == 206 ? "hello" : "hello world");
  }

  @ParameterizedTest
  @CsvSource({"bytes=0-, 200", "bytes=0-9, 416", "bytes=-5, 416", "bytes=1-, 416"})
  void emptyObjectHasNoStretch(String range, int status) {
    client.put("empty", NONE);

    HttpResponse<byte[]> response =
        client.send(client.request("GET", "empty", "", NONE).header("Range", range));

    assertThat(response.statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Tue, 02 Jan 2024 12:00:00 GMT",
        "Tuesday, 02-Jan-24 12:00:00 GMT",
        "Tue Jan  2 12:00:00 2024"
      })
  void everyFormOfAnHttpDateIsRead(String date) {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(
            client.request("GET", "demokey.txt", "", NONE).header("If-Modified-Since", date));

    assertThat(response.statusCode()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "2024-01-02T12:00:00Z", "1704196800"})
  void whatIsNoHttpDateIsIgnored(String date) {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(
            client.request("GET", "demokey.txt", "", NONE).header("If-Modified-Since", date));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void unchangedObjectIs304() {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(
            client
                .request("GET", "demokey.txt", "", NONE)
                .header("If-Modified-Since", "Tue, 02 Jan 2024 12:00:00 GMT"));

    assertThat(response.statusCode()).isEqualTo(304);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void changedObjectIsReturnedWhole() {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(
            client
                .request("GET", "demokey.txt", "", NONE)
                .header("If-Modified-Since", "Tue, 02 Jan 2024 11:59:59 GMT"));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void attachmentNameIsPutIntoContentDisposition() {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response =
        client.send(
            client.request("GET", "demokey.txt", "?ufileattname=a%20%22b%22.txt", "", NONE));

    assertThat(response.headers().firstValue("Content-Disposition"))
        .hasValue("attachment; filename=\"a _b_.txt\"; filename*=UTF-8''a%20%22b%22.txt");
  }

  @Test
  void deletedObjectIsNotFound() {
    client.put("demokey.txt", HELLO);

    HttpResponse<byte[]> response = client.send(client.request("DELETE", "demokey.txt", "", NONE));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
    assertThat(client.get("demokey.txt").statusCode()).isEqualTo(404);
  }

  @Test
  void missingObjectIsToldAsTheServiceDoes() {
    HttpResponse<byte[]> response = client.get("none");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(text(response)).isEqualTo("{\"RetCode\":-148654, \"ErrMsg\":\"file not exist\"}");
  }

  @Test
  void putReplacesTheObject() {
    client.put("demokey.txt", HELLO);
    client.put("demokey.txt", NONE);

    assertThat(us3.emulator().object(BUCKET, "demokey.txt").orElseThrow().size()).isZero();
  }
}
