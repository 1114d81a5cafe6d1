package io.github.camelus3.it.kafka;

import io.github.camelus3.it.OtherJvms;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A running broker that test classes share, because a start takes seconds. In a static field with
 * {@code @RegisterExtension}. Each test has topics and groups of its own.
 */
final class SharedBroker implements BeforeAllCallback, AfterEachCallback {
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(SharedBroker.class);

  private Running running;

  /** Ends with the last test class. */
  private static final class Running implements AutoCloseable {
    private final OtherJvms jvms = new OtherJvms();
    private final Broker broker;

    Running() throws Exception {
      jvms.beforeAll(null); // it ends later than a class
      broker = new Broker(jvms, Files.createTempDirectory(Path.of("target"), "kafka-"));
      broker.start();
    }

    @Override
    public void close() {
      jvms.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(STORE)
            .getOrComputeIfAbsent("running", name -> start(), Running.class);
    running.broker.startIfStopped();
  }

  private static Running start() {
    try {
      return new Running();
    } catch (Exception e) {
      throw new IllegalStateException("no broker", e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    running.jvms.afterEach(context);
  }

  Broker broker() {
    return running.broker;
  }
}
