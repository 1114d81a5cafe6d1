package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.eTag;
import static io.github.camelus3.emulator.TestClient.json;
import static io.github.camelus3.emulator.TestClient.pattern;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectCallsTest {
  private static final byte[] NONE = {};

  @RegisterExtension
  final TestEmulator us3 = new TestEmulator(TestClient.emulator().blockSize(100));

  private final TestClient client = us3.client();

  @BeforeEach
  void putObject() {
    client.put("k", pattern(150));
  }

  private HttpResponse<byte[]> call(String method, String key, String query) {
    return client.send(client.request(method, key, query, "", NONE));
  }

  private HttpResponse<byte[]> call(String method, String key, String query, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return client.send(client.request(method, key, query, "", bytes));
  }

  private StoredObject stored(String key) {
    return us3.emulator().object(BUCKET, key).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/demobucket/k", "demobucket/k", "%2Fdemobucket%2Fk", "/demobucket/%6b"})
  void copyTakesItsSourceHoweverItIsEncoded(String source) {
    HttpResponse<byte[]> response =
        client.send(client.request("PUT", "copy", "", NONE).header("X-Ufile-Copy-Source", source));

    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    assertThat(eTag(response)).isEqualTo(stored("k").eTag());
    assertThat(stored("copy").mimeType()).isEqualTo(TestClient.TEXT);
  }

  @ParameterizedTest
  @CsvSource({"/demobucket/none, 404, -148654", "/none/k, 400, -148653"})
  void copyOfWhatIsNotThereIsRefused(String source, int status, int retCode) {
    HttpResponse<byte[]> response =
        client.send(client.request("PUT", "copy", "", NONE).header("X-Ufile-Copy-Source", source));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(json(response).get("RetCode").intValue()).isEqualTo(retCode);
  }

  @Test
  void copyMayReplaceTheMetadata() {
    client.send(
        client
            .request("PUT", "copy", "image/png", NONE)
            .header("X-Ufile-Copy-Source", "/demobucket/k")
            .header("X-Ufile-Metadata-Directive", "REPLACE")
            .header("X-Ufile-Meta-A", "b"));

    assertThat(stored("copy").mimeType()).isEqualTo("image/png");
    assertThat(stored("copy").metadata()).containsEntry("a", "b");
  }

  private HttpResponse<byte[]> copyPart(String id, int number, String range) {
    return client.send(
        client
            .request("PUT", "big", "?uploadId=" + id + "&partNumber=" + number, "", NONE)
            .header("X-Ufile-Copy-Source", "/demobucket/k")
            .header("X-Ufile-Copy-Source-Range", range));
  }

  @Test
  void partsMayBeCopied() {
    String id = client.initiate("big");

    HttpResponse<byte[]> first = copyPart(id, 0, "bytes=0-99");
    HttpResponse<byte[]> second = copyPart(id, 1, "bytes=100-149");
    client.finish("big", id, eTag(first) + "," + eTag(second));

    assertThat(first.headers().firstValue("Content-Range")).hasValue("bytes 0-99/150");
    assertThat(text(second)).isEqualTo("{\"PartNumber\":1,\"ETag\":\"" + eTag(second) + "\"}");
    assertThat(stored("big").bytes()).isEqualTo(pattern(150));
  }

  /** As the Java SDK and us3-hadoop do it: they look for the ETag in the JSON. */
  @Test
  void copiedPartsMayBeFinishedWithWhatTheirJsonSays() {
    String id = client.initiate("big");

    String first = json(copyPart(id, 0, "bytes=0-99")).get("ETag").textValue();
    String second = json(copyPart(id, 1, "bytes=100-149")).get("ETag").textValue();

    assertThat(client.finish("big", id, first + "," + second).statusCode()).isEqualTo(200);
    assertThat(stored("big").bytes()).isEqualTo(pattern(150));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=100-150, bytes 100-149/150",
    "bytes=149-1000, bytes 149-149/150",
    "bytes=100-9223372036854775807, bytes 100-149/150"
  })
  void copyRangeThatEndsBehindTheObjectIsCutToIt(String range, String copied) {
    HttpResponse<byte[]> response = copyPart(client.initiate("big"), 0, range);

    assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Range")).hasValue(copied);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bytes=150-150",
        "bytes=150-1000",
        "bytes=5-4",
        "nonsense",
        "bytes=100-",
        "bytes=-5",
        "bytes=0-1,3-4",
        "lines=0-1"
      })
  void badCopyRangeIs419(String range) {
    assertThat(copyPart(client.initiate("big"), 0, range).statusCode()).isEqualTo(419);
  }

  @Test
  void copiedPartMayNotBeLargerThanTheBlockSize() {
    assertThat(copyPart(client.initiate("big"), 0, "bytes=0-100").statusCode()).isEqualTo(400);
  }

  @Test
  void uploadHitStoresKnownContentUnderAnotherKey() {
    String query = "?Hash=" + stored("k").eTag() + "&FileName=hit%2F1&FileSize=";
    String authorization = Signer.DEMO.authorization("POST", "", BUCKET, "hit/1");

    HttpResponse<byte[]> hit =
        client.send(
            client
                .unsigned("POST", "uploadhit", query + "150", NONE)
                .header("Authorization", authorization));
    HttpResponse<byte[]> miss =
        client.send(
            client
                .unsigned("POST", "uploadhit", query + "151", NONE)
                .header("Authorization", authorization));

    assertThat(hit.statusCode()).isEqualTo(200);
    assertThat(stored("hit/1").bytes()).isEqualTo(pattern(150));
    assertThat(miss.statusCode()).isEqualTo(404);
  }

  @Test
  void appendAddsAtTheEndOnly() {
    assertThat(call("PUT", "log", "?append&position=0", "ab").statusCode()).isEqualTo(200);
    assertThat(call("PUT", "log", "?append&position=2", "cd").statusCode()).isEqualTo(200);
    assertThat(call("PUT", "log", "?append&position=2", "ef").statusCode()).isEqualTo(400);

    assertThat(stored("log").bytes()).isEqualTo("abcd".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void renameWithoutForceSparesAnotherObject() {
    client.put("taken", NONE);

    HttpResponse<byte[]> response = call("PUT", "k", "?newFileName=taken&force=false");

    assertThat(response.statusCode()).isEqualTo(406);
    assertThat(text(response)).contains("new file name already exists");
    assertThat(call("PUT", "k", "?newFileName=new%20name").statusCode()).isEqualTo(200);
    assertThat(us3.emulator().keys(BUCKET)).containsExactly("new name", "taken");
  }

  @ParameterizedTest
  @CsvSource({
    "STANDARD, IA, 200",
    "STANDARD, ARCHIVE, 200",
    "IA, ARCHIVE, 200",
    "IA, STANDARD, 403",
    "ARCHIVE, IA, 403",
    "STANDARD, STANDARD, 403",
    "STANDARD, COLD, 400"
  })
  void classIsSwitchedToColderOnesOnly(String from, String to, int status) {
    client.send(client.request("PUT", "k", "", pattern(1)).header("X-Ufile-Storage-Class", from));

    assertThat(call("PUT", "k", "?storageClass=" + to).statusCode()).isEqualTo(status);
    assertThat(stored("k").storageClass()).isEqualTo(status == 200 ? to : from);
  }

  @Test
  void archivedObjectIsReadAfterItIsRestored() {
    call("PUT", "k", "?storageClass=ARCHIVE");

    assertThat(call("GET", "k", "").statusCode()).isEqualTo(403);
    assertThat(call("HEAD", "k", "").headers().firstValue("X-Ufile-Restore")).isEmpty();
    assertThat(call("PUT", "k", "?restore").statusCode()).isEqualTo(200);
    assertThat(call("GET", "k", "").body()).isEqualTo(pattern(150));
    assertThat(call("HEAD", "k", "").headers().firstValue("X-Ufile-Restore").orElseThrow())
        .contains("ongoing-request=\"false\"");
  }

  @Test
  void restoreOfAnotherClassIsRefused() {
    HttpResponse<byte[]> response = call("PUT", "k", "?restore=");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).contains("storage class is not archive");
  }

  @Test
  void opMetaChangesTheMimeType() {
    String body = "{\"op\":\"set\",\"metak\":\"mimetype\",\"metav\":\"text/css\"}";

    assertThat(call("POST", "k", "?opmeta", body).statusCode()).isEqualTo(200);
    assertThat(stored("k").mimeType()).isEqualTo("text/css");
    assertThat(call("POST", "k", "?opmeta", "{\"op\":\"set\"}").statusCode()).isEqualTo(400);
  }

  @Test
  void tagsAreKeptReadAndDeleted() {
    String tags = "{\"Tags\":[{\"Key\":\"k2\",\"Value\":\"v\"},{\"Key\":\"键\",\"Value\":\"值\"}]}";

    assertThat(call("PUT", "k", "?tagging", tags).statusCode()).isEqualTo(200);
    assertThat(text(call("GET", "k", "?tagging"))).isEqualTo(tags);
    assertThat(call("DELETE", "k", "?tagging").statusCode()).isEqualTo(204);
    assertThat(text(call("GET", "k", "?tagging="))).isEqualTo("{\"Tags\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Tags\":[{\"Key\":\"\",\"Value\":\"v\"}]}",
        "{\"Tags\":[{\"Key\":\"a\",\"Value\":\"v\"},{\"Key\":\"a\",\"Value\":\"v\"}]}",
        "{\"Tags\":[{\"Key\":\"a?\",\"Value\":\"v\"}]}"
      })
  void badTagsAreRefused(String tags) {
    assertThat(call("PUT", "k", "?tagging", tags).statusCode()).isEqualTo(400);
  }

  @Test
  void publicReadAclLetsAnyoneRead() {
    assertThat(client.send(client.unsigned("GET", "k", "", NONE)).statusCode()).isEqualTo(401);

    client.send(
        client.request("PUT", "k", "?acl", "", NONE).header("X-Ufile-Object-Acl", "public-read"));

    assertThat(client.send(client.unsigned("GET", "k", "", NONE)).statusCode()).isEqualTo(200);
    assertThat(text(call("GET", "k", "?acl")))
        .isEqualTo(
            "{\"Owner\":{\"ID\":\"emulator\",\"DisplayName\":\"emulator\"},"
                + "\"AccessControlList\":{\"Grant\":\"public-read\"}}");
  }

  @Test
  void unknownRequestIsRefused() {
    assertThat(call("GET", "", "").statusCode()).isEqualTo(400);
  }
}
