package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.component.producer.Us3Producer;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.event.Level;

/** What an upload logs. */
class UploadLogTest extends Us3TestSupport {
  private static final String REPORTER = "io.github.camelus3.component.producer.ProgressReporter";

  @RegisterExtension final CallbackService service = new CallbackService();

  private final LogCapture log = new LogCapture(Level.DEBUG, Us3Producer.class.getName());

  @AfterEach
  void stopCapture() {
    log.close();
  }

  private List<String> lines() {
    return log.lines(Level.DEBUG);
  }

  @ParameterizedTest
  @EnumSource(
      value = Us3UploadMode.class,
      names = {"put", "mput", "asyncMput", "asyncUpload"})
  void anUploadWithAPolicyIsThreeLines(Us3UploadMode mode) throws Exception {
    Exchange done =
        upload(
            "us3:photos?mode=" + mode,
            new byte[3 * PART],
            Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, service.policyJson()));

    int parts = mode == Us3UploadMode.put ? 0 : 3;
    Object session = done.getMessage().getHeader(Us3Constants.SESSION_ID);
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0))
        .isEqualTo("Upload of photos/k begun: mode " + mode + ", " + 3 * PART + " bytes");
    assertThat(lines().get(1))
        .matches(
            Pattern.quote("Upload of photos/k finished: " + 3 * PART + " bytes, " + parts)
                + " parts, \\d+ ms, session "
                + session);
    assertThat(lines().get(2)).isEqualTo("Callback of photos/k accepted: HTTP 200");
    assertThat(log.text()).doesNotContain("Alice", "private-key", "accepted\"", service.url());
  }

  @Test
  void anUploadWithoutAPolicyIsTwoLines() throws Exception {
    upload("us3:photos", "text", key("k"));

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).startsWith("Upload of photos/k begun: mode put, 4 bytes");
    assertThat(lines().get(1)).startsWith("Upload of photos/k finished: 4 bytes, 0 parts, ");
  }

  @Test
  void aFinishIsLoggedToo() throws Exception {
    Exchange begun = run("initiateMultipartUpload", key("k"));
    Object id = begun.getMessage().getHeader(Us3Constants.UPLOAD_ID);
    Map<String, Object> part =
        Map.of(Us3Constants.KEY, "k", Us3Constants.UPLOAD_ID, id, Us3Constants.PART_NUMBER, 0);
    run("uploadPart", "text", part);

    upload(
        "us3:photos?mode=finish", null, Map.of(Us3Constants.KEY, "k", Us3Constants.UPLOAD_ID, id));

    assertThat(lines().get(0)).isEqualTo("Upload of photos/k begun: mode finish, length unknown");
    assertThat(lines().get(1)).startsWith("Upload of photos/k finished: ").contains("1 parts");
  }

  @Test
  void aRejectedCallbackIsItsOutcome() {
    service.replies(500, "application/json", "{\"reason\":\"TOP-SECRET\"}");

    Exception failure =
        failure(
            "us3:photos",
            "x",
            Map.of(Us3Constants.KEY, "k", Us3Constants.POLICY, service.policyJson()));

    assertThat(failure).isInstanceOf(Us3CallbackRejectedException.class);
    assertThat(lines()).hasSize(3);
    assertThat(lines().get(1)).matches("Upload of photos/k finished: stored, \\d+ ms");
    assertThat(lines().get(2))
        .startsWith(
            "Callback of photos/k failed: Us3CallbackRejectedException, HTTP 500, RetCode 0")
        .contains(((Us3ServiceException) failure).getSessionId());
    assertThat(log.text()).doesNotContain("Alice", "TOP-SECRET");
  }

  @Test
  void aFailureIsTheEnd() {
    us3.inject(Fault.answer(500, -1, "internal error").on(Us3Api.PUT_FILE));

    Exception failure = failure("us3:photos", "x", key("k"));

    assertThat(failure).isInstanceOf(Us3ServiceException.class);
    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1))
        .matches("Upload of photos/k failed after \\d+ ms: " + Pattern.quote(failure.toString()));
  }

  @Test
  void nothingIsLoggedAtInfo() throws Exception {
    try (LogCapture info = new LogCapture(Level.INFO, Us3Producer.class.getName())) {
      upload("us3:photos?mode=mput", new byte[PART + 1], key("k"));

      assertThat(info.lines()).isEmpty();
    }
  }

  @Test
  void anEventNotifierThatFailsIsOneWarningPerUpload() throws Exception {
    context
        .getManagementStrategy()
        .addEventNotifier(
            new EventNotifierSupport() {
              @Override
              public boolean isEnabled(CamelEvent event) {
                return event instanceof Us3UploadProgressEvent;
              }

              @Override
              public void notify(CamelEvent event) {
                throw new IllegalStateException("no bar");
              }
            });

    try (LogCapture warn = new LogCapture(Level.WARN, REPORTER)) {
      upload("us3:photos?mode=mput", new byte[3 * PART], key("k"));

      assertThat(warn.lines(Level.WARN)).hasSize(1);
    }
  }
}
