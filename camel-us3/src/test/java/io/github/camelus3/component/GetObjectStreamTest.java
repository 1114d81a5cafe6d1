package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.StreamCache;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Without stream caching the body of getObject is the connection's, closed with the exchange. */
class GetObjectStreamTest extends Us3TestSupport {
  /** More than sockets buffer, so that the response is under way until the stream is closed. */
  private static final int BIG = 32 << 20;

  private static final String GET = "us3:photos?operation=getObject";

  private final AtomicReference<Object> body = new AtomicReference<>();

  @BeforeEach
  void storeABigObject() {
    us3.putObject(BUCKET, "k", new byte[BIG], "application/octet-stream");
    context.setStreamCaching(false);
  }

  @Test
  void streamsTheWholeObject() throws Exception {
    route(exchange -> body.set(exchange.getMessage().getBody(InputStream.class).readAllBytes()));

    upload("direct:in", null, key("k"));

    assertThat((byte[]) body.get()).hasSize(BIG);
    assertNothingIsUnderWay();
  }

  @Test
  void isClosedWhenNobodyHasReadIt() throws Exception {
    route(exchange -> body.set(exchange.getMessage().getBody()));

    upload("direct:in", null, key("k"));

    assertThat(body.get()).isInstanceOf(InputStream.class).isNotInstanceOf(StreamCache.class);
    assertNothingIsUnderWay();
  }

  @Test
  void isClosedWhenItWasReadHalf() throws Exception {
    route(exchange -> exchange.getMessage().getBody(InputStream.class).readNBytes(BIG / 2));

    upload("direct:in", null, key("k"));

    assertNothingIsUnderWay();
  }

  @Test
  void isClosedWhenTheRouteFails() throws Exception {
    route(
        exchange -> {
          throw new IllegalStateException("no");
        });

    assertThat(failure("direct:in", null, key("k"))).hasMessage("no");

    assertNothingIsUnderWay();
  }

  @Test
  void isClosedWhenItWasReplaced() throws Exception {
    route(exchange -> exchange.getMessage().setBody("another"));

    upload("direct:in", null, key("k"));

    assertNothingIsUnderWay();
  }

  @Test
  void isClosedWhenItComesToAnotherRouteByEnrichment() throws Exception {
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").enrich(GET).process(GetObjectStreamTest.this::readHalf);
          }
        });

    upload("direct:in", null, key("k"));

    assertThat((byte[]) body.get()).hasSize(BIG / 2);
    assertNothingIsUnderWay();
  }

  @Test
  void isClosedWhenTheMulticastIsThrough() throws Exception {
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").to(GET).multicast().to("direct:first", "mock:second");
            from("direct:first").process(GetObjectStreamTest.this::readHalf);
          }
        });
    getMockEndpoint("mock:second").expectedMessageCount(1);

    upload("direct:in", null, key("k"));

    MockEndpoint.assertIsSatisfied(context);
    assertThat((byte[]) body.get()).hasSize(BIG / 2);
    assertNothingIsUnderWay();
  }

  @Test
  void isReadableBehindSedaAndClosedThere() throws Exception {
    CountDownLatch firstRouteIsDone = new CountDownLatch(1);
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").to(GET).to("seda:later");
            from("seda:later")
                .process(exchange -> firstRouteIsDone.await(30, TimeUnit.SECONDS))
                .process(GetObjectStreamTest.this::readHalf)
                .to("mock:done");
          }
        });
    getMockEndpoint("mock:done").expectedMessageCount(1);

    template.sendBodyAndHeader("direct:in", null, Us3Constants.KEY, "k");
    firstRouteIsDone.countDown();

    MockEndpoint.assertIsSatisfied(context);
    assertThat((byte[]) body.get()).hasSize(BIG / 2);
    assertNothingIsUnderWay();
  }

  @Test
  void anObjectThatWasReadLeavesItsConnectionToTheNextRequest() throws Exception {
    store("small", "hello");
    route(exchange -> body.set(exchange.getMessage().getBody(String.class)));

    upload("direct:in", null, key("small"));
    upload("direct:in", null, key("small"));

    assertThat(requests(Us3Api.GET_FILE)).hasSize(2);
    assertThat(us3.connectionsOpened()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100_000, BIG})
  void aBodyThatIsCutIsAnErrorAndNeverShort(int length) throws Exception {
    us3.putObject(BUCKET, "cut", new byte[length], "text/plain");
    us3.inject(Fault.truncateAnswer().on(Us3Api.GET_FILE).key("cut"));
    route(exchange -> body.set(exchange.getMessage().getBody(InputStream.class).readAllBytes()));

    Exception failure = failure("direct:in", null, key("cut"));

    assertThat(failure).isExactlyInstanceOf(Us3TransportException.class);
    assertThat(body.get()).isNull();
    assertNothingIsUnderWay();
  }

  @Test
  void aRouteMayTurnCachingOnForItself() throws Exception {
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").streamCache("true").to(GET);
          }
        });

    Exchange done = upload("direct:in", null, key("k"));

    assertThat(done.getMessage().getBody(byte[].class)).hasSize(BIG);
    assertNothingIsUnderWay();
  }

  private void route(Processor processor) throws Exception {
    addRoute(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:in").to(GET).process(processor);
          }
        });
  }

  private void addRoute(RouteBuilder routes) throws Exception {
    context.addRoutes(routes);
  }

  private void readHalf(Exchange exchange) throws Exception {
    body.set(exchange.getMessage().getBody(InputStream.class).readNBytes(BIG / 2));
  }

  private void assertNothingIsUnderWay() throws InterruptedException {
    assertThat(us3.awaitQuiet(Duration.ofSeconds(30))).isTrue();
    assertThat(us3.requests()).hasSize(1);
  }
}
