package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults during polling lose no object and deliver none twice. */
class PollingFaultsTest extends PollingTestSupport {
  private static final String ALL_ONCE = "&idempotent=true&maxResults=5&maxMessagesPerPoll=7";

  /** Failures that the consumer reports are messages at {@code mock:failed}. */
  private void pollBridged(String options) throws Exception {
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Exception.class).handled(true).to("mock:failed");
            from(photos(options + "&bridgeErrorHandler=true")).routeId("poll").to("mock:out");
          }
        });
  }

  private MockEndpoint failed() {
    return getMockEndpoint("mock:failed");
  }

  private void assertEachKeyOnce(int count) {
    assertThat(keys()).hasSize(count).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void aListingThatFailsHalfWayLosesNothingAndRepeatsNothing(Us3ListApi api) throws Exception {
    IntStream.range(0, 20).forEach(i -> store("k%02d".formatted(i), "x"));
    us3.inject(Fault.internalError().on(Us3Api.LIST_OBJECTS).after(1).times(2));
    us3.inject(Fault.internalError().on(Us3Api.PREFIX_FILE_LIST).after(1).times(2));
    out().expectedMessageCount(20);
    failed().expectedMessageCount(2);

    pollBridged(OFTEN + ALL_ONCE + "&listApi=" + api);

    MockEndpoint.assertIsSatisfied(context);
    stopPolling();
    assertEachKeyOnce(20);
    assertThat(failed().getExchanges())
        .extracting(exchange -> exchange.getProperty(Exchange.EXCEPTION_CAUGHT))
        .allMatch(failure -> failure instanceof Us3ServiceException);
  }

  @ParameterizedTest
  @EnumSource(Us3ListApi.class)
  void aMarkerThatDoesNotAdvanceIsAClearFailureAndNoEndlessLoop(Us3ListApi api) throws Exception {
    IntStream.range(0, 20).forEach(i -> store("k%02d".formatted(i), "x"));
    us3.inject(Fault.repeatFirstPage().on(Us3Api.LIST_OBJECTS).after(1).times(3));
    us3.inject(Fault.repeatFirstPage().on(Us3Api.PREFIX_FILE_LIST).after(1).times(3));
    out().expectedMessageCount(20);
    failed().expectedMessageCount(3);

    pollBridged(OFTEN + ALL_ONCE + "&listApi=" + api);

    MockEndpoint.assertIsSatisfied(context);
    stopPolling();
    assertEachKeyOnce(20);
    Object failure = failed().getExchanges().get(0).getProperty(Exchange.EXCEPTION_CAUGHT);
    assertThat((Exception) failure)
        .hasMessageContaining("the marker does not advance: k04, then k04");
  }

  @Test
  void anErrorLosesNoObjectAndPollingContinues() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    AtomicBoolean broken = new AtomicBoolean(true);
    context
        .getRegistry()
        .bind(
            "seen",
            new MemoryIdempotentRepository() {
              @Override
              public boolean add(String key) {
                if (key.contains("b") && broken.getAndSet(false)) {
                  throw new StackOverflowError("made up");
                }
                return super.add(key);
              }
            });
    out().expectedMessageCount(3);
    failed().expectedMessageCount(1);

    pollBridged(
        OFTEN + "&idempotent=true&idempotentRepository=#seen&idempotentKey=${header.CamelUs3Key}");

    MockEndpoint.assertIsSatisfied(context);
    stopPolling();
    assertEachKeyOnce(3);
  }

  @Test
  void anObjectThatIsDeletedAfterItWasListedIsSkipped() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    us3.inject(Fault.answer(404, -148654, "file not exist").on(Us3Api.GET_FILE).key("b"));
    out().expectedMessageCount(2);
    failed().expectedMessageCount(0);

    pollBridged(ONCE);

    MockEndpoint.assertIsSatisfied(context);
    stopPolling();
    assertThat(keys()).containsExactly("a", "c");
  }

  @Test
  void anObjectThatWasGoneIsPolledWhenItIsBack() throws Exception {
    store("b", "x");
    us3.inject(Fault.answer(404, -148654, "file not exist").on(Us3Api.GET_FILE).key("b"));
    out().expectedMessageCount(1);

    pollBridged(OFTEN + "&idempotent=true");

    out().assertIsSatisfied();
    assertThat(requests(Us3Api.GET_FILE)).hasSize(2);
  }

  @Test
  void aDownloadThatIsCutIsAFailureAndTheObjectComesAgainWhole() throws Exception {
    us3.putObject(BUCKET, "a", pattern(300_000), "text/plain");
    us3.inject(Fault.truncateAnswer().on(Us3Api.GET_FILE));
    out().expectedMessageCount(1);
    failed().expectedMessageCount(1);

    pollBridged(OFTEN + "&idempotent=true&deleteAfterRead=true");

    MockEndpoint.assertIsSatisfied(context);
    stopPolling();
    Exchange failure = failed().getExchanges().get(0);
    assertThat(failure.getProperty(Exchange.EXCEPTION_CAUGHT))
        .isInstanceOf(Us3TransportException.class);
    assertThat(failure.getMessage().getHeaders())
        .containsEntry(Us3Constants.KEY, "a")
        .containsEntry(Us3Constants.RETRYABLE, true);
    assertThat(out().getExchanges().get(0).getMessage().getBody(byte[].class))
        .isEqualTo(pattern(300_000));
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void aDownloadThatIsCutWhileTheRouteReadsItFailsItsExchange() throws Exception {
    us3.putObject(BUCKET, "a", pattern(300_000), "text/plain");
    us3.inject(Fault.truncateAnswer().on(Us3Api.GET_FILE));
    List<Integer> read = new ArrayList<>();
    CountDownLatch whole = new CountDownLatch(1);

    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(Us3TransportException.class).to("mock:failed");
            from(photos(OFTEN + "&idempotent=true&deleteAfterRead=true"))
                .routeId("poll")
                .streamCache("false")
                .process(
                    exchange -> {
                      read.add(exchange.getMessage().getBody(byte[].class).length);
                      whole.countDown();
                    });
          }
        });

    whole.await();
    stopPolling();
    assertThat(read).containsExactly(300_000);
    assertThat(us3.keys(BUCKET)).isEmpty();
  }

  @Test
  void anObjectThatCannotBeOpenedKeepsNoOtherFromItsTurn() throws Exception {
    Stream.of("a", "b", "c").forEach(key -> store(key, "x"));
    us3.inject(Fault.answer(403, -148660, "archived").on(Us3Api.GET_FILE).key("b").times(2));
    out().expectedMessageCount(3);
    failed().expectedMessageCount(2);

    pollBridged(OFTEN + "&idempotent=true");

    MockEndpoint.assertIsSatisfied(context);
    stopPolling();
    assertThat(keys()).containsExactly("a", "c", "b");
    assertThat(failed().getExchanges())
        .allSatisfy(
            exchange ->
                assertThat(exchange.getMessage().getHeaders())
                    .containsEntry(Us3Constants.KEY, "b")
                    .containsEntry(Us3Constants.HTTP_STATUS, 403));
  }

  @Test
  void anArchivedObjectIsDeliveredOnceItsRestoreHasEnded() throws Exception {
    ShiftedClock clock = new ShiftedClock(Duration.ZERO);
    try (Us3Emulator frozen =
        Us3Emulator.builder()
            .bucket(BUCKET)
            .credentials("public-key", "private-key")
            .clock(clock)
            .restoreDelay(Duration.ofHours(3))
            .start()) {
      frozen.putObject(BUCKET, "a", new byte[] {'x'}, "text/plain");
      frozen.putObject(BUCKET, "b", new byte[] {'y'}, "text/plain");
      String operation = "us3:photos?endpoint=" + frozen.endpoint() + "&operation=";
      String archive = "changeStorageClass&storageClass=ARCHIVE";
      upload(operation + archive, null, key("a"));
      upload(operation + "restoreObject", null, key("a"));
      out().expectedMessageCount(1);
      failed().expectedMinimumMessageCount(2);

      pollBridged(OFTEN + "&idempotent=true&endpoint=" + frozen.endpoint());

      MockEndpoint.assertIsSatisfied(context);
      assertThat(keys()).containsExactly("b");
      assertThat(failed().getExchanges().get(0).getMessage().getHeaders())
          .containsEntry(Us3Constants.KEY, "a")
          .containsEntry(Us3Constants.HTTP_STATUS, 403);
      clock.shiftBy(Duration.ofHours(3));
      Await.until(() -> keys().size() == 2);
      stopPolling();
      assertThat(keys()).containsExactly("b", "a");
    }
  }

  @Test
  void anObjectThatChangesAfterItWasListedIsTheNewOneAndComesOnce() throws Exception {
    store("a", "x");
    store("b", "old");
    List<String> bodies = new ArrayList<>();
    out().expectedMessageCount(2);

    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(OFTEN + "&idempotent=true"))
                .routeId("poll")
                .process(
                    exchange -> {
                      bodies.add(exchange.getMessage().getBody(String.class));
                      if (bodies.size() == 1) {
                        store("b", "new");
                      }
                    })
                .to("mock:out");
          }
        });

    out().assertIsSatisfied();
    awaitPolls(3);
    stopPolling();
    assertThat(bodies).containsExactly("x", "new");
    assertThat(out().getExchanges().get(1).getMessage().getHeader(Us3Constants.ETAG))
        .isEqualTo(us3.object(BUCKET, "b").orElseThrow().eTag());
  }

  @Test
  void theHealthCheckTellsTheStatusOfTheLastFailureAndRecovers() throws Exception {
    Fault refused = Fault.answer(403, -148643, "invalid signature").on(Us3Api.LIST_OBJECTS);
    us3.inject(refused.always());
    failed().expectedMinimumMessageCount(2);
    pollBridged(OFTEN + "&idempotent=true");
    failed().assertIsSatisfied();

    HealthCheck.Result down = health();

    assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(down.getDetails())
        .containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 403)
        .containsEntry("us3.retCode", -148643)
        .containsKey("us3.sessionId");
    assertThat(pollingConsumer().getFailedPolls()).isGreaterThanOrEqualTo(2);
    assertThat(down.getError()).get().isInstanceOf(Us3ServiceException.class);
    out().expectedMessageCount(1);
    us3.clearFaults();
    store("a", "x");
    out().assertIsSatisfied();
    awaitHealth(HealthCheck.State.UP);
  }

  @Test
  void theHealthCheckTellsThatNoObjectCanBeOpened() throws Exception {
    store("a", "x");
    us3.inject(Fault.answer(403, -148660, "archived").on(Us3Api.GET_FILE).always());
    failed().expectedMinimumMessageCount(2);
    pollBridged(OFTEN);
    failed().assertIsSatisfied();

    HealthCheck.Result down = health();

    assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
    assertThat(down.getDetails()).containsEntry(HealthCheck.HTTP_RESPONSE_CODE, 403);
    us3.clearFaults();
    awaitHealth(HealthCheck.State.UP);
  }

  private HealthCheck.Result health() {
    return pollingConsumer()
        .getHealthCheck()
        .call(Map.of(HealthCheck.CHECK_KIND, HealthCheck.Kind.READINESS));
  }

  private void awaitHealth(HealthCheck.State state) throws Exception {
    while (health().getState() != state) {
      awaitPolls(1);
    }
  }
}
