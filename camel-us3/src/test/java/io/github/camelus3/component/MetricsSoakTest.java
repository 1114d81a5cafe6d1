package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.Await;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Compares every counter of uploads, after many uploads with faults, with the server's log. */
@Timeout(240)
class MetricsSoakTest {
  private static final int PART = 64 << 10;
  private static final int UPLOADS = 420;
  private static final List<String> MODES =
      List.of("put", "mput", "asyncMput", "asyncUpload", "auto", "finish");
  private static final List<Us3Api> FAULTY =
      List.of(
          Us3Api.PUT_FILE,
          Us3Api.INITIATE_MULTIPART_UPLOAD,
          Us3Api.UPLOAD_PART,
          Us3Api.FINISH_MULTIPART_UPLOAD);

  private final Figures figures = new Figures(new SimpleMeterRegistry());
  private final Random random = new Random(3);
  private final List<Done> uploads = new ArrayList<>();
  private final List<Done> operations = new ArrayList<>();

  /**
   * An exchange as the application saw it.
   *
   * @param name the operation, or the mode of an upload
   */
  private record Done(String name, String key, Exception failure) {
    static Done of(String name, Map<String, Object> headers, Exchange exchange) {
      return new Done(name, (String) headers.get(Us3Constants.KEY), exchange.getException());
    }

