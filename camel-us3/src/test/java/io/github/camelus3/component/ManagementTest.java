package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.Await;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
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
  void onlyRunningOperationsCanBeCancelled() {
    assertThatThrownBy(() -> call(endpoint(), "cancelOperation", "other", String.class))
        .isInstanceOf(MBeanException.class)
        .hasStackTraceContaining("exchangeId must be that of a running operation: other");
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
    assertThat(get(consumer, "ListingPosition")).isEqualTo("b.txt");
    assertThat(get(consumer, "LastPoll")).isNotNull();
  }
}
