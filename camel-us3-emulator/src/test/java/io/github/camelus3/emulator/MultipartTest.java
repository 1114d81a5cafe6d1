package io.github.camelus3.emulator;

import static io.github.camelus3.emulator.TestClient.BUCKET;
import static io.github.camelus3.emulator.TestClient.eTag;
import static io.github.camelus3.emulator.TestClient.json;
import static io.github.camelus3.emulator.TestClient.pattern;
import static io.github.camelus3.emulator.TestClient.slice;
import static io.github.camelus3.emulator.TestClient.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MultipartTest {
  private static final int MIB = 1024 * 1024;
  private static final String KEY = "big/video.mp4";
  private static final byte[] NONE = {};

  @RegisterExtension final TestEmulator us3 = new TestEmulator();
  private final TestClient client = us3.client();

  /** ETags: published vectors for 10 MiB in parts of 4, 4 and 2 MiB. */
  @Test
  void threePartsBecomeTheObject() {
    byte[] bytes = pattern(10 * MIB);
    String id = client.initiate(KEY);

    List<String> eTags = uploadParts(id, bytes, 4 * MIB);
    HttpResponse<byte[]> response = client.finish(KEY, id, String.join(",", eTags));

    assertThat(eTags)
        .containsExactly(
            "B3x5ERngVeegrl5QcImj-RFINvU=",
            "pemzjllrQHHKkndJD5tde7PrHug=",
            "nue8DdqliDECp6sbqkWRJMReMH0=");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(eTag(response)).isEqualTo("AwAAAJWW94Kd7uuN_TCTi_xpbr4WtvSz");
    assertThat(text(response))
        .isEqualTo("{\"Bucket\":\"demobucket\",\"Key\":\"big/video.mp4\",\"FileSize\":10485760}");
    assertThat(us3.emulator().object(BUCKET, KEY).orElseThrow().bytes()).isEqualTo(bytes);
    assertThat(us3.emulator().openUploads(BUCKET)).isEmpty();
  }

  private List<String> uploadParts(String id, byte[] bytes, int partSize) {
    List<String> eTags = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += partSize) {
      byte[] part = slice(bytes, from, partSize);
      eTags.add(eTag(client.uploadPart(KEY, id, from / partSize, part)));
    }
    return eTags;
  }

  @Test
  void initiateReturnsIdAndPartSize() {
    HttpResponse<byte[]> response = client.send(client.request("POST", KEY, "?uploads", "", NONE));

    JsonNode json = json(response);
    assertThat(json.get("BlkSize").longValue()).isEqualTo(4 * MIB);
    assertThat(json.get("Bucket").textValue()).isEqualTo(BUCKET);
    assertThat(json.get("Key").textValue()).isEqualTo(KEY);
    assertThat(us3.emulator().openUploads(BUCKET))
        .extracting(OpenUpload::uploadId)
        .containsExactly(json.get("UploadId").textValue());
  }

  @Test
  void partReturnsItsNumber() {
    String id = client.initiate(KEY);

    HttpResponse<byte[]> response = client.uploadPart(KEY, id, 0, pattern(5));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(text(response)).isEqualTo("{\"PartNumber\":0}");
    assertThat(us3.emulator().openUploads(BUCKET))
        .extracting(OpenUpload::partCount)
        .containsExactly(1);
  }

  @Test
  void storedPartCannotBeSentAgain() {
    String id = client.initiate(KEY);
    client.uploadPart(KEY, id, 0, pattern(5));

    HttpResponse<byte[]> response = client.uploadPart(KEY, id, 0, pattern(5));

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(text(response))
        .isEqualTo("{\"RetCode\":-1014, \"ErrMsg\":\"put duplicate key error\"}");
  }

  @Test
  void storedPartCanBeSentAgainWhenSoBuilt() {
    us3.restart(TestClient.emulator().allowPartOverwrite(true));
    String id = client.initiate(KEY);
    client.uploadPart(KEY, id, 0, pattern(5));

    String eTag = eTag(client.uploadPart(KEY, id, 0, pattern(6)));
    client.finish(KEY, id, eTag);

    assertThat(us3.emulator().object(BUCKET, KEY).orElseThrow().bytes()).isEqualTo(pattern(6));
  }

  @Test
  void partLargerThanTheBlockSizeIsRefused() {
    us3.restart(TestClient.emulator().blockSize(64 * 1024));
    String id = client.initiate(KEY);

    HttpResponse<byte[]> response = client.uploadPart(KEY, id, 0, pattern(64 * 1024 + 1));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response))
        .isEqualTo(
            "{\"RetCode\":-148660, "
                + "\"ErrMsg\":\"content length:65537 larger than block size:65536\"}");
  }

  @Test
  void partOfExactlyTheBlockSizeIsStored() {
    us3.restart(TestClient.emulator().blockSize(64 * 1024));
    String id = client.initiate(KEY);

    assertThat(client.uploadPart(KEY, id, 0, pattern(64 * 1024)).statusCode()).isEqualTo(200);
  }

  @Test
  void finishTakesETagsInAnyOrderQuotedAndWithATrailingComma() {
    us3.restart(TestClient.emulator().blockSize(4));
    String id = client.initiate(KEY);
    List<String> eTags = uploadParts(id, pattern(6), 4);

    HttpResponse<byte[]> response =
        client.finish(KEY, id, "\"" + eTags.get(1) + "\", \"" + eTags.get(0) + "\",");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(us3.emulator().object(BUCKET, KEY).orElseThrow().bytes()).isEqualTo(pattern(6));
  }

  @Test
  void finishTakesPartETagsInTheFormOfAnObjects() {
    String id = client.initiate(KEY);
    client.uploadPart(KEY, id, 0, "a".getBytes(StandardCharsets.UTF_8));

    HttpResponse<byte[]> response = client.finish(KEY, id, "AQAAAIb35Df6paf84V0d3Lnq6uo3dme4");

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void strictOrderRefusesETagsOutOfOrder() {
    us3.restart(TestClient.emulator().blockSize(4).strictETagOrder(true));
    String id = client.initiate(KEY);
    List<String> eTags = uploadParts(id, pattern(6), 4);

    HttpResponse<byte[]> response = client.finish(KEY, id, eTags.get(1) + "," + eTags.get(0));

    assertThat(text(response)).contains("\"invalid etag\"");
    assertThat(client.finish(KEY, id, String.join(",", eTags)).statusCode()).isEqualTo(200);
  }

  @Test
  void finishRefusesAnotherNumberOfETags() {
    String id = client.initiate(KEY);
    client.uploadPart(KEY, id, 0, pattern(5));

    HttpResponse<byte[]> response = client.finish(KEY, id, "");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(text(response)).contains("-148660").contains("invalid etag count");
    assertThat(us3.emulator().keys(BUCKET)).isEmpty();
  }

  @Test
  void finishRefusesAWrongETag() {
    String id = client.initiate(KEY);
    client.uploadPart(KEY, id, 0, pattern(5));

    HttpResponse<byte[]> response = client.finish(KEY, id, "B3x5ERngVeegrl5QcImj-RFINvU=");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(us3.emulator().openUploads(BUCKET)).hasSize(1);
  }

  @Test
  void finishRefusesAGap() {
    us3.restart(TestClient.emulator().blockSize(4));
    String id = client.initiate(KEY);
    String first = eTag(client.uploadPart(KEY, id, 0, pattern(4)));
    String third = eTag(client.uploadPart(KEY, id, 2, pattern(3)));

    assertThat(text(client.finish(KEY, id, first + "," + third))).contains("part missing:1");
  }

  @Test
  void finishRefusesAShortPartInTheMiddle() {
    us3.restart(TestClient.emulator().blockSize(4));
    String id = client.initiate(KEY);
    String first = eTag(client.uploadPart(KEY, id, 0, pattern(3)));
    String last = eTag(client.uploadPart(KEY, id, 1, pattern(4)));

    assertThat(text(client.finish(KEY, id, first + "," + last))).contains("invalid part size:3");
  }

  @Test
  void finishWithoutAnyPartIsRefused() {
    String id = client.initiate(KEY);

    assertThat(client.finish(KEY, id, "").statusCode()).isEqualTo(400);
  }

  @Test
  void finishedUploadIsUsedUp() {
    String id = client.initiate(KEY);
    String eTag = eTag(client.uploadPart(KEY, id, 0, pattern(5)));
    client.finish(KEY, id, eTag);

    HttpResponse<byte[]> response = client.finish(KEY, id, eTag);

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).get("RetCode").intValue()).isEqualTo(-148654);
  }

  @Test
  void newKeyIsUsedOnlyWhenTheKeyIsTaken() {
    client.put(KEY, pattern(1));
    String id = client.initiate(KEY);
    String eTag = eTag(client.uploadPart(KEY, id, 0, pattern(5)));

    HttpResponse<byte[]> response =
        client.send(
            client.request(
                "POST",
                KEY,
                "?uploadId=" + id + "&newKey=other",
                "",
                eTag.getBytes(StandardCharsets.UTF_8)));

    assertThat(json(response).get("Key").textValue()).isEqualTo("other");
    assertThat(us3.emulator().keys(BUCKET)).containsExactly(KEY, "other");
  }

  @Test
  void abortDeletesTheParts() {
    String id = client.initiate(KEY);
    client.uploadPart(KEY, id, 0, pattern(5));

    HttpResponse<byte[]> response = client.abort(KEY, id);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(us3.emulator().openUploads(BUCKET)).isEmpty();
    assertThat(client.uploadPart(KEY, id, 1, pattern(5)).statusCode()).isEqualTo(404);
  }

  @Test
  void listPartsPagesWithAnInclusiveMarker() {
    us3.restart(TestClient.emulator().blockSize(4));
    String id = client.initiate(KEY);
    List<String> eTags = uploadParts(id, pattern(11), 4);

    JsonNode json =
        json(
            client.send(
                client.request(
                    "GET",
                    "",
                    "?muploadpart&uploadId=" + id + "&max-parts=1&part-number-marker=1",
                    "",
                    NONE)));

    assertThat(json.get("Parts").get(0).get("PartNum").intValue()).isEqualTo(1);
    assertThat(json.get("Parts").get(0).get("Etag").textValue()).isEqualTo(eTags.get(1));
    assertThat(json.get("Parts")).hasSize(1);
    assertThat(json.get("NextPartNumberMarker").intValue()).isEqualTo(2);
    assertThat(json.get("IsTruncated").booleanValue()).isTrue();
  }
}
