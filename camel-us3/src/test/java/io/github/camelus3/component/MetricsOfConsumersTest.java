package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.client.Us3InvalidSignatureException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.Exchange;
import org.apache.camel.LoggingLevel;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Metrics of pollers and webhooks, compared with what their routes and the server saw. */
class MetricsOfConsumersTest extends WebhookTestSupport {
  private final Figures figures = new Figures(new SimpleMeterRegistry());

  @BindToRegistry("polls")
  final PollingTestSupport.Polls polls = new PollingTestSupport.Polls();

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getRegistry().bind("metricsRegistry", figures.registry());
    return camel;
  }

  @Test
  void polledObjectsAreCounted() throws Exception {
    for (int i = 0; i < 40; i++) {
      store("in/" + i + (i % 4 == 0 ? ".tmp" : ".txt"), "text");
      store("old/" + i, "text");
      breakRequests("in/" + i + ".txt", i, Us3Api.GET_FILE, Us3Api.DELETE_FILE);
      breakRequests("old/" + i, i, Us3Api.GET_FILE, Us3Api.COPY, Us3Api.DELETE_FILE);
    }
    String once = "pollStrategy=#polls&initialDelay=0&delay=600000&maxMessagesPerPoll=100";
    String retried = once + "&maxRetries=1&retryDelay=1";

    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(IllegalStateException.class).handled(false).logHandled(false);
            from("us3:photos?prefix=in/&include=.*txt&deleteAfterRead=true&" + retried)
                .routeId("in")
                .process(MetricsOfConsumersTest::failForEvenKeys);
            from("us3:photos?prefix=old/&moveAfterRead=true&destinationBucket=archive&" + retried)
                .routeId("old")
                .log(LoggingLevel.DEBUG, "${header.CamelUs3Key}");
          }
        });
    assertThat(polls.ended.tryAcquire(2, 60, TimeUnit.SECONDS)).isTrue();

    ServerLog log = ServerLog.of(us3);
    List<String> opened = keys(log, Us3Api.GET_FILE);
    List<String> deleted = keys(log, Us3Api.DELETE_FILE);
    long evenKeys = opened.stream().filter(MetricsOfConsumersTest::isInWithEvenNumber).count();
    int unopened = log.calls(Us3Api.GET_FILE).size() - opened.size();
    assertThat(figures.counts("us3.polled.objects", "bucket", "event"))
        .isEqualTo(
            Map.of(
                "photos delivered",
                (long) opened.size(),
                "photos skipped",
                10L,
                "photos failed",
                unopened + evenKeys,
                "photos deleted",
                countOf(deleted, "in/"),
                "photos moved",
                countOf(deleted, "old/")));
    assertThat(unopened).isBetween(1, 69);
    assertThat(deleted).hasSizeLessThan(log.calls(Us3Api.DELETE_FILE).size());
    assertThat(figures.counts("us3.requests.retried", "operation", "reason"))
        .isEqualTo(log.retries());
  }

  /** Breaks one or both attempts at one request for the object. */
  private void breakRequests(String key, int i, Us3Api... apis) {
    List<Fault> faults = List.of(Fault.internalError(), Fault.dropBeforeBody(), Fault.loseAnswer());
    us3.inject(faults.get(i % 3).on(apis[i / 3 % apis.length]).key(key).times(1 + i / 9 % 2));
  }

  /** The keys of calls that succeeded. A repeated DELETE that finds no object is a success. */
  private static List<String> keys(ServerLog log, Us3Api api) {
    return log.calls(api).stream()
        .filter(call -> call.last().status() / 100 == 2 || call.last().status() == 404)
        .map(ServerLog.Call::key)
        .toList();
  }

  private static long countOf(List<String> keys, String prefix) {
    return keys.stream().filter(key -> key.startsWith(prefix)).count();
  }

  private static boolean isInWithEvenNumber(String key) {
    return key.startsWith("in/") && Integer.parseInt(key.replaceAll("\\D", "")) % 2 == 0;
  }

  private static void failForEvenKeys(Exchange exchange) {
    if (isInWithEvenNumber(keyOf(exchange))) {
      throw new IllegalStateException("even");
    }
  }

  @Test
  void pollsAreCountedByWhatTheServersLogSays() throws Exception {
    for (int i = 0; i < 4; i++) { // two polls succeed before each
      us3.inject(Fault.internalError().on(Us3Api.LIST_OBJECTS).after(2));
      us3.inject(Fault.answer(403, -148643, "no").on(Us3Api.LIST_OBJECTS).after(2).times(2));
      us3.inject(Fault.throttled().on(Us3Api.LIST_OBJECTS).after(2));
      us3.inject(Fault.dropBeforeBody().on(Us3Api.LIST_OBJECTS).after(2));
    }

    store("in/a", "text"); // a poll that finds an object lists once

    poll("us3:photos?prefix=in/", 40);

    assertThat(figures.counts("us3.polls", "outcome", "exception", "ret.code"))
        .isEqualTo(
            ServerLog.counts(
                requests(Us3Api.LIST_OBJECTS).stream(), MetricsOfConsumersTest::outcomeOfPoll))
        .containsEntry("failure Us3InvalidSignatureException -148643", 8L)
        .containsEntry("failure Us3TransportException none", 4L)
        .hasSize(5);
    assertThat(figures.counts("us3.polls", "bucket")).containsOnlyKeys(BUCKET);
  }

  /** Polls so many times. */
  private void poll(String uri, int times) throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(uri + "&pollStrategy=#polls&initialDelay=0&delay=1&repeatCount=" + times)
                .to("mock:out");
          }
        });
    assertThat(polls.ended.tryAcquire(times, 60, TimeUnit.SECONDS)).isTrue();
  }

  private static String outcomeOfPoll(ReceivedRequest listing) {
    return switch (listing.status()) {
      case 200 -> "success none none";
      case 403 -> "failure Us3InvalidSignatureException -148643";
      case 500 -> "failure Us3ServiceException -1";
      case 503 -> "failure Us3ThrottledException -1";
      default -> "failure Us3TransportException none";
    };
  }

  @Test
  void aPollThatCanOpenNoObjectHasFailed() throws Exception {
    store("in/a", "text");
    us3.inject(Fault.answer(403, -148643, "no").on(Us3Api.GET_FILE).times(3));

    poll("us3:photos?prefix=in/&idempotent=true", 6);

    assertThat(figures.counts("us3.polls", "outcome"))
        .isEqualTo(Map.of("failure", 3L, "success", 3L));
  }

  @Test
  void callsForOneObjectArePolls() throws Exception {
    us3.inject(Fault.answer(403, -148643, "no").on(Us3Api.LIST_OBJECTS));
    ConsumerTemplate consumer = context.createConsumerTemplate();
    consumer.start();

    assertThatThrownBy(() -> consumer.receiveNoWait("us3:photos"))
        .hasCauseInstanceOf(Us3InvalidSignatureException.class);
    assertThat(consumer.receiveNoWait("us3:photos")).isNull();
    store("a", "text");
    consumer.doneUoW(consumer.receiveNoWait("us3:photos"));
    consumer.stop();

    assertThat(figures.counts("us3.polls", "outcome", "exception"))
        .isEqualTo(Map.of("failure Us3InvalidSignatureException", 1L, "success none", 2L));
  }

  @Test
  void callbacksAreCountedByVerdictAndStatus() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("webhook:us3:photos?webhookPath=/cb&callbackSecret=RAW(" + SECRET + ")")
                .process(
                    exchange -> {
                      if (exchange.getMessage().getBody(String.class).contains("fail")) {
                        throw new IllegalStateException("failed");
                      }
                    })
                .setBody(constant("{}"));
          }
        });
    for (int i = 0; i < 12; i++) {
      String key = "key" + i;
      String target = i % 4 == 0 ? "/cb" : "/cb?" + tokenFor(BUCKET, key);
      String body = "{\"bucket\":\"photos\",\"key\":\"" + key + "\",\"x\":\"" + word(i) + "\"}";
      post(target, body);
    }

    assertThat(callbacks("accepted", "200")).isEqualTo(6);
    assertThat(callbacks("failed", "500")).isEqualTo(3);
    assertThat(figures.count("us3.webhook.callbacks", "verdict", "refused")).isEqualTo(3);
    assertThat(figures.count("us3.webhook.callbacks")).isEqualTo(12);
  }

  @Test
  void verdictsAreThoseOfTheCallbacksThatTheServerSent() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("webhook:us3:photos?webhookPath=/cb&callbackSecret=RAW(" + SECRET + ")")
                .process(MetricsOfConsumersTest::reply);
          }
        });
    String url = "http://127.0.0.1:" + port + "/cb";
    for (int i = 0; i < 60; i++) {
      String key = List.of("fine", "fine", "fail", "deny", "forged").get(i % 5) + i;
      String secret = key.startsWith("forged") ? "another secret" : SECRET;
      String mode = i % 2 == 0 ? "put" : "mput";
      send(
          "us3:photos?callbackUrl=" + url + "&callbackSecret=RAW(" + secret + ")&mode=" + mode,
          new byte[1],
          Map.of(Us3Constants.KEY, key));
    }

    assertThat(figures.counts("us3.webhook.callbacks", "verdict", "status"))
        .isEqualTo(
            ServerLog.counts(
                us3.callbacks().stream(),
                callback -> verdictOf(callback.status()) + ' ' + callback.status()))
        .containsEntry("accepted 200", 24L)
        .hasSize(4);
    assertThat(figures.counts("us3.callbacks", "outcome"))
        .isEqualTo(
            ServerLog.counts(
                us3.callbacks().stream(),
                callback -> callback.status() == 200 ? "accepted" : "rejected"));
  }

  private static void reply(Exchange exchange) {
    if (keyOf(exchange).startsWith("fail")) {
      throw new IllegalStateException("failed");
    }
    int status = keyOf(exchange).startsWith("deny") ? 409 : 200;
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setBody("{}");
  }

  private static String keyOf(Exchange exchange) {
    return exchange.getMessage().getHeader(Us3Constants.KEY, String.class);
  }

  private static String verdictOf(int status) {
    return switch (status) {
      case 200 -> "accepted";
      case 409, 500 -> "failed";
      default -> "refused";
    };
  }

  private static String word(int i) {
    return i % 4 == 1 ? "fail" : "fine";
  }

  private long callbacks(String verdict, String status) {
    return figures.count("us3.webhook.callbacks", "verdict", verdict, "status", status);
  }
}
