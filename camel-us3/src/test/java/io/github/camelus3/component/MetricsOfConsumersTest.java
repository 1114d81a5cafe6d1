package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

/** Metrics of pollers and webhooks, compared with what their routes and the server saw. */
class MetricsOfConsumersTest extends WebhookTestSupport {
  private final Figures figures = new Figures(new SimpleMeterRegistry());

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext camel = super.createCamelContext();
    camel.getRegistry().bind("metricsRegistry", figures.registry());
    return camel;
  }

  @Test
  void polledObjectsAreCounted() throws Exception {
    for (int i = 0; i < 30; i++) {
      store("in/" + i + (i % 3 == 0 ? ".tmp" : ".txt"), "text");
      store("old/" + i, "text");
    }
    CountDownLatch arrived = new CountDownLatch(20 + 30);
    String once = "initialDelay=0&delay=600000&maxMessagesPerPoll=100";

    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            onException(IllegalStateException.class).handled(false).logHandled(false);
            from("us3:photos?prefix=in/&include=.*txt&deleteAfterRead=true&" + once)
                .routeId("in")
                .process(exchange -> arrived.countDown())
                .process(MetricsOfConsumersTest::failForEvenKeys);
            from("us3:photos?prefix=old/&moveAfterRead=true&destinationBucket=archive&" + once)
                .routeId("old")
                .process(exchange -> arrived.countDown());
          }
        });
    assertThat(arrived.await(60, TimeUnit.SECONDS)).isTrue();
    context.getRouteController().stopRoute("in"); // waits for the completions
    context.getRouteController().stopRoute("old");

    long left = us3.keys(BUCKET).stream().filter(key -> key.endsWith(".txt")).count();
    assertThat(polled("delivered")).isEqualTo(50);
    assertThat(polled("skipped")).isEqualTo(10);
    assertThat(polled("failed")).isEqualTo(left).isPositive();
    assertThat(polled("deleted")).isEqualTo(20 - left).isPositive();
    assertThat(polled("moved")).isEqualTo(us3.keys(OTHER_BUCKET).size()).isEqualTo(30);
  }

  private static void failForEvenKeys(Exchange exchange) {
    String key = exchange.getMessage().getHeader(Us3Constants.KEY, String.class);
    if (Integer.parseInt(key.replaceAll("\\D", "")) % 2 == 0) {
      throw new IllegalStateException("even");
    }
  }

  private long polled(String event) {
    return figures.count("us3.polled.objects", "bucket", BUCKET, "event", event);
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

  private static String word(int i) {
    return i % 4 == 1 ? "fail" : "fine";
  }

  private long callbacks(String verdict, String status) {
    return figures.count("us3.webhook.callbacks", "verdict", verdict, "status", status);
  }
}
