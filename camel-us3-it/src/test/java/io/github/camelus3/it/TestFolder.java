package io.github.camelus3.it;

import java.nio.file.Path;

/** Where this JVM of the tests writes. Another JVM of the same run has another folder. */
final class TestFolder {
  private static final Path FOLDER = Path.of(System.getProperty("us3.test.folder", "target"));

  private TestFolder() {}

  static Path resolve(String name) {
    return FOLDER.resolve(name);
  }
}
