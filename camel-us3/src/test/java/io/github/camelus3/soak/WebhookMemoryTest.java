package io.github.camelus3.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks larger than the heap of the webhook's process. */
@Timeout(360)
class WebhookMemoryTest {
  private static final long HUNDRED_MB = 100_000_000;
  private static final int AT_ONCE = 4;

  @Test
  void callbacksOfAHundredMegabytesAreRefusedInASmallHeap() throws Exception {
    Properties output = SmallHeap.run(SmallHeapWebhook.class, HUNDRED_MB, AT_ONCE);

    assertThat(Long.parseLong(output.getProperty("maxHeap")))
        .isLessThanOrEqualTo(SmallHeap.MEGABYTES << 20)
        .isLessThan(HUNDRED_MB);
    assertThat(output)
        .containsEntry("declared", "400,400,400,400") // Undertow's own response, above 2 MiB
        .containsEntry("chunked", "413,413,413,413")
        .containsEntry("routed", "0");
  }
}
