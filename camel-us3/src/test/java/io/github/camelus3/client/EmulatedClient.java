package io.github.camelus3.client;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An emulator for the tests of a class, which is reset before each, and a client of it for each
 * test, which is closed after it. A test that leaves a connection, thread or file open fails.
 *
 * <pre>{@code
 * @RegisterExtension static final EmulatedClient US3 = new EmulatedClient();
 * private final Us3Client client = US3.client();
 * }</pre>
 */
public final class EmulatedClient
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final Us3EmulatorExtension extension;
  private Us3Client client;

  /** An emulator with {@link Clients#BUCKET} and the keys. */
  public EmulatedClient() {
    this(Clients.emulatorBuilder());
  }

  /** Such an emulator, with these settings. */
  public EmulatedClient(Us3Emulator.Builder builder) {
    this.extension = Clients.emulator(builder);
  }

  /** The emulator. */
  public Us3Emulator emulator() {
    return extension.emulator();
  }

  /** The client of the current test. It retries nothing, and calls the emulator's bucket API. */
  public Us3Client client() {
    if (client == null) {
      client = builder().build();
    }
    return client;
  }

  /** A client as {@link #client()}, to change it; the caller closes it. */
  public Us3ClientBuilder builder() {
    String endpoint = emulator().endpoint();
    return Clients.builder(endpoint).bucketHost(endpoint);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    extension.beforeAll(context);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    extension.beforeEach(context);
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    if (client != null) {
      client.close();
      client = null;
    }
    extension.afterEach(context);
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    extension.afterAll(context);
  }
}
