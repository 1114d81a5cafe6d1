package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One rule for the names of buckets, wherever one is taken. */
class BucketNamesTest extends Us3TestSupport {
  private static final String SMUGGLED =
      "src\r\nContent-Length: 0\r\n\r\nDELETE /victim HTTP/1.1\r\nHost: x\r\nX: ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us3:demo/incoming",
        "us3:demo/incoming/?mode=put",
        "us3:demo/",
        "us3:/demo",
        "us3://demo/x",
        "us3:-demo",
        "us3:de%20mo",
        "us3:demo:80"
      })
  void anEndpointWithAnInvalidBucketIsRefusedWhenItIsMade(String uri) {
    assertThatThrownBy(() -> context.getEndpoint(uri))
        .hasStackTraceContaining("option bucketName must be a bucket's name");
  }

  @Test
  void aPollingRouteWhoseBucketIsNoneDoesNotStart() {
    RouteBuilder route =
        new RouteBuilder() {
          @Override
          public void configure() {
            from("us3:photos/incoming").to("mock:out");
          }
        };

    assertThatThrownBy(() -> context.addRoutes(route))
        .hasStackTraceContaining("option bucketName must be a bucket's name")
        .hasStackTraceContaining("\"photos/incoming\"");
  }

  static Stream<Arguments> headers() {
    return Stream.of("photos/x", "photos/", "/photos", SMUGGLED, "a\nb", "a\u0000", "a b", "-a")
        .flatMap(
            bucket ->
                Stream.of(
                    Arguments.of("upload", Us3Constants.OVERRIDE_BUCKET_NAME, bucket),
                    Arguments.of("getObject", Us3Constants.OVERRIDE_BUCKET_NAME, bucket),
                    Arguments.of("deleteBucket", Us3Constants.OVERRIDE_BUCKET_NAME, bucket),
                    Arguments.of("copyObject", Us3Constants.DESTINATION_BUCKET_NAME, bucket),
                    Arguments.of("uploadPartCopy", Us3Constants.SOURCE_BUCKET_NAME, bucket)));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aHeaderWithAnInvalidBucketIsNamedAndNothingIsSent(
      String operation, String header, String bucket) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(Us3Constants.KEY, "k");
    headers.put(Us3Constants.DESTINATION_KEY, "to");
    headers.put(Us3Constants.SOURCE_KEY, "from");
    headers.put(Us3Constants.UPLOAD_ID, "id");
    headers.put(Us3Constants.PART_NUMBER, 0);
    headers.put(Us3Constants.RANGE_START, 0);
    headers.put(Us3Constants.RANGE_END, 9);
    headers.put(header, bucket);

    Exception failure = failure("us3:photos?operation=" + operation, "x", headers);

    assertThat(failure)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("header " + header + " must be a bucket's name")
        .hasMessageNotContainingAny("\r", "\n", "\0");
    assertThat(us3.requests()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"other/x", "/other", "ot her"})
  void aDestinationThatIsNoBucketIsRefusedAtTheStart(String bucket) {
    RouteBuilder route =
        new RouteBuilder() {
          @Override
          public void configure() {
            from("us3:photos?moveAfterRead=true&destinationBucket=" + bucket).to("mock:out");
          }
        };

    assertThatThrownBy(() -> context.addRoutes(route))
        .hasStackTraceContaining("option destinationBucket must be a bucket's name")
        .hasStackTraceContaining(bucket);
  }
}
