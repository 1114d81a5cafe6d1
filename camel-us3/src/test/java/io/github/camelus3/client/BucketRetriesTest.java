package io.github.camelus3.client;

import static io.github.camelus3.client.ScriptedServer.cut;
import static io.github.camelus3.client.ScriptedServer.html;
import static io.github.camelus3.client.ScriptedServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Retries of the bucket API, and the check before the retry of a creation. */
class BucketRetriesTest {
  private static final ScriptedServer.Step OK = json(200, "{\"RetCode\":0,\"BucketId\":\"id\"}");
  private static final ScriptedServer.Step NONE = json(200, "{\"RetCode\":0,\"DataSet\":[]}");
  private static final ScriptedServer.Step ONE =
      json(200, "{\"RetCode\":0,\"DataSet\":[{\"BucketName\":\"photos\",\"BucketId\":\"was\"}]}");

  private interface Action {
    void on(Us3Buckets buckets) throws IOException;
  }

  private static String calls(Action action, ScriptedServer.Step... steps) throws IOException {
    try (ScriptedServer server = ScriptedServer.playing(steps);
        Us3Client client =
            Clients.builder("http://127.0.0.1:1")
                .bucketHost(server.endpoint())
                .retries(new RetryOptions(2, Duration.ofMillis(1), Duration.ofMillis(2)))
                .build()) {
      action.on(client.buckets());
      return String.join(
          " ",
          server.requestLines().stream()
              .map(line -> line.replaceAll(".*Action=([A-Za-z]+).*", "$1"))
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {110, 130, 150, 152, 153, 15004, 15005})
  void transientCodesAreRetried(int code) throws IOException {
    ScriptedServer.Step passing = json(200, "{\"RetCode\":" + code + ",\"Message\":\"later\"}");

    assertThat(calls(buckets -> buckets.describe("photos"), passing, ONE))
        .isEqualTo("DescribeBucket DescribeBucket");
  }

  @Test
  void lostResponsesAndPagesAreRetried() throws IOException {
    assertThat(calls(Us3Buckets::list, cut(), html(502, "<html>"), NONE))
        .isEqualTo("DescribeBucket DescribeBucket DescribeBucket");
    assertThat(calls(buckets -> buckets.update("photos", "public"), cut(), OK))
        .isEqualTo("UpdateBucket UpdateBucket");
  }

  @Test
  void permanentCodesAreNotRetried() {
    assertThatThrownBy(
            () ->
                calls(
                    buckets -> buckets.create("photos", "cn-bj", null),
                    json(200, "{\"RetCode\":15000,\"Message\":\"not unique\"}"),
                    OK))
        .isExactlyInstanceOf(Us3ServiceException.class);
  }

  @Test
  void bucketWhoseCreationHadNoResponseIsDescribedFirst() throws IOException {
    assertThat(
            calls(
                buckets -> assertThat(buckets.create("photos", "cn-bj", null)).isEqualTo("was"),
                cut(),
                ONE))
        .isEqualTo("CreateBucket DescribeBucket");
  }

  @Test
  void bucketThatIsNotThereIsCreatedAgain() throws IOException {
    assertThat(
            calls(
                buckets -> assertThat(buckets.create("photos", "cn-bj", null)).isEqualTo("id"),
                cut(),
                NONE,
                OK))
        .isEqualTo("CreateBucket DescribeBucket CreateBucket");
  }

  @Test
  void bucketThatIsGoneAtTheSecondAttemptIsDeleted() throws IOException {
    ScriptedServer.Step gone = json(200, "{\"RetCode\":15039,\"Message\":\"not there\"}");

    assertThat(calls(buckets -> buckets.delete("photos"), cut(), gone))
        .isEqualTo("DeleteBucket DeleteBucket");
    assertThatThrownBy(() -> calls(buckets -> buckets.delete("photos"), gone))
        .isExactlyInstanceOf(Us3BucketNotFoundException.class);
  }
}
