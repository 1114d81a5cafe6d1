package io.github.camelus3.client;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.client.ScriptedServer.raw;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses to HEAD, which have a length and no body. */
class HeadResponsesTest {
  @ParameterizedTest
  @ValueSource(longs = {15 << 20, 16 << 20, 1L << 40})
  void noMemoryIsTakenForABodyThatDoesNotCome(long length) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ScriptedServer.Step head = raw("HTTP/1.1 200 OK\nContent-Length: " + length + '\n', "");
    try (ScriptedServer server = ScriptedServer.playing(head, head);
        Us3Client client = Clients.of(server.endpoint())) {
      client.headObject(BUCKET, "k"); // loads classes
      long before = threads.getCurrentThreadAllocatedBytes();

      assertThat(client.headObject(BUCKET, "k").sizeBytes()).isEqualTo(length);

      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
    }
  }
}
