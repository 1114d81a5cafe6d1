package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With the key pair and signatures of the published vector V12. */
class BucketApiTest {
  private static final String PUBLIC_KEY = "ucloudsomeone@example.com1296235120854146120";
  private static final String ENCODED_KEY = URLEncoder.encode(PUBLIC_KEY, StandardCharsets.UTF_8);
  private static final String CREATE =
      "Action=CreateBucket&BucketName=demobucket&Region=cn-bj&Type=private&PublicKey="
          + ENCODED_KEY
          + "&Signature=05efa3309b09eb669e4d8935b04c3abf4d4cf80f";
  private static final String DESCRIBE =
      "Action=DescribeBucket&BucketName=demobucket&Limit=20&Offset=0&PublicKey="
          + ENCODED_KEY
          + "&Signature=91607e857a06f2066e51a165658c051797dca2f8";
  private static final String DELETE =
      "Action=DeleteBucket&BucketName=demobucket&ProjectId=org-abc&PublicKey="
          + ENCODED_KEY
          + "&Signature=ac334bddd722124191a7834e6752b2044e8d3b7a";

  @RegisterExtension
  final TestEmulator us3 =
      new TestEmulator(
          Us3Emulator.builder()
              .bucket("other")
              .credentials(PUBLIC_KEY, "46f09bb9fab4f12dfc160dae12273d5332b5debe"));

  private JsonNode get(String query) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(us3.emulator().endpoint() + "/?" + query)));
  }

  private JsonNode post(String contentType, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(us3.emulator().endpoint() + "/"))
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  private static JsonNode send(HttpRequest.Builder request) throws Exception {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return TestClient.json(response);
  }

  @Test
  void publishedRequestsMakeDescribeAndDeleteABucket() throws Exception {
    JsonNode created = get(CREATE);
    JsonNode described = get(DESCRIBE);
    JsonNode deleted = get(DELETE);

    assertThat(created.get("RetCode").intValue()).isZero();
    assertThat(created.get("Action").textValue()).isEqualTo("CreateBucketResponse");
    assertThat(created.get("BucketId").textValue()).startsWith("ufile-");
    assertThat(described.get("DataSet").get(0).get("BucketName").textValue())
        .isEqualTo("demobucket");
    assertThat(described.get("DataSet").get(0).get("Type").textValue()).isEqualTo("private");
    assertThat(deleted.get("RetCode").intValue()).isZero();
    assertThat(get(DESCRIBE).get("RetCode").intValue()).isEqualTo(15010);
  }

  @Test
  void ofManyRequestsForOneNameOneCreatesTheBucket() {
    HttpRequest create =
        HttpRequest.newBuilder(URI.create(us3.emulator().endpoint() + "/?" + CREATE)).build();
    HttpClient client = HttpClient.newHttpClient();

    List<CompletableFuture<HttpResponse<byte[]>>> responses =
        IntStream.range(0, 40)
            .mapToObj(n -> client.sendAsync(create, BodyHandlers.ofByteArray()))
            .toList();

    assertThat(responses)
        .extracting(response -> TestClient.json(response.join()).get("RetCode").intValue())
        .containsOnly(0, 15000)
        .containsOnlyOnce(0);
  }

  @Test
  void parametersMayComeAsAForm() throws Exception {
    assertThat(post("application/x-www-form-urlencoded", CREATE).get("RetCode").intValue())
        .isZero();
  }

  @Test
  void parametersMayComeAsJson() throws Exception {
    String json =
        "{\"Action\":\"DescribeBucket\",\"BucketName\":\"demobucket\",\"Limit\":20,\"Offset\":0,"
            + "\"PublicKey\":\""
            + PUBLIC_KEY
            + "\",\"Signature\":\"91607e857a06f2066e51a165658c051797dca2f8\"}";
    us3.emulator().createBucket("demobucket");

    assertThat(post("application/json", json).get("RetCode").intValue()).isZero();
  }

  @Test
  void bucketThatIsNotEmptyStays() throws Exception {
    us3.emulator().createBucket("demobucket");
    us3.emulator().putObject("demobucket", "k", new byte[1], "a/b");

    assertThat(get(DELETE).get("RetCode").intValue()).isEqualTo(15023);
    assertThat(us3.emulator().keys("demobucket")).containsExactly("k");
  }

  @Test
  void bucketThatIsThereIsNotMadeAgain() throws Exception {
    get(CREATE);

    assertThat(get(CREATE).get("RetCode").intValue()).isEqualTo(15000);
  }

  @ParameterizedTest
  @CsvSource({
    "Action=CreateBucket, 170",
    "Action=CreateBucket&Signature=x&PublicKey=x, 172",
    "Action=CreateBucket&Signature=x&PublicKey=" + PUBLIC_KEY + ", 171",
    "Action=&Signature=x, 160"
  })
  void refusalIsToldInTheBody(String query, int retCode) throws Exception {
    JsonNode json = get(query);

    assertThat(json.get("RetCode").intValue()).isEqualTo(retCode);
    assertThat(json.get("Message").textValue()).isNotEmpty();
    assertThat(us3.emulator().requests().get(0).retCode()).isEqualTo(retCode);
  }
}
