package io.github.camelus3.it;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts programs in JVMs of their own. In a field with {@code @RegisterExtension}: a static field
 * ends them after the class, an instance field after each test. After a failed test the output of
 * each program is printed. A program also ends when this JVM ends, whatever the reason.
 */
public final class OtherJvms
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, AutoCloseable {
  private static final Path FOLDER = Path.of("target", "other-jvms");
  private static final AtomicInteger STARTED = new AtomicInteger();

  private final List<OtherJvm> programs = new ArrayList<>();
  private boolean ofTheClass;

  /** Starts a program of the test's class path, with a heap of at most 256 MiB. */
  public OtherJvm start(String name, Class<?> main, String... arguments) {
    if (main == CamelNode.class) {
      ClassArchive archive = ClassArchive.ofTheTests();
      return start(
          name,
          archive.classPath(),
          List.of("-Xmx256m", archive.option()),
          main.getName(),
          arguments);
    }
    return start(
        name,
        System.getProperty("java.class.path"),
        List.of("-Xmx256m"),
        main.getName(),
        arguments);
  }

  /** Starts a program of a class path of its own. */
  public synchronized OtherJvm start(
      String name, String classPath, List<String> options, String main, String... arguments) {
    try {
      Files.createDirectories(FOLDER);
      Path output = FOLDER.resolve(name + "-" + STARTED.incrementAndGet() + ".log");
      Process process =
          new ProcessBuilder(command(classPath, options, main, arguments))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      OtherJvm program = new OtherJvm(name, process, output);
      programs.add(program);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      String classPath, List<String> options, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.add("-classpath");
    command.add(classPath + File.pathSeparator + Path.of("target", "test-classes"));
    command.add(EndsWithParent.class.getName());
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    ofTheClass = true;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    try {
      if (context.getExecutionException().isPresent()) {
        programs.forEach(OtherJvms::print);
      }
    } finally {
      if (!ofTheClass) {
        close();
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  /** Kills every program that is running, also after a failure to kill one. */
  @Override
  public synchronized void close() {
    List<OtherJvm> running = List.copyOf(programs);
    programs.clear();
    closeAll(running);
  }

  static void closeAll(List<? extends AutoCloseable> programs) {
    AssertionError failure = null;
    for (AutoCloseable program : programs) {
      try {
        program.close();
      } catch (Exception | AssertionError e) {
        if (failure == null) {
          failure = new AssertionError("cannot end every program", e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static void print(OtherJvm program) {
    System.err.println("---- " + program.name() + (program.isAlive() ? "" : ", ended") + " ----");
    System.err.println(program.output());
  }
}
