package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid options, and invalid combinations, fail the start of the route. */
class PollingOptionsTest extends PollingTestSupport {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "minAge=-1 | option minAge must be at least 0: -1",
        "include=RAW([) | option include is no regular expression: [",
        "exclude=RAW([) | option exclude is no regular expression: [",
        "doneFileName=${file:name} | option doneFileName must be a key, or a key with one",
        "doneFileName=${header.x}.done | option doneFileName must be a key, or a key with one",
        "fileName=a&prefix=b | options fileName and prefix cannot be used together: b",
        "fileName=a&delimiter=/ | options fileName and delimiter cannot be used together: /",
        "fileName=a&sortBy=key | options fileName and sortBy cannot be used together: key",
        "deleteAfterRead=true&moveAfterRead=true&destinationBucket=archive"
            + " | options deleteAfterRead and moveAfterRead cannot be used together",
        "moveAfterRead=true | option moveAfterRead needs one of destinationBucket",
        "moveAfterRead=true&destinationBucket=photos | an object moved to photos/x would be polled",
        "destinationBucket=archive | need moveAfterRead=true",
        "destinationKeyPrefix=a/ | need moveAfterRead=true",
        "destinationKeySuffix=.x | need moveAfterRead=true",
        "moveFailed=failed/&removePrefixOnMove=true | option removePrefixOnMove needs prefix",
        "moveAfterRead=true&destinationKeyPrefix=done/ | photos/done/x would be polled again",
        "prefix=in/&moveAfterRead=true&destinationKeySuffix=.x | photos/in/x.x would be polled",
        "prefix=in/&moveFailed=in/failed/ | photos/in/failed/in/x would be polled again",
        "idempotentKey=${header.CamelUs3Key} | option idempotentKey needs idempotent=true",
        "idempotent=true&idempotentKey=x | option idempotentKey must differ between objects: x",
        "maxResults=0 | option maxResults must be 1 to 1000: 0",
        "sortBy=size | size",
      })
  void anInvalidOptionFailsTheStartWithItsName(String options, String message) {
    RouteBuilder routes =
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(options)).to("mock:out");
          }
        };

    assertThatThrownBy(() -> context.addRoutes(routes)).hasStackTraceContaining(message);
  }
}
