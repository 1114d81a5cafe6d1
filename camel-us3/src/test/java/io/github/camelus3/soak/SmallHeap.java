package io.github.camelus3.soak;

import java.io.StringReader;
import java.util.List;
import java.util.Properties;

/** Runs a program of the test class path in a JVM with a heap of 64 MiB. */
final class SmallHeap {
  static final int MEGABYTES = 64;

  private SmallHeap() {}

  /**
   * Runs it to its end, and reads what it prints as properties.
   *
   * @throws AssertionError with what it prints, if it fails or does not end
   */
  static Properties run(Class<?> program, Object... arguments) throws Exception {
    String printed = OwnJvm.run(List.of("-Xmx" + MEGABYTES + "m"), program, arguments);
    Properties properties = new Properties();
    properties.load(new StringReader(printed));
    return properties;
  }
}
