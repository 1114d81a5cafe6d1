package io.github.camelus3.soak;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Runs a program of the test class path in a JVM with a heap of 64 MiB. */
final class SmallHeap {
  static final int MEGABYTES = 64;
  private static final List<String> OPTIONS = List.of("-Xmx" + MEGABYTES + "m");

  private SmallHeap() {}

  /**
   * Runs it to its end, and reads what it prints as properties.
   *
   * @throws AssertionError with what it prints, if it fails or does not end
   */
  static Properties run(Class<?> program, Object... arguments) throws Exception {
    String printed = OwnJvm.run(OPTIONS, program, arguments);
    Properties properties = new Properties();
    properties.load(new StringReader(printed));
    return properties;
  }

  /** Starts it; the caller ends it. What it prints goes to {@code output}. */
  static Process start(Class<?> program, Path output, Object... arguments) throws IOException {
    return OwnJvm.start(OPTIONS, program, arguments, output);
  }
}
