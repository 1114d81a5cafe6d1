package io.github.camelus3.examples.quarkus;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the emulator and makes an outbox before Quarkus starts, and tells it where they are. */
public final class EmulatorResource implements QuarkusTestResourceLifecycleManager {
  private Us3Emulator emulator;
  private Path outbox;

  @Override
  public Map<String, String> start() {
    try {
      emulator =
          Us3Emulator.builder()
              .bucket("photos")
              .credentials("PUB", "PRIV")
              .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
              .start();
      outbox = Files.createTempDirectory("us3-quarkus-");
      String port = String.valueOf(FreePort.find());
      return Map.of(
          "camel.component.us3.endpoint",
          emulator.endpoint(),
          "camel.component.us3.public-key",
          "PUB",
          "camel.component.us3.private-key",
          "PRIV",
          "outbox",
          outbox.toString(),
          "quarkus.http.host",
          "127.0.0.1",
          "quarkus.http.port",
          port,
          "quarkus.http.test-port",
          port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Us3Emulator emulator() {
    return emulator;
  }

  void putIntoOutbox(String file, String text) throws IOException {
    Files.writeString(outbox.resolve(file), text);
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(emulator, new TestInjector.MatchesType(Us3Emulator.class));
  }

  @Override
  public void stop() {
    emulator.close();
    try (Stream<Path> files = Files.walk(outbox)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
