package io.github.camelus3.emulator;

import io.github.camelus3.emulator.store.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** One browser for all test classes of a JVM, with an empty page before each test. */
final class SharedBrowser implements BeforeAllCallback, BeforeEachCallback {
  private Chromium browser;

  Chromium page() {
    return browser;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    browser =
        context
            .getRoot()
            .getStore(Namespace.create(SharedBrowser.class))
            .getOrComputeIfAbsent(Running.class)
            .browser;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    browser.open("about:blank");
    browser.complaints().clear();
  }

  /** JUnit closes it after the last test of the JVM. */
  static final class Running implements AutoCloseable {
    private final Path directory;
    private final Chromium browser;

    Running() throws IOException {
      directory = Files.createTempDirectory("us3-browser");
      browser = Chromium.start(directory.resolve("profile"));
    }

    @Override
    public void close() throws IOException, InterruptedException {
      try {
        browser.close();
      } finally {
        Directories.delete(directory);
      }
    }
  }
}
