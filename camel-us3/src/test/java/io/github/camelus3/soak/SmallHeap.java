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
   * Runs a program to its end and parses its output as properties.
   *
   * @throws AssertionError with the output, if the program fails or does not end in time
   */
  static Properties run(Class<?> program, Object... arguments) throws Exception {
    String printed = OwnJvm.run(OPTIONS, program, arguments);
    Properties properties = new Properties();
    properties.load(new StringReader(printed));
    return properties;
  }

  /** Starts a program with {@code output} as its output; the caller ends it. */
  static Process start(Class<?> program, Path output, Object... arguments) throws IOException {
    return OwnJvm.start(OPTIONS, program, arguments, output);
  }
}
