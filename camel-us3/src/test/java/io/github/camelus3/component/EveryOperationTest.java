package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that all operations share. */
class EveryOperationTest extends Us3TestSupport {
  private static final Set<Us3Operation> LINKS =
      EnumSet.of(Us3Operation.createDownloadLink, Us3Operation.createUploadLink);

  private static final Set<Us3Operation> WITHOUT_KEY =
      EnumSet.of(
          Us3Operation.listParts,
          Us3Operation.listMultipartUploads,
          Us3Operation.listObjects,
          Us3Operation.deleteObjects,
          Us3Operation.createBucket,
          Us3Operation.describeBucket,
          Us3Operation.listBuckets,
          Us3Operation.updateBucket,
          Us3Operation.deleteBucket);

  static Stream<Us3Operation> operationsThatSendRequests() {
    return Arrays.stream(Us3Operation.values()).filter(operation -> !LINKS.contains(operation));
  }

  static Stream<Us3Operation> operationsThatCanFail() {
    // deleteObjects says of each key how it failed
    return operationsThatSendRequests().filter(one -> one != Us3Operation.deleteObjects);
  }

  static Stream<Us3Operation> operationsWithAKey() {
    return Arrays.stream(Us3Operation.values()).filter(one -> !WITHOUT_KEY.contains(one));
  }

  @BeforeEach
  void storeAnObjectInBothBuckets() {
    store("k", "hello");
    us3.putObject(OTHER_BUCKET, "k", new byte[5], "text/plain");
  }

  @ParameterizedTest
  @EnumSource(Us3Operation.class)
  void canBeChosenByAHeaderInAnyCase(Us3Operation operation) {
    send("us3:photos?operation=" + operation, "body", headers(operation));
    List<Us3Api> byOption = apis();
    us3.reset();
    storeAnObjectInBothBuckets();
    Map<String, Object> headers = headers(operation);
    headers.put(Us3Constants.OPERATION, operation.name().toUpperCase(Locale.ROOT));

    send("us3:photos?operation=getAcl", "body", headers);

    assertThat(apis()).isEqualTo(byOption);
    assertThat(byOption.isEmpty()).isEqualTo(LINKS.contains(operation));
  }

