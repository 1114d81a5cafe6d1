package io.github.camelus3.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the log keeps of a request. */
class RequestLogTest {
  private final RequestLog log = new RequestLog();

  /** Else 10 000 requests with their connections would stay in memory. */
  @Test
  void completedRequestForgetsWhoWaitedForItsBucket() {
    AtomicInteger calls = new AtomicInteger();
    RequestLog.Slot slot = log.begin();
    slot.onBucket(calls::incrementAndGet);
    slot.bucket("");
    slot.bucket("photos");
    slot.bucket("photos");
    assertThat(calls).hasValue(1);

    slot.fill(
        new ReceivedRequest(
            "PUT",
            "/k",
            Us3Api.PUT_FILE,
            slot.bucket(),
            "k",
            Map.of(),
            Map.of(),
            200,
            0,
            "session",
            1,
            1));
    slot.bucket("other");

    assertThat(calls).hasValue(1);
    assertThat(log.completed()).extracting(ReceivedRequest::bucket).isEqualTo(List.of("photos"));
  }
}
