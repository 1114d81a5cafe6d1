package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A search through pages without objects ends after a stop. */
@Timeout(60)
class PollingStopTest {
  private static final String PREFIXES = "us3:photos?delimiter=/&initialDelay=0&delay=1";

  private final CamelContext context = new DefaultCamelContext();
  private EndlessPrefixes us3;

  @BeforeEach
  void start() throws IOException {
    us3 = new EndlessPrefixes();
    Us3Configuration options = context.getComponent("us3", Us3Component.class).getConfiguration();
    options.setEndpoint(us3.endpoint());
    options.setPublicKey("public");
    options.setPrivateKey("private");
    context.getShutdownStrategy().setTimeout(100); // later than the test's limit
    context.start();
  }

  @AfterEach
  void stop() {
    context.stop();
    us3.close();
  }

  private void poll() throws Exception {
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(PREFIXES).routeId("poll").to("log:polled");
          }
        });
    us3.awaitPages(5);
  }

  private void assertNoMorePages() throws Exception {
    int pages = us3.pages();
    for (int i = 0; i < 20; i++) {
      us3.list();
    }
    assertThat(us3.pages() - pages).isBetween(20, 21); // one may have been under way
  }

  @Test
  void aRouteCanBeStopped() throws Exception {
    poll();

    assertThat(context.getRouteController().stopRoute("poll", 10, TimeUnit.SECONDS, true)).isTrue();

    assertNoMorePages();
  }

  @Test
  void aRouteCanBeSuspended() throws Exception {
    poll();

    context.getRouteController().suspendRoute("poll", 10, TimeUnit.SECONDS);

    assertNoMorePages();
    context.getRouteController().resumeRoute("poll");
    us3.awaitPages(5);
  }

  @Test
  void aContextCanBeStopped() throws Exception {
    poll();

    context.stop();

    assertThat(us3.pages()).isPositive();
  }

  @Test
  void whoeverAsksForOneObjectWaitsNoLongerThanHeSaid() throws Exception {
    assertThat(context.createConsumerTemplate().receive(PREFIXES, 200)).isNull();

    assertNoMorePages();
  }

  @Test
  void browsingEndsWithTheContext() {
    Us3Endpoint endpoint = context.getEndpoint(PREFIXES, Us3Endpoint.class);
    CompletableFuture<List<Exchange>> browsed =
        CompletableFuture.supplyAsync(endpoint::getExchanges);
    us3.awaitPages(5);

    context.stop();

    assertThat(browsed.handle((found, failure) -> found).join()).isNullOrEmpty();
  }
}
