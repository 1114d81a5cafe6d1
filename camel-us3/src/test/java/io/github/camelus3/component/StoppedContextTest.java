package io.github.camelus3.component;

import static io.github.camelus3.client.TestBytes.pattern;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppedContextTest extends Us3TestSupport {
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.contains("Us3"))
        .toList();
  }

  @Test
  void neitherThreadsNorConnectionsOutliveTheContext() throws Exception {
    upload("us3:photos?mode=asyncUpload&jobs=4", pattern(6 * PART), key("k"));
    assertThat(threads()).isNotEmpty();
    assertThat(us3.openConnections()).isPositive();

    context.stop();

    assertThat(threads()).isEmpty();
    assertThat(us3.awaitDisconnected(Duration.ofSeconds(5))).isTrue();
  }
}