  @Test
  void anOperationThatIsNoneIsNamed() {
    assertThat(failure("us3:photos", "x", Map.of(Us3Constants.OPERATION, "eraseAll")))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header CamelUs3Operation must be one of [upload, ")
        .hasMessageEndingWith(": eraseAll");
  }

  @ParameterizedTest
  @MethodSource("operationsThatSendRequests")
  void isForTheBucketOfTheMessage(Us3Operation operation) {
    Map<String, Object> headers = headers(operation);
    headers.put(Us3Constants.OVERRIDE_BUCKET_NAME, OTHER_BUCKET);

    send("us3:photos?operation=" + operation, "body", headers);

    assertThat(us3.requests())
        .isNotEmpty()
        .allSatisfy(request -> assertThat(bucketOf(request)).isNotEqualTo(BUCKET));
    assertThat(us3.keys(BUCKET)).containsExactly("k");
  }

  @ParameterizedTest
  @EnumSource(Us3Operation.class)
  void aBucketThatIsBlankIsNamed(Us3Operation operation) {
    Map<String, Object> headers = headers(operation);
    headers.put(Us3Constants.OVERRIDE_BUCKET_NAME, " ");

    Exception failure = failure("us3:photos?operation=" + operation, "body", headers);

    if (operation == Us3Operation.listBuckets) {
      assertThat(failure).isNull();
    } else {
      assertThat(failure)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("header CamelUs3OverrideBucketName must not be blank");
      assertThat(us3.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("operationsWithAKey")
  void needsAKey(Us3Operation operation) {
    Map<String, Object> headers = headers(operation);
    headers.remove(Us3Constants.KEY);

    assertThat(failure("us3:photos?operation=" + operation, "body", headers))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("object key must be set: header CamelUs3Key, option keyName");
    assertThat(us3.requests()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("operationsWithAKey")
  void takesTheKeyFromTheOption(Us3Operation operation) {
    Map<String, Object> headers = headers(operation);
    headers.remove(Us3Constants.KEY);
    headers.put("n", "k");

    Exchange exchange =
        send("us3:photos?operation=" + operation + "&keyName=${header.n}-1", "body", headers);

    if (LINKS.contains(operation)) {
      assertThat(exchange.getMessage().getBody(String.class)).contains("/k-1?");
    } else {
      // UploadHit names the key in its query
      assertThat(us3.requests().get(0).target()).contains("k-1");
    }
  }

  @ParameterizedTest
  @MethodSource("operationsThatCanFail")
  void aRefusalIsDescribedInHeadersAndTheBodyStays(Us3Operation operation) {
    us3.inject(Fault.answer(418, -7, "teapot").always());

    Exchange failed = send("us3:photos?operation=" + operation, "body", headers(operation));

    assertThat(failed.getException()).isExactlyInstanceOf(Us3ServiceException.class);
    assertThat(failed.getMessage().getBody()).isEqualTo("body");
    assertThat(failed.getMessage().getHeaders())
        .containsEntry(Us3Constants.HTTP_STATUS, 418)
        .containsEntry(Us3Constants.RETRYABLE, false)
        .containsKeys(Us3Constants.RET_CODE, Us3Constants.ERR_MSG, Us3Constants.SESSION_ID);
  }

  @ParameterizedTest
  @MethodSource("operationsThatCanFail")
  void aMissingResponseIsATransportFailure(Us3Operation operation) {
    us3.inject(Fault.dropAfterBody().always());

    Exchange failed = send("us3:photos?operation=" + operation, "body", headers(operation));

    assertThat(failed.getException()).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(failed.getMessage().getHeader(Us3Constants.RETRYABLE)).isEqualTo(true);
  }

  @ParameterizedTest
  @MethodSource("operationsThatSendRequests")
  void theNextStepStartsWithoutTheHeadersOfAFailure(Us3Operation operation) {
    Map<String, Object> headers = headers(operation);
    headers.put(Us3Constants.RET_CODE, -1);
    headers.put(Us3Constants.ERR_MSG, "of an earlier step");
    headers.put(Us3Constants.RETRYABLE, true);
    headers.put(Us3Constants.SESSION_ID, "of an earlier step");

    Exchange exchange = send("us3:photos?operation=" + operation, "body", headers);

    assertThat(exchange.getMessage().getHeaders())
        .doesNotContainValue("of an earlier step")
        .doesNotContainEntry(Us3Constants.RETRYABLE, true);
  }

  private String bucketOf(ReceivedRequest request) {
    return request.api() == Us3Api.BUCKET_API
        ? request.queryParameter("BucketName").orElse("all of them")
        : request.bucket();
  }

  private List<Us3Api> apis() {
    return us3.requests().stream().map(ReceivedRequest::api).toList();
  }

  /** Headers with which an operation can run; some of their objects exist. */
  private static Map<String, Object> headers(Us3Operation operation) {
    Map<String, Object> headers = new HashMap<>(key("k"));
    headers.put(Us3Constants.UPLOAD_ID, "no-such-upload");
    headers.put(Us3Constants.PART_NUMBER, 0);
    headers.put(Us3Constants.SOURCE_KEY, "k");
    if (operation != Us3Operation.uploadPart) { // of a file only
      headers.put(Us3Constants.RANGE_START, 0);
      headers.put(Us3Constants.RANGE_END, 3);
    }
    headers.put(Us3Constants.DESTINATION_KEY, "new");
    headers.put(Us3Constants.STORAGE_CLASS, "IA");
    headers.put(Us3Constants.MIME_TYPE, "text/html");
    headers.put(Us3Constants.TAGS, Map.of("team", "blue"));
    headers.put(Us3Constants.ACL, "public-read");
    headers.put(Us3Constants.KEYS_TO_DELETE, List.of("k"));
    headers.put(Us3Constants.BUCKET_TYPE, "public");
    return headers;
  }
}
