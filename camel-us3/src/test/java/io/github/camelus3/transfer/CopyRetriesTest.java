package io.github.camelus3.transfer;

import static io.github.camelus3.client.Clients.BUCKET;
import static io.github.camelus3.emulator.Us3Api.LIST_PARTS;
import static io.github.camelus3.emulator.Us3Api.UPLOAD_PART_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.RetryOptions;
import io.github.camelus3.client.TestBytes;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CopyRetriesTest {
  private static final byte[] BYTES = TestBytes.pattern((8 << 20) + 1);

  @RegisterExtension static final Us3EmulatorExtension US3 = Clients.emulator();

  @Test
  void copiedPartWhoseResponseWasLostIsLookedUp() throws Exception {
    Us3Emulator emulator = US3.emulator();
    String eTag = emulator.putObject(BUCKET, "from", BYTES, "a/b").eTag();
    emulator.inject(Fault.loseAnswer().on(UPLOAD_PART_COPY));
    try (Us3Client client =
        Clients.builder(emulator.endpoint())
            .retries(new RetryOptions(3, Duration.ofMillis(1), Duration.ofMillis(2)))
            .build()) {

      String copied =
          new ObjectCopier(client, Runnable::run, 1).copy(BUCKET, "from", BUCKET, "to", null, 1);

      assertThat(copied).isEqualTo(eTag);
    }
    assertThat(requests(emulator, UPLOAD_PART_COPY)).isEqualTo(4);
    assertThat(requests(emulator, LIST_PARTS)).isEqualTo(1);
    assertThat(emulator.object(BUCKET, "to").orElseThrow().bytes()).isEqualTo(BYTES);
  }

  private static long requests(Us3Emulator emulator, Us3Api api) {
    return emulator.requests().stream().filter(request -> request.api() == api).count();
  }
}
