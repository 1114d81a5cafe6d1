package io.github.camelus3.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * left a connection in the middle of one, and with {@link #checkingLeaks} or {@link
 * #checkingLeaksOfTheClass} that nothing else is left either. Tests that share an emulator, or
 * check for leaks, must not run at the same time in one JVM.
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

  /** What a leak check is for. */
  private enum Leaks {
    UNCHECKED,
    OF_EACH_TEST,
    OF_THE_CLASS
  }

  private final Us3Emulator.Builder builder;
  private final List<String> ignoredThreads = new ArrayList<>();
  private Duration leakLimit = Duration.ofSeconds(5);
  private Leaks leaks = Leaks.UNCHECKED;
  private LeakCheck check;
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
   * From now on a test fails that leaves something behind: a connection to the emulator, a thread
   * it has started, or a file or folder it has opened. What is about to go has a few seconds to do
   * so. A test has to close its clients for that, in itself or in {@code @AfterEach}. Threads of
   * which a JVM or library has one for all do not count; files are seen on Linux only ({@code
   * /proc/self/fd}), elsewhere that check is not made. Answers this extension.
   */
  public Us3EmulatorExtension checkingLeaks() {
    leaks = Leaks.OF_EACH_TEST;
    return this;
  }

  /**
   * As {@link #checkingLeaks}, but looks once all tests of the class have ended: for clients that
   * they share and {@code @AfterAll} closes. Needs a static field, else there is no class to end.
   */
  public Us3EmulatorExtension checkingLeaksOfTheClass() {
    leaks = Leaks.OF_THE_CLASS;
    return this;
  }

  /**
   * Leak checks pass over threads whose names begin so, such as those of a library that keeps them.
   * Answers this extension.
   */
  public Us3EmulatorExtension ignoringThreads(String namePrefix) {
    ignoredThreads.add(Objects.requireNonNull(namePrefix, "namePrefix"));
    return this;
  }

  /** How long what is left may take to go; a few seconds unless set. */
  Us3EmulatorExtension leakLimit(Duration limit) {
    leakLimit = limit;
    return this;
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
      beginCheck(Leaks.OF_THE_CLASS);
      emulator = builder.start();
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    beginCheck(Leaks.OF_EACH_TEST);
    if (emulator == null) {
      emulator = builder.start();
    } else {
      emulator.reset();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    try {
      if (!emulator.awaitQuiet(QUIET_LIMIT)) {
        throw new AssertionError("a request is still under way at the end of the test");
      }
      endCheck(Leaks.OF_EACH_TEST);
    } finally {
      if (classesUnderWay == 0) {
        stop();
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) throws InterruptedException {
    if (--classesUnderWay > 0) {
      return;
    }
    try {
      endCheck(Leaks.OF_THE_CLASS);
    } finally {
      stop();
    }
  }

  private void beginCheck(Leaks moment) {
    if (leaks == moment) {
      check = LeakCheck.begin(List.copyOf(ignoredThreads));
    }
  }

  private void endCheck(Leaks moment) throws InterruptedException {
    if (leaks != moment) {
      return;
    }
    List<String> left = check.end(emulator, leakLimit);
    if (!left.isEmpty()) {
      throw new AssertionError("left behind: " + String.join(", ", left));
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
