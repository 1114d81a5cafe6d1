package io.github.camelus3.emulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Runs a {@link Us3Emulator} for JUnit 5 tests. In a static field with {@code @RegisterExtension},
 * or named by {@code @ExtendWith}, one emulator serves the whole class and is reset before each
 * test. In an instance field every test has its own emulator. Test parameters of type {@link
 * Us3Emulator} receive it.
 *
 * <p>After each test it checks that no request is in flight. With {@link #checkingLeaks} or {@link
 * #checkingLeaksOfTheClass} it checks other resources too. Tests that share an emulator or check
 * for leaks must not run concurrently in one JVM.
 *
 * <p>When a test fails, its requests and callbacks are printed to {@code System.err}: the last 50
 * and 20, without signatures, policies and callback bodies.
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
        AfterTestExecutionCallback,
        ParameterResolver {

  private static final Duration QUIET_LIMIT = Duration.ofSeconds(20);

  /** When leaks are checked. */
  private enum Leaks {
    UNCHECKED,
    OF_EACH_TEST,
    OF_THE_CLASS
  }

  private final Us3Emulator.Builder builder;
  private final List<String> ignoredThreads = new ArrayList<>();
  private Duration leakLimit = Duration.ofSeconds(20);
  private Leaks leaks = Leaks.UNCHECKED;
  private LeakCheck check;
  private Us3Emulator emulator;

  /** Test classes in progress, including nested ones; 0 for an instance field. */
  private int classesUnderWay;

  /** For {@code @ExtendWith}: the default bucket and keys, see {@link Us3Emulator}. */
  public Us3EmulatorExtension() {
    this(Us3Emulator.builder());
  }

  /** Runs emulators that the builder starts. */
  public Us3EmulatorExtension(Us3Emulator.Builder builder) {
    this.builder = Objects.requireNonNull(builder, "builder");
  }

  /**
   * Fails each test that leaves a connection to the emulator, a thread, or an open file or folder.
   * Resources have 20 seconds to close. A test must close its clients itself or in
   * {@code @AfterEach}. Threads shared by a JVM or a library are ignored. Files are checked on
   * Linux only ({@code /proc/self/fd}). Returns this extension.
   */
  public Us3EmulatorExtension checkingLeaks() {
    leaks = Leaks.OF_EACH_TEST;
    return this;
  }

  /**
   * As {@link #checkingLeaks}, but checks once after all tests of the class, for shared clients
   * that {@code @AfterAll} closes. Requires a static field.
   */
  public Us3EmulatorExtension checkingLeaksOfTheClass() {
    leaks = Leaks.OF_THE_CLASS;
    return this;
  }

  /** Leak checks ignore threads with that name prefix. Returns this extension. */
  public Us3EmulatorExtension ignoringThreads(String namePrefix) {
    ignoredThreads.add(Objects.requireNonNull(namePrefix, "namePrefix"));
    return this;
  }

  /** How long resources may take to close; 20 seconds by default. */
  Us3EmulatorExtension leakLimit(Duration limit) {
    leakLimit = limit;
    return this;
  }

  /**
   * The emulator of the test that is running.
   *
   * @throws IllegalStateException when no test is running
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
  public void afterTestExecution(ExtensionContext context) {
    context
        .getExecutionException()
        .filter(failure -> !(failure instanceof TestAbortedException))
        .ifPresent(failure -> report(context));
  }

  private void report(ExtensionContext context) {
    String test = context.getRequiredTestClass().getSimpleName() + "." + context.getDisplayName();
    String text = String.join(System.lineSeparator(), FailureReport.of(test, emulator));
    System.err.println(text); // one call, so that lines of other threads are not in between
  }

  @Override
  public void afterEach(ExtensionContext context) throws InterruptedException {
    try {
      if (!emulator.awaitQuiet(QUIET_LIMIT)) {
        throw new AssertionError("a request is still in flight at the end of the test");
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