    String outcome() {
      return failure == null ? "success" : "failure";
    }

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
                Fault.dropAfterBody(),
                Fault.loseAnswer(),
                Fault.wrongETag())
            .start()) {
      run(us3, null);

      ServerLog log = ServerLog.of(us3);
      assertFiguresAreThoseOf(log);
      assertThat(figures.counts("us3.callbacks", "outcome")).isEmpty();
      assertThat(log.retries())
          .containsKeys(
              "UploadPart 500",
              "UploadPart 502",
              "UploadPart 503",
              "UploadPart Us3TransportException");
    }
  }

  @Test
  void callbacksAreThoseOfTheServersLogToo() throws Exception {
    try (CallbackService service = new CallbackService();
        Us3Emulator us3 =
            emulator(
                    Fault.loseAnswer(),
                    Fault.internalError(),
                    Fault.dropBeforeBody(),
                    Fault.wrongETag(),
                    Fault.callbackRefused(),
                    Fault.callbackTextPlain(),
                    Fault.callbackInvalidJson(),
                    Fault.callbackRejected(403, "{\"no\":true}"))
                .start()) {
      for (Us3Api api : List.of(Us3Api.PUT_FILE, Us3Api.FINISH_MULTIPART_UPLOAD)) {
        us3.inject(Fault.callbackRefused().on(api));
        us3.inject(Fault.callbackInvalidJson().on(api));
        us3.inject(Fault.callbackRejected(409, "{\"no\":true}").on(api));
      }
      us3.inject(Fault.loseAnswer().on(Us3Api.PUT_FILE).key("put-42"));
      us3.inject(Fault.loseAnswer().on(Us3Api.FINISH_MULTIPART_UPLOAD).key("mput-43"));
      run(us3, service.url());

      ServerLog log = ServerLog.of(us3);
      assertFiguresAreThoseOf(log);
      assertThat(log.callbackOutcomes())
          .containsOnlyKeys("accepted", "rejected", "unreachable", "invalid", "reply.lost");
      assertThat(figures.counts("us3.callbacks", "outcome")).isEqualTo(log.callbackOutcomes());
      assertThat(figures.seconds("us3.callbacks", "outcome", "accepted")).isPositive();
    }
  }

  private void assertFiguresAreThoseOf(ServerLog log) {
    assertThat(figures.counts("us3.uploads", "mode", "outcome", "exception", "ret.code"))
        .isEqualTo(
            ServerLog.counts(
                uploads.stream(),
                done ->
                    String.join(
                        " ", mode(done, log), done.outcome(), done.exception(), done.retCode())));
    assertThat(succeeded(uploads)).hasSameSizeAs(log.uploaded()).hasSizeLessThan(uploads.size());
    assertThat(log.uploaded()).containsAll(succeeded(uploads));
    assertThat(figures.counts("us3.operations", "operation", "outcome"))
        .isEqualTo(ServerLog.counts(operations.stream(), d -> d.name() + ' ' + d.outcome()));
    assertThat(figures.counts("us3.requests.retried", "operation", "reason"))
        .isEqualTo(log.retries());
    assertThat(figures.count("us3.parts.resent")).isEqualTo(log.partsSentAgain()).isPositive();
    assertThat(figures.count("us3.parts")).isEqualTo(log.confirmedParts().size());
    assertThat(figures.count("us3.sent")).isEqualTo(log.confirmedBytes());
  }

  /** The mode that {@code auto} has chosen is that of its first request. */
  private static String mode(Done upload, ServerLog log) {
    if (!upload.name().equals("auto")) {
      return upload.name();
    }
    boolean isPut =
        log.calls(Us3Api.PUT_FILE).stream().anyMatch(call -> call.key().equals(upload.key()));
    return isPut ? "put" : "asyncUpload";
  }

  private static List<String> succeeded(List<Done> all) {
    return all.stream().filter(done -> done.failure() == null).map(Done::key).toList();
  }

  /** Uploads in every mode, two of three times with a policy if there is a callback's URL. */
  private void run(Us3Emulator us3, String callbackUrl) throws Exception {
    try (CamelContext camel = new DefaultCamelContext()) {
      camel.getRegistry().bind("metricsRegistry", figures.registry());
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(us3.endpoint());
      options.setPublicKey("public-key");
      options.setPrivateKey("private-key");
      options.setMaxRetries(1);
      options.setRetryDelay(1);
      options.setMultipartThreshold(2 * PART);
      camel.start();
      ProducerTemplate template = camel.createProducerTemplate();
      for (int i = 0; i < UPLOADS; i++) {
        String mode = MODES.get(i % MODES.size());
        String key = mode + '-' + i;
        Map<String, Object> headers =
            new HashMap<>(Map.of(Us3Constants.KEY, key, Us3Constants.MODE, mode));
        if (callbackUrl != null && i / MODES.size() % 3 != 0) {
          headers.put(Us3Constants.POLICY, policy(callbackUrl, key));
        }
        byte[] bytes = new byte[i % 30 < 6 ? 0 : 1 + random.nextInt(4 * PART)];
        if (mode.equals("finish")) {
          sendPartsAndFinish(template, bytes, headers);
        } else {
          boolean isStream = bytes.length > 0 && i / MODES.size() % 2 == 0;
          Object body = isStream ? new ByteArrayInputStream(bytes) : bytes;
          uploads.add(Done.of(mode, headers, send(template, "us3:photos", body, headers)));
        }
      }
      assertThat(figures.gauge("us3.uploads.running")).isZero();
      assertThat(figures.gauge("us3.uploads.waiting")).isZero();
      assertThat(figures.gauge("us3.connections", "state", "active")).isZero();
      // the server hears later of connections that were closed
      Await.until(() -> figures.gauge("us3.connections", "state", "idle") == us3.openConnections());
    }
  }

  private static Map<String, Object> policy(String callbackUrl, String key) {
    return Map.of(
        "callbackUrl", callbackUrl + "?key=" + key,
        "callbackBody", "{}",
        "callbackBodyType", "application/json");
  }

  private void sendPartsAndFinish(
      ProducerTemplate template, byte[] bytes, Map<String, Object> headers) {
    Map<String, Object> upload = new HashMap<>(headers);
    upload.remove(Us3Constants.POLICY);
    Exchange last = operate(template, "initiateMultipartUpload", null, upload);
    Object id = last.getMessage().getHeader(Us3Constants.UPLOAD_ID);
    upload.put(Us3Constants.UPLOAD_ID, id);
    for (int from = 0; from < bytes.length && last.getException() == null; from += PART) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART));
      upload.put(Us3Constants.PART_NUMBER, from / PART);
      last = operate(template, "uploadPart", part, upload);
    }
    if (last.getException() == null) { // an upload without parts is refused
      headers.put(Us3Constants.UPLOAD_ID, id);
      uploads.add(Done.of("finish", headers, send(template, "us3:photos", null, headers)));
    }
  }

  private Exchange operate(
      ProducerTemplate template, String operation, Object body, Map<String, Object> headers) {
    Exchange done = send(template, "us3:photos?operation=" + operation, body, headers);
    operations.add(Done.of(operation, headers, done));
    return done;
  }

  private static Exchange send(
      ProducerTemplate template, String uri, Object body, Map<String, Object> headers) {
    return template.request(
        uri,
        exchange -> {
          exchange.getMessage().setBody(body);
          exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
  }
}
