package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.BucketInfo;
import io.github.camelus3.client.Us3BucketNotFoundException;
import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of the bucket API, which is at the host of option bucketHost. */
class BucketOperationsTest extends Us3TestSupport {

  @Test
  void createsABucketInTheRegionAndOfTheTypeOfTheMessage() throws Exception {
    Exchange created =
        upload(
            "us3:new-bucket?operation=createBucket&bucketType=private&projectId=org-1",
            "body",
            Map.of(Us3Constants.REGION, "cn-sh2", Us3Constants.BUCKET_TYPE, "public"));

    BucketInfo bucket = describe("new-bucket");
    assertThat(bucket.type()).isEqualTo("public");
    assertThat(created.getMessage().getBody()).isEqualTo("body");
    assertThat(created.getMessage().getHeaders())
        .containsEntry(Us3Constants.BUCKET_NAME, "new-bucket")
        .containsEntry(Us3Constants.BUCKET_ID, bucket.id());
    ReceivedRequest request = requests(Us3Api.BUCKET_API).get(0);
    assertThat(request.queryParameter("Region")).contains("cn-sh2");
    assertThat(request.queryParameter("ProjectId")).contains("org-1");
  }

  @Test
  void createsABucketInTheRegionAndOfTheTypeOfTheOptions() throws Exception {
    upload("us3:new-bucket?operation=createBucket&bucketType=public&region=hk", null, Map.of());

    assertThat(describe("new-bucket").type()).isEqualTo("public");
    assertThat(requests(Us3Api.BUCKET_API).get(0).queryParameter("Region")).contains("hk");
  }

  @Test
  void aNameThatIsTakenIsTheServicesError() {
    Exchange failed = send("us3:photos?operation=createBucket", null, Map.of());

    assertThat(failed.getException()).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(failed.getMessage().getHeaders())
        .containsEntry(Us3Constants.RET_CODE, 15000)
        .containsEntry(Us3Constants.ERR_MSG, "bucket domain not unique")
        .containsEntry(Us3Constants.RETRYABLE, false);
  }

  @Test
  void describesABucket() throws Exception {
    Exchange described = run("describeBucket", Map.of());

    BucketInfo bucket = described.getMessage().getBody(BucketInfo.class);
    assertThat(bucket.name()).isEqualTo(BUCKET);
    assertThat(bucket.region()).isEqualTo("cn-bj");
    assertThat(bucket.type()).isEqualTo("private");
    assertThat(bucket.domains()).containsExactly("photos.cn-bj.ufileos.com");
    assertThat(bucket.createTime()).isNotNull();
    assertThat(described.getMessage().getHeaders())
        .containsEntry(Us3Constants.BUCKET_EXISTS, true)
        .containsEntry(Us3Constants.BUCKET_NAME, BUCKET)
        .containsEntry(Us3Constants.BUCKET_ID, bucket.id());
  }

  @Test
  void aBucketThatIsNotThereIsAnError() {
    Exchange failed = send("us3:none?operation=describeBucket", "before", Map.of());

    assertThat(failed.getException()).isExactlyInstanceOf(Us3BucketNotFoundException.class);
    assertThat(failed.getMessage().getHeader(Us3Constants.RET_CODE)).isEqualTo(15010);
    assertThat(failed.getMessage().getBody()).isEqualTo("before");
  }

  @Test
  void aBucketThatIsNotThereIsSaidInAHeader() throws Exception {
    Exchange exchange = run("describeBucket", Map.of());

    template.send("us3:none?operation=describeBucket&notFoundAsHeader=true", exchange);

    assertThat(exchange.getException()).isNull();
    assertThat(exchange.getMessage().getBody()).isNull();
    assertThat(exchange.getMessage().getHeaders())
        .containsEntry(Us3Constants.BUCKET_EXISTS, false)
        .containsEntry(Us3Constants.BUCKET_NAME, "none")
        .doesNotContainKeys(Us3Constants.BUCKET_ID, Us3Constants.RET_CODE);
  }

  @Test
  void listsBucketsPageAfterPage() throws Exception {
    List<String> names = IntStream.range(0, 120).mapToObj(i -> "bucket-" + i).toList();
    names.forEach(us3::createBucket);

    List<?> buckets = run("listBuckets", Map.of()).getMessage().getBody(List.class);

    assertThat(buckets)
        .extracting(bucket -> ((BucketInfo) bucket).name())
        .containsAll(names)
        .contains(BUCKET, OTHER_BUCKET)
        .hasSize(122)
        .doesNotHaveDuplicates();
  }

  @Test
  void changesTheTypeOfABucketToTheHeaderElseTheOption() throws Exception {
    upload("us3:photos?operation=updateBucket&bucketType=public", null, Map.of());
    assertThat(describe(BUCKET).type()).isEqualTo("public");

    upload(
        "us3:photos?operation=updateBucket&bucketType=public",
        null,
        Map.of(Us3Constants.BUCKET_TYPE, "private"));
    assertThat(describe(BUCKET).type()).isEqualTo("private");
  }

  @Test
  void needsATypeToChangeTo() {
    assertThat(failureOf("updateBucket", Map.of()))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("header CamelUs3BucketType or option bucketType must be set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"createBucket", "updateBucket"})
  void namesATypeThatIsNone(String operation) {
    assertThat(failureOf(operation, Map.of(Us3Constants.BUCKET_TYPE, "open")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("bucket type must be public or private: open");
    assertThat(us3.requests()).isEmpty();
  }

  @Test
  void deletesAnEmptyBucket() throws Exception {
    run("deleteBucket", Map.of());

    List<?> buckets = run("listBuckets", Map.of()).getMessage().getBody(List.class);
    assertThat(buckets)
        .extracting(bucket -> ((BucketInfo) bucket).name())
        .containsExactly(OTHER_BUCKET);
  }

  @Test
  void doesNotDeleteABucketThatHoldsObjects() {
    store("k", "hello");

    Exchange failed = send("us3:photos?operation=deleteBucket", null, Map.of());

    assertThat(failed.getException()).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(failed.getMessage().getHeader(Us3Constants.RET_CODE)).isEqualTo(15023);
    assertThat(us3.keys(BUCKET)).containsExactly("k");
  }

  @Test
  void aWrongKeyIsAnInvalidSignature() {
    Exception failure = failure("us3:photos?operation=listBuckets&privateKey=no", null, Map.of());

    assertThat(failure).isExactlyInstanceOf(Us3InvalidSignatureException.class);
  }

  @Test
  void aHostThatIsNoneFailsTheStart() {
    assertThatThrownBy(() -> context.getEndpoint("us3:photos?bucketHost=ftp://there").start())
        .rootCause()
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ftp://there");
  }

  private BucketInfo describe(String bucket) throws Exception {
    return upload("us3:" + bucket + "?operation=describeBucket", null, Map.of())
        .getMessage()
        .getBody(BucketInfo.class);
  }
}
