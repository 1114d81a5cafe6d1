package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compares the metrics after many uploads with faults with the server's own log. */
@Timeout(240)
class MetricsSoakTest {
  private static final int PART = 64 << 10;
  private static final int UPLOADS = 400;
  private static final List<String> MODES = List.of("put", "mput", "asyncMput", "asyncUpload");
  private static final List<Us3Api> FAULTY =
      List.of(
          Us3Api.PUT_FILE,
          Us3Api.INITIATE_MULTIPART_UPLOAD,
          Us3Api.UPLOAD_PART,
          Us3Api.FINISH_MULTIPART_UPLOAD);

  private final Figures figures = new Figures(new SimpleMeterRegistry());
  private final List<Sent> sent = new ArrayList<>();

  /** An upload as the application saw it. */
  private record Sent(String mode, boolean withPolicy, Exception failure) {
    String exception() {
      return failure == null ? "none" : failure.getClass().getSimpleName();
    }

    String retCode() {
      int code = failure instanceof Us3ServiceException refusal ? refusal.getRetCode() : 0;
      return code == 0 ? "none" : Integer.toString(code);
    }
  }

  private static Us3Emulator.Builder emulator(Fault... everywhere) {
    Fault[] faults =
        FAULTY.stream()
            .flatMap(api -> Stream.of(everywhere).map(fault -> fault.on(api)))
            .toArray(Fault[]::new);
    return Us3Emulator.builder()
        .bucket("photos")
        .credentials("public-key", "private-key")
        .blockSize(PART)
        .randomFaults(0.12, 20, faults);
  }

  @Test
  void everyFigureIsThatOfTheServersLog() throws Exception {
    try (Us3Emulator us3 =
        emulator(
                Fault.internalError(),
                Fault.badGateway(),
                Fault.throttled(),
                Fault.dropBeforeBody(),
                Fault.dropAfterBody())
            .start()) {
      run(us3, null);

      assertUploadsAreThoseOfTheApplication();
      List<ReceivedRequest> parts = requests(us3, Us3Api.UPLOAD_PART);
      List<ReceivedRequest> puts = requests(us3, Us3Api.PUT_FILE);
      long stored = parts.stream().filter(MetricsSoakTest::isOk).count();
      long sentParts = distinct(parts, MetricsSoakTest::part);
      assertThat(stored).isLessThan(parts.size());
      assertThat(figures.count("us3.parts")).isEqualTo(stored);
      assertThat(figures.count("us3.parts.resent"))
          .isEqualTo(parts.size() - sentParts)
          .isPositive();
      assertThat(figures.count("us3.sent"))
          .isEqualTo(bytes(parts, MetricsSoakTest::isOk) + bytes(puts, MetricsSoakTest::isOk));
      assertThat(retries("UploadPart")).isEqualTo(parts.size() - sentParts);
      assertThat(retries("PutFile"))
          .isEqualTo(puts.size() - distinct(puts, ReceivedRequest::key))
          .isPositive();
      for (String status : List.of("500", "502", "503")) {
        assertThat(figures.count("us3.requests.retried", "reason", status))
            .as(status)
            .isLessThanOrEqualTo(
                us3.requests().stream()
                    .filter(r -> Integer.toString(r.status()).equals(status))
                    .count());
      }
      assertThat(figures.count("us3.requests.retried", "reason", "Us3TransportException"))
          .isBetween(1L, us3.requests().stream().filter(r -> r.status() == 0).count());
      assertThat(us3.keys("photos"))
          .hasSize((int) figures.count("us3.uploads", "outcome", "success"));
      assertThat(figures.count("us3.callbacks")).isZero();
    }
  }

