package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {
  @Test
  void portsLieBelowThoseOfConnections() {
    for (int i = 0; i < 200; i++) {
      assertThat(FreePort.find()).isBetween(10_000, 32_767);
    }
  }

  @Test
  void aServerCanListenThere() {
    int port = FreePort.find();

    try (Us3Emulator emulator = TestClient.emulator().port(port).start()) {
      assertThat(emulator.port()).isEqualTo(port);
    }
  }

  @Test
  void callersNeverGetTheSamePort() {
    Set<Integer> ports = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      ports.add(FreePort.find());
    }

    assertThat(ports).hasSize(1000);
  }
}
