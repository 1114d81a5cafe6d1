package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.Await;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.OpenUpload;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;

/** The attributes and operations of endpoint and consumer in JMX. */
class ManagementTest extends Us3TestSupport {
  private static final String UPLOAD = "us3:photos?mode=mput";

  ManagementTest() {
    testConfiguration().withJMX(true);
  }

  @Override
  protected RoutesBuilder createRouteBuilder() {
    return new RouteBuilder() {
      @Override
      public void configure() {
        from("direct:upload").to(UPLOAD);
        from("us3:archive?initialDelay=0&delay=600000&include=.*jpg&deleteAfterRead=true")
            .routeId("inbox")
            .autoStartup(false)
            .to("mock:in");
      }
    };
  }

  private MBeanServer server() {
    return context.getManagementStrategy().getManagementAgent().getMBeanServer();
  }

  private ObjectName bean(String type, String part) throws Exception {
    Set<ObjectName> found =
        server().queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null);
    return found.stream().filter(name -> name.toString().contains(part)).findFirst().orElseThrow();
  }

  private Object get(ObjectName bean, String attribute) throws Exception {
    return server().getAttribute(bean, attribute);
  }

  private Object call(ObjectName bean, String operation, Object argument, Class<?> type)
      throws Exception {
    String[] signature = {type.getName()};
    return server().invoke(bean, operation, new Object[] {argument}, signature);
  }

  private ObjectName endpoint() throws Exception {
    return bean("endpoints", "us3://photos");
  }

  @Test
  void theEndpointCountsItsUploads() throws Exception {
    us3.inject(Fault.internalError().on(Us3Api.UPLOAD_PART).after(3).times(1));
    send("direct:upload", new byte[3 * PART], Map.of(Us3Constants.KEY, "a"));
    send("direct:upload", new byte[3 * PART], Map.of(Us3Constants.KEY, "b"));

    ObjectName endpoint = endpoint();
    assertThat(get(endpoint, "SucceededOperations")).isEqualTo(1L);
    assertThat(get(endpoint, "FailedOperations")).isEqualTo(1L);
    assertThat(get(endpoint, "SentParts")).isEqualTo(3L);
    assertThat(get(endpoint, "SentBytes")).isEqualTo(3L * PART);
    assertThat(get(endpoint, "RunningOperations")).isEqualTo(0L);
    assertThat(get(endpoint, "WaitingOperations")).isEqualTo(0L);
    assertThat(get(endpoint, "Retries")).isEqualTo(0L);
  }

  @Test
  void aRunningUploadCanBeCancelled() throws Exception {
    us3.holdPartsUntil(2);
    CompletableFuture<Exchange> upload =
        template.asyncSend(
            "direct:upload",
            exchange -> {
              exchange.setExchangeId("stuck-upload");
              exchange.getMessage().setBody(new byte[3 * PART]);
              exchange.getMessage().setHeader(Us3Constants.KEY, "a");
            });
    Await.until(() -> us3.maxPartsInFlight() > 0);
    assertThat(get(endpoint(), "RunningOperations")).isEqualTo(1L);

    Object cancelled = call(endpoint(), "cancelOperation", "stuck-upload", String.class);

    assertThat(cancelled).isEqualTo("upload photos/a");
    assertThat(upload.get(60, TimeUnit.SECONDS).getException()).isNotNull();
    us3.holdPartsUntil(0); // lets the emulator end the part whose connection was cut
    assertThat(us3.openUploads(BUCKET)).isEmpty();
    assertThat(get(endpoint(), "FailedOperations")).isEqualTo(1L);
  }

  @Test
  void aWaitingUploadCanBeCancelled() throws Exception {
    us3.holdPartsUntil(2);
    CompletableFuture<Exchange> first = sendLimited("running-upload", "a");
    while (us3.maxPartsInFlight() == 0) {
      Thread.onSpinWait();
    }
    CompletableFuture<Exchange> second = sendLimited("waiting-upload", "b");
    Us3Component component = context.getComponent("us3", Us3Component.class);
    while (component.activity().clients().get(0).waiting() == 0) {
      Thread.onSpinWait();
    }

    Object cancelled = call(endpoint(), "cancelOperation", "waiting-upload", String.class);

    assertThat(cancelled).isEqualTo("upload photos");
    assertThat(second.get(60, TimeUnit.SECONDS).getException())
        .isInstanceOf(Us3TransportException.class)
        .hasMessageContaining("it was cancelled while it waited for an upload slot");
    assertThat(component.activity().clients().get(0).waiting()).isZero();
    assertThatThrownBy(() -> call(endpoint(), "cancelOperation", "waiting-upload", String.class))
        .isInstanceOf(MBeanException.class);
    us3.holdPartsUntil(0);
    assertThat(first.get(60, TimeUnit.SECONDS).getException()).isNull();
    assertThat(us3.keys(BUCKET)).containsExactly("a");
  }

  private CompletableFuture<Exchange> sendLimited(String exchangeId, String key) {
    return template.asyncSend(
        UPLOAD + "&maxConcurrentUploads=1",
        exchange -> {
          exchange.setExchangeId(exchangeId);
          exchange.getMessage().setBody(new byte[3 * PART]);
          exchange.getMessage().setHeader(Us3Constants.KEY, key);
        });
  }

  @Test
  void onlyOperationsThatWaitOrRunCanBeCancelled() {
    assertThatThrownBy(() -> call(endpoint(), "cancelOperation", "other", String.class))
        .isInstanceOf(MBeanException.class)
        .hasStackTraceContaining(
            "exchangeId must be that of an operation that waits or runs: other");
  }

  @Test
  void uploadsOfADayCanBeSweptAndYoungerOnesNot() throws Exception {
    send(
        "us3:photos?operation=initiateMultipartUpload",
        null,
        Map.of(Us3Constants.KEY, "abandoned"));

    assertThatThrownBy(() -> call(endpoint(), "sweepUploads", 23, int.class))
        .isInstanceOf(MBeanException.class)
        .hasStackTraceContaining("olderThanHours must be 24 or more: 23");
    assertThat(call(endpoint(), "sweepUploads", 24, int.class)).isEqualTo(0);
    assertThat(us3.openUploads(BUCKET)).hasSize(1);
  }

  @Test
  void abandonedUploadsAreSweptAndYoungerOnesKept() throws Exception {
    ShiftedClock clock = new ShiftedClock(Duration.ofHours(-25));
    try (Us3Emulator old =
        Us3Emulator.builder()
            .bucket(BUCKET)
            .credentials("public-key", "private-key")
            .clock(clock)
            .start()) {
      String uri = "us3:photos?operation=initiateMultipartUpload&endpoint=" + old.endpoint();
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:begin").to(uri);
            }
          });
      send("direct:begin", null, Map.of(Us3Constants.KEY, "abandoned"));
      clock.shiftBy(Duration.ZERO);
      send("direct:begin", null, Map.of(Us3Constants.KEY, "young"));

      ObjectName endpoint = bean("endpoints", "operation=initiateMultipartUpload");
      assertThat(call(endpoint, "sweepUploads", 24, int.class)).isEqualTo(1);

      assertThat(old.openUploads(BUCKET)).extracting(OpenUpload::key).containsExactly("young");
    }
  }

  @Test
  void theConsumerCountsItsObjects() throws Exception {
    us3.putObject(OTHER_BUCKET, "a.jpg", new byte[1], "image/jpeg");
    us3.putObject(OTHER_BUCKET, "b.txt", new byte[1], "text/plain");
    MockEndpoint in = getMockEndpoint("mock:in");
    in.expectedMessageCount(1);
    context.getRouteController().startRoute("inbox");
    in.assertIsSatisfied();
    ObjectName consumer = bean("consumers", "Us3Consumer");
    context.getRouteController().suspendRoute("inbox"); // waits for the deletion

    assertThat(get(consumer, "DeliveredObjects")).isEqualTo(1L);
    assertThat(get(consumer, "SkippedObjects")).isEqualTo(1L);
    assertThat(get(consumer, "DeletedObjects")).isEqualTo(1L);
    assertThat(get(consumer, "MovedObjects")).isEqualTo(0L);
    assertThat(get(consumer, "FailedObjects")).isEqualTo(0L);
    assertThat(get(consumer, "FailedPolls")).isEqualTo(0L);
    assertThat(get(consumer, "ListingPosition")).isEqualTo("b.txt");
    assertThat(get(consumer, "LastPoll")).isNotNull();
  }
}
