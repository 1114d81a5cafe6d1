package io.github.camelus3.emulator;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts an emulator before each test and closes it afterwards. */
final class TestEmulator implements BeforeEachCallback, AfterEachCallback {
  private final Us3Emulator.Builder builder;
  private Us3Emulator emulator;

  /** With the bucket and keys of the published vectors. */
  TestEmulator() {
    this(TestClient.emulator());
  }

  TestEmulator(Us3Emulator.Builder builder) {
    this.builder = builder;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start(builder);
  }

  private void start(Us3Emulator.Builder from) {
    emulator = from.start();
  }

  /** Replaces the running emulator by one of another builder. */
  void restart(Us3Emulator.Builder other) {
    emulator.close();
    start(other);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    emulator.close();
  }

  Us3Emulator emulator() {
    return emulator;
  }

  /** A client of the emulator that is running when a request is sent. */
  TestClient client() {
    return new TestClient(() -> emulator.endpoint(), Signer.DEMO);
  }
}
