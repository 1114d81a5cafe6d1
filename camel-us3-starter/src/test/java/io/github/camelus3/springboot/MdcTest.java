package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.camelus3.component.clients.UploadLimiter;
import io.github.camelus3.component.producer.Us3Producer;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.mdc.MDCService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log lines of an upload show its own exchange, on whichever thread. */
@Timeout(120)
class MdcTest {
  private static final int PART = 64 << 10;
  private static final String EXCHANGE = "camel.exchangeId";

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").credentials("PUB", "PRIV").blockSize(PART));

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Logger logger;

  @Configuration
  @EnableAutoConfiguration
  static class Application {
    @Bean
    RouteBuilder upload() {
      return new RouteBuilder() {
        @Override
        public void configure() {
          from("direct:upload")
              .routeId("upload")
              .to("us3:photos?mode=asyncMput&maxConcurrentUploads=2");
        }
      };
    }
  }

  private static ConfigurableApplicationContext start(Us3Emulator us3, String... properties) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "camel.component.us3.endpoint=" + us3.endpoint(),
                "camel.component.us3.public-key=PUB",
                "camel.component.us3.private-key=PRIV"));
    all.addAll(List.of(properties));
    return StartedApplication.of(Application.class, all.toArray(String[]::new));
  }

  private void capture() {
    logger = (Logger) LoggerFactory.getLogger(Us3Producer.class); // after Spring Boot's set-up
    logger.setLevel(Level.DEBUG);
    lines.start();
    logger.addAppender(lines);
  }

  @BeforeEach
  @AfterEach
  void clear() {
    MDC.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"useMDCLogging", "camel-mdc"})
  void queuedUploadsAndTheirPartsShowTheirOwnExchange(String kind, Us3Emulator us3)
      throws Exception {
    String legacy = "camel.main.use-mdc-logging=" + kind.equals("useMDCLogging");
    try (ConfigurableApplicationContext context = start(us3, legacy)) {
      CamelContext camel = context.getBean(CamelContext.class);
      if (kind.equals("camel-mdc")) {
        useCamelMdc(camel);
      }
      capture();

      Map<String, String> exchangeOfKey = new HashMap<>();
      for (CompletableFuture<Exchange> upload : uploads(context, 20)) {
        Exchange done = upload.get();
        assertThat(done.getException()).isNull();
        exchangeOfKey.put(
            done.getMessage().getHeader("CamelUs3Key", String.class), done.getExchangeId());
      }

      assertThat(lines.list).hasSize(2 * 20);
      for (ILoggingEvent line : List.copyOf(lines.list)) {
        String key = line.getFormattedMessage().split("[/ ]")[3];
        assertThat(line.getMDCPropertyMap()).containsEntry(EXCHANGE, exchangeOfKey.get(key));
      }
    }
  }

  private static void useCamelMdc(CamelContext camel) throws Exception {
    camel.getRouteController().stopRoute("upload");
    camel.removeRoute("upload");
    MDCService service = new MDCService();
    service.setCamelContext(camel);
    service.init(camel);
    camel.addRoutes(new Application().upload());
  }

  private static List<CompletableFuture<Exchange>> uploads(
      ConfigurableApplicationContext context, int count) {
    ProducerTemplate template = context.getBean(ProducerTemplate.class);
    List<CompletableFuture<Exchange>> uploads = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String key = "key" + i;
      uploads.add(
          template.asyncSend(
              "direct:upload",
              exchange -> {
                exchange.getMessage().setBody(new byte[3 * PART]);
                exchange.getMessage().setHeader("CamelUs3Key", key);
              }));
    }
    return uploads;
  }

  @Test
  void withoutMdcLoggingThereIsNoMdc(Us3Emulator us3) throws Exception {
    try (ConfigurableApplicationContext context = start(us3)) {
      capture();
      for (CompletableFuture<Exchange> upload : uploads(context, 4)) {
        upload.get();
      }

      assertThat(lines.list).hasSize(8).allMatch(line -> line.getMDCPropertyMap().isEmpty());
    }
  }

  @Test
  void anUploadStartedByTheEndOfAnotherHasItsOwnMdcAndLeavesNone() {
    UploadLimiter limiter = new UploadLimiter(1, Runnable::run);
    List<UploadLimiter.Slot> slots = new ArrayList<>();
    List<String> seen = new CopyOnWriteArrayList<>();

    for (String exchange : List.of("first", "second")) {
      MDC.put(EXCHANGE, exchange);
      limiter.enter(
          slot -> {
            seen.add(MDC.get(EXCHANGE));
            MDC.put("left", "behind");
            slots.add(slot);
          },
          failure -> {});
    }
    MDC.clear();
    limiter.enter(slot -> seen.add(String.valueOf(MDC.get(EXCHANGE))), failure -> {});
    MDC.put(EXCHANGE, "first");
    slots.get(0).leave(); // starts the second upload on this thread
    slots.get(1).leave(); // starts the one without an MDC

    assertThat(seen).containsExactly("first", "second", "null");
    assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry(EXCHANGE, "first"));
  }
}
