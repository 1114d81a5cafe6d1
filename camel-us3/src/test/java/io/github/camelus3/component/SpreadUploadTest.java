package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Api;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One upload spread over routes that could run on as many nodes: they share nothing but the
 * headers, which are what a message queue would carry.
 */
class SpreadUploadTest extends Us3TestSupport {
  private static final byte[] OBJECT = pattern(6 * PART + 5);
  private static final byte[] TAIL = pattern(9 * PART);

  private final Map<Integer, String> eTags = new ConcurrentSkipListMap<>();
  private CallbackService service;

  @BeforeEach
  void addTheNodes() throws Exception {
    service = new CallbackService();
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:begin").to("us3:photos?operation=initiateMultipartUpload");
            from("seda:parts?concurrentConsumers=3")
                .to("us3:photos?operation=uploadPart")
                .process(SpreadUploadTest.this::keepETag)
                .to("mock:done");
            from("seda:copies?concurrentConsumers=2")
                .to("us3:photos?operation=uploadPartCopy")
                .process(SpreadUploadTest.this::keepETag)
                .to("mock:done");
            from("direct:finish").to("us3:photos?mode=finish");
          }
        });
  }

  @AfterEach
  void closeTheService() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void partsAndCopiesFromManyNodesBecomeOneObject(boolean partsAreNamed) throws Exception {
    us3.putObject(OTHER_BUCKET, "tail", TAIL, "application/octet-stream");
    getMockEndpoint("mock:done").expectedMessageCount(6 + 3);

    Map<String, Object> upload = begin();
    sendParts(upload);
    sendCopies(upload);
    MockEndpoint.assertIsSatisfied(context);
    Map<String, Object> finish = new java.util.HashMap<>(upload);
    finish.put(Us3Constants.POLICY, service.policyJson());
    if (partsAreNamed) {
      finish.put(Us3Constants.PARTS, eTags);
    }
    Exchange finished = upload("direct:finish", null, finish);

    byte[] whole = Arrays.copyOf(OBJECT, 9 * PART);
    System.arraycopy(TAIL, 0, whole, 6 * PART, 3 * PART);
    assertThat(stored("spread.bin")).isEqualTo(whole);
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(service.bodies()).containsExactly("{\"name\":\"Alice\"}");
    assertThat(finished.getMessage().getBody()).isEqualTo("{\"accepted\":true}");
    assertThat(finished.getMessage().getHeader(Us3Constants.UPLOAD_OPERATION))
        .isEqualTo("FinishMultipartUploadWithPolicy");
    assertThat(requests(Us3Api.LIST_PARTS)).hasSize(partsAreNamed ? 0 : 1);
  }

  @Test
  void anyNodeWithTheHeadersCanAbort() throws Exception {
    Map<String, Object> upload = begin();
    getMockEndpoint("mock:done").expectedMessageCount(6);
    sendParts(upload);
    MockEndpoint.assertIsSatisfied(context);

    run("abortMultipartUpload", upload);

    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  private Map<String, Object> begin() throws Exception {
    Exchange begun = upload("direct:begin", null, key("spread.bin"));
    return Map.of(
        Us3Constants.KEY,
        "spread.bin",
        Us3Constants.UPLOAD_ID,
        begun.getMessage().getHeader(Us3Constants.UPLOAD_ID));
  }

  private void sendParts(Map<String, Object> upload) {
    IntStream.range(0, 6)
        .forEach(
            number ->
                template.send(
                    "seda:parts",
                    exchange -> {
                      exchange.getMessage().setHeaders(new java.util.HashMap<>(upload));
                      exchange.getMessage().setHeader(Us3Constants.PART_NUMBER, number);
                      exchange
                          .getMessage()
                          .setBody(Arrays.copyOfRange(OBJECT, number * PART, (number + 1) * PART));
                    }));
  }

  private void sendCopies(Map<String, Object> upload) {
    IntStream.range(0, 3)
        .forEach(
            number ->
                template.send(
                    "seda:copies",
                    exchange -> {
                      exchange.getMessage().setHeaders(new java.util.HashMap<>(upload));
                      exchange.getMessage().setHeader(Us3Constants.PART_NUMBER, 6 + number);
                      exchange.getMessage().setHeader(Us3Constants.SOURCE_KEY, "tail");
                      exchange
                          .getMessage()
                          .setHeader(Us3Constants.SOURCE_BUCKET_NAME, OTHER_BUCKET);
                      exchange.getMessage().setHeader(Us3Constants.RANGE_START, number * PART);
                      exchange
                          .getMessage()
                          .setHeader(Us3Constants.RANGE_END, (number + 1) * PART - 1);
                    }));
  }

  private void keepETag(Exchange exchange) {
    eTags.put(
        exchange.getMessage().getHeader(Us3Constants.PART_NUMBER, Integer.class),
        exchange.getMessage().getHeader(Us3Constants.ETAG, String.class));
  }
}
