package io.github.camelus3.component;

import io.github.camelus3.component.consumer.Us3Consumer;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.junit.jupiter.api.Timeout;

/** A context in which a test starts the polling route {@code poll} itself. */
@Timeout(60)
abstract class PollingTestSupport extends Us3TestSupport {
  /** A poll at once, and the next ones when a test's limit of time is nearly over. */
  static final String ONCE = "initialDelay=0&delay=600000";

  /** A poll at once and the next ones soon. */
  static final String OFTEN = "initialDelay=0&delay=20&pollStrategy=#polls";

  @BindToRegistry("polls")
  final Polls polls = new Polls();

  /** Starts {@code us3:photos?options} to {@code mock:out}. */
  void poll(String options) throws Exception {
    poll(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(photos(options)).routeId("poll").to("mock:out");
          }
        });
  }

  void poll(RouteBuilder routes) throws Exception {
    context.addRoutes(routes);
  }

  static String photos(String options) {
    return "us3:photos?" + options;
  }

  MockEndpoint out() {
    MockEndpoint out = getMockEndpoint("mock:out");
    out.setResultWaitTime(PatientMocks.MILLIS); // also after a reset
    return out;
  }

  /** The keys of the messages that have arrived, in their order. */
  List<String> keys() {
    return out().getExchanges().stream().map(PollingTestSupport::keyOf).toList();
  }

  static String keyOf(Exchange exchange) {
    return exchange.getMessage().getHeader(Us3Constants.KEY, String.class);
  }

  Us3Consumer pollingConsumer() {
    return (Us3Consumer) context.getRoute("poll").getConsumer();
  }

  /** Waits for running polls and for the completions of their exchanges. */
  void stopPolling() throws Exception {
    context.getRouteController().stopRoute("poll");
  }

  /** Waits until so many polls have begun and ended. */
  void awaitPolls(int count) throws InterruptedException {
    polls.ended.drainPermits();
    if (!polls.ended.tryAcquire(count + 1, 60, TimeUnit.SECONDS)) { // one may be under way
      throw new AssertionError("no polls");
    }
  }

  /** Counts the polls that have ended. */
  static final class Polls extends DefaultPollingConsumerPollStrategy {
    final Semaphore ended = new Semaphore(0);

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polled) {
      ended.release();
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retries, Exception cause)
        throws Exception {
      ended.release();
      return super.rollback(consumer, endpoint, retries, cause);
    }
  }
}