  @Test
  void lostResponsesAndCallbacksAreCountedByTheirOutcome() throws Exception {
    try (CallbackService service = new CallbackService();
        Us3Emulator us3 =
            emulator(
                    Fault.loseAnswer(),
                    Fault.internalError(),
                    Fault.callbackRefused(),
                    Fault.callbackTextPlain(),
                    Fault.callbackInvalidJson(),
                    Fault.callbackRejected(403, "{\"no\":true}"))
                .start()) {
      run(us3, service.policyJson());

      assertUploadsAreThoseOfTheApplication();
      for (String outcome : List.of("rejected", "unreachable", "reply.lost")) {
        String exception =
            switch (outcome) {
              case "rejected" -> "Us3CallbackRejectedException";
              case "unreachable" -> "Us3CallbackUnreachableException";
              default -> "Us3CallbackReplyLostException";
            };
        assertThat(figures.count("us3.callbacks", "outcome", outcome))
            .as(outcome)
            .isEqualTo(sent(s -> s.exception().equals(exception)))
            .isPositive();
      }
      assertThat(figures.count("us3.callbacks", "outcome", "invalid"))
          .isEqualTo(
              sent(
                  s ->
                      s.exception().equals("Us3CallbackBodyException")
                          || s.exception().equals("Us3CallbackContentTypeException")))
          .isPositive();
      long accepted = figures.count("us3.callbacks", "outcome", "accepted");
      assertThat(accepted).isEqualTo(sent(s -> s.withPolicy() && s.failure() == null)).isPositive();
      // a lost response hides an accepted callback; no other callback was answered
      List<SentCallback> answered =
          us3.callbacks().stream().filter(c -> c.status() == 200 && c.failure().isEmpty()).toList();
      assertThat(accepted + figures.count("us3.callbacks", "outcome", "reply.lost"))
          .isEqualTo(answered.size());
      assertThat(figures.seconds("us3.callbacks", "outcome", "accepted")).isPositive();
      // each stored part once, found again or not, and each stored object that was put
      List<ReceivedRequest> parts = requests(us3, Us3Api.UPLOAD_PART);
      assertThat(figures.count("us3.parts"))
          .isLessThanOrEqualTo(distinct(parts, MetricsSoakTest::part));
      long stored =
          us3.keys("photos").stream()
              .mapToLong(key -> us3.object("photos", key).orElseThrow().bytes().length)
              .sum();
      assertThat(figures.count("us3.sent")).isGreaterThanOrEqualTo(stored);
    }
  }

  private void assertUploadsAreThoseOfTheApplication() {
    assertThat(figures.count("us3.uploads")).isEqualTo(UPLOADS);
    for (Sent one : sent) {
      assertThat(
              figures.count(
                  "us3.uploads",
                  "mode",
                  one.mode(),
                  "exception",
                  one.exception(),
                  "ret.code",
                  one.retCode()))
          .isEqualTo(
              sent(
                  s ->
                      s.mode().equals(one.mode())
                          && s.exception().equals(one.exception())
                          && s.retCode().equals(one.retCode())));
    }
    assertThat(figures.count("us3.uploads", "outcome", "failure"))
        .isEqualTo(sent(s -> s.failure() != null))
        .isPositive();
  }

  /** Uploads with every mode, each second time with the policy if there is one. */
  private void run(Us3Emulator us3, String policy) throws Exception {
    Random random = new Random(3);
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("metricsRegistry", figures.registry());
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(us3.endpoint());
      options.setPublicKey("public-key");
      options.setPrivateKey("private-key");
      options.setMaxRetries(1);
      options.setRetryDelay(1);
      camel.start();
      ProducerTemplate template = camel.createProducerTemplate();
      for (int i = 0; i < UPLOADS; i++) {
        String mode = MODES.get(i % MODES.size());
        boolean withPolicy = policy != null && i / MODES.size() % 2 == 0;
        byte[] bytes = new byte[1 + random.nextInt(4 * PART)];
        Map<String, Object> headers =
            new HashMap<>(Map.of(Us3Constants.KEY, "key-" + i, Us3Constants.MODE, mode));
        if (withPolicy) {
          headers.put(Us3Constants.POLICY, policy);
        }
        Object body = i % 3 == 0 ? new ByteArrayInputStream(bytes) : bytes;
        Exchange done =
            template.request(
                "us3:photos",
                exchange -> {
                  exchange.getMessage().setBody(body);
                  exchange.getMessage().setHeaders(headers);
                });
        sent.add(new Sent(mode, withPolicy, done.getException()));
      }
    }
  }

  private long sent(Predicate<Sent> which) {
    return sent.stream().filter(which).count();
  }

  private long retries(String operation) {
    return figures.count("us3.requests.retried", "operation", operation);
  }

  private static List<ReceivedRequest> requests(Us3Emulator us3, Us3Api api) {
    return us3.requests().stream().filter(request -> request.api() == api).toList();
  }

  private static boolean isOk(ReceivedRequest request) {
    return request.status() == 200;
  }

  private static String part(ReceivedRequest request) {
    return request.queryParameter("uploadId").orElseThrow()
        + '/'
        + request.queryParameter("partNumber").orElseThrow();
  }

  private static long distinct(
      List<ReceivedRequest> requests, Function<ReceivedRequest, String> name) {
    return requests.stream().map(name).filter(Objects::nonNull).collect(Collectors.toSet()).size();
  }

  private static long bytes(List<ReceivedRequest> requests, Predicate<ReceivedRequest> which) {
    return requests.stream()
        .filter(which)
        .mapToLong(r -> Long.parseLong(r.header("Content-Length").orElseThrow()))
        .sum();
  }
}
