package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.cloudevents.CloudEvent;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The data type {@code us3:application-cloudevents}, found by its name. */
@Timeout(60)
class CloudEventsTest extends WebhookTestSupport {
  private static final DataType EVENT = new DataType("us3:application-cloudevents");

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("us3:photos?prefix=in/&initialDelay=0&delay=20&idempotent=false")
            .routeId("poll")
            .autoStartup(false)
            .transformDataType(EVENT)
            .to("mock:polled");
        from("webhook:us3:photos?webhookPath=/cb").transformDataType(EVENT).to("mock:called");
        from("direct:own-id")
            .setHeader(CloudEvent.CAMEL_CLOUD_EVENT_ID, constant("own"))
            .transformDataType(EVENT);
      }
    };
  }

  @Test
  void aPolledObjectBecomesAnEventAboutItsVersion() throws Exception {
    upload("us3:photos?mimeType=text/x-a", "hello", Map.of(Us3Constants.KEY, "in/a b.txt"));
    MockEndpoint polled = getMockEndpoint("mock:polled");
    polled.expectedMinimumMessageCount(2);

    context.getRouteController().startRoute("poll");

    polled.assertIsSatisfied();
    Message event = polled.getExchanges().get(0).getMessage();
    assertThat(event.getBody(String.class)).isEqualTo("hello");
    assertThat(event.getHeaders())
        .containsEntry("CamelCloudEventVersion", "1.0")
        .containsEntry("CamelCloudEventType", "org.apache.camel.event.us3.getObject")
        .containsEntry("CamelCloudEventSource", "us3.bucket.photos")
        .containsEntry("CamelCloudEventSubject", "in/a b.txt")
        .containsEntry(
            "CamelCloudEventTime", event.getHeader(Us3Constants.LAST_MODIFIED).toString())
        .containsEntry("Content-Type", "text/x-a")
        .containsEntry(Us3Constants.KEY, "in/a b.txt");
    assertThat(ids(polled.getExchanges())).as("ids of one version").hasSize(1);
  }

  @Test
  void anotherVersionOfAnObjectIsAnotherEvent() throws Exception {
    MockEndpoint polled = getMockEndpoint("mock:polled");
    context.getRouteController().startRoute("poll");

    upload("us3:photos?mode=put", "one", Map.of(Us3Constants.KEY, "in/a"));
    polled.expectedMinimumMessageCount(1);
    polled.assertIsSatisfied();
    upload("us3:photos?mode=put", "two", Map.of(Us3Constants.KEY, "in/a"));

    Await.until(() -> ids(List.copyOf(polled.getExchanges())).size() >= 2);
  }

  @Test
  void aCallbackBecomesAnEventWithJson() throws Exception {
    MockEndpoint called = getMockEndpoint("mock:called");
    called.expectedMessageCount(1);

    post(
        "/cb",
        "{\"bucket\":\"photos\",\"key\":\"k.jpg\",\"mimeType\":\"image/jpeg\"}",
        Map.of("CamelCloudEventID", "forged"));

    called.assertIsSatisfied();
    Exchange exchange = called.getExchanges().get(0);
    assertThat(exchange.getMessage().getHeaders())
        .containsEntry("CamelCloudEventID", exchange.getExchangeId())
        .containsEntry("CamelCloudEventType", "org.apache.camel.event.us3.callback")
        .containsEntry("CamelCloudEventSource", "us3.bucket.photos")
        .containsEntry("CamelCloudEventSubject", "k.jpg")
        .containsEntry("Content-Type", "application/json")
        .containsKey("CamelCloudEventTime");
  }

  @Test
  void anIdThatTheRouteHasSetStays() {
    Message event =
        template.send("direct:own-id", exchange -> exchange.getMessage().setBody("x")).getMessage();

    assertThat(event.getHeaders())
        .containsEntry("CamelCloudEventID", "own")
        .containsEntry("CamelCloudEventSource", "us3")
        .doesNotContainKey("CamelCloudEventSubject");
  }

  private static Set<Object> ids(List<Exchange> exchanges) {
    Set<Object> ids = new HashSet<>();
    exchanges.forEach(one -> ids.add(one.getMessage().getHeader("CamelCloudEventID")));
    return ids;
  }
}
