package io.github.camelus3.emulator;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a {@link Us3Emulator} for JUnit 5 tests. In a static field with {@code @RegisterExtension},
 * or named by {@code @ExtendWith}, one emulator serves the whole class and is reset before each
 * test; in an instance field every test has its own. A parameter of type {@link Us3Emulator} gets
 * it.
 *
 * <p>After each test it checks that no request is still under way, which would be a client that
 * left a connection in the middle of one. Tests that share an emulator must not run at the same
 * time.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final Us3EmulatorExtension US3 =
 *     new Us3EmulatorExtension(Us3Emulator.builder().bucket("demo").credentials("PUB", "PRIV"));
 * }</pre>
 */
public final class Us3EmulatorExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {

  private static final Duration QUIET_LIMIT = Duration.ofSeconds(5);

  private final Us3Emulator.Builder builder;
  private Us3Emulator emulator;

  /** Classes, nested ones too, that have begun and not ended; 0 for an instance field. */
  private int classesUnderWay;

  /** For {@code @ExtendWith}: the default bucket and keys, see {@link Us3Emulator}. */
  public Us3EmulatorExtension() {
    this(Us3Emulator.builder());
  }

  /** Runs emulators of that description. */
  public Us3EmulatorExtension(Us3Emulator.Builder builder) {
    this.builder = Objects.requireNonNull(builder, "builder");
  }

  /**
   * The emulator of the test that is running.
   *
   * @throws IllegalStateException when none runs
   */
  public Us3Emulator emulator() {
    if (emulator == null) {
      throw new IllegalStateException("no test is running");
    }
    return emulator;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (classesUnderWay++ == 0) {
      emulator = builder.start();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (emulator == null) {
      emulator = builder.start();
    } else {
      emulator.reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    boolean quiet;
    try {
      quiet = emulator.awaitQuiet(QUIET_LIMIT);
    } finally {
      if (classesUnderWay == 0) {
        stop();
      }
    }
    if (!quiet) {
      throw new AssertionError("a request is still under way at the end of the test");
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (--classesUnderWay == 0) {
      stop();
    }
  }

  private void stop() {
    emulator.close();
    emulator = null;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Us3Emulator.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return emulator();
  }
}
