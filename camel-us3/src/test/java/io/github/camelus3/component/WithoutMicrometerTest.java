package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.emulator.Us3Emulator;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Loads the component by a class loader that finds no Micrometer. */
class WithoutMicrometerTest {
  @Test
  void uploadsWorkAndNothingOfTheMetricsIsLoaded() throws Exception {
    try (Us3Emulator us3 = Us3Emulator.builder().bucket("photos").credentials("P", "S").start();
        FilteredLoader loader = new FilteredLoader()) {
      ClassLoader before = Thread.currentThread().getContextClassLoader();
      Thread.currentThread().setContextClassLoader(loader);
      try {
        ((UploadProgram)
                loader.loadClass(Program.class.getName()).getDeclaredConstructor().newInstance())
            .run(us3.endpoint());
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }

      assertThat(us3.keys("photos")).containsExactly("a.bin");
      assertThat(loader.hasLoaded("io.github.camelus3.component.OptionalMetrics")).isTrue();
      assertThat(loader.hasLoaded("io.github.camelus3.component.metrics.MicrometerMeter"))
          .isFalse();
    }
  }

  /** What the test and the loaded program share. */
  public interface UploadProgram {
    void run(String endpoint) throws Exception;
  }

  /** Uploads an object. */
  public static final class Program implements UploadProgram {
    @Override
    public void run(String endpoint) throws Exception {
      try (CamelContext camel = new DefaultCamelContext()) {
        camel.start();
        camel
            .createProducerTemplate()
            .requestBody(
                "us3:photos?keyName=a.bin&publicKey=P&privateKey=S&endpoint=" + endpoint,
                new byte[1]);
      }
    }
  }

  private static final class FilteredLoader extends URLClassLoader {
    FilteredLoader() {
      super(urls(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls() {
      String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
      return Arrays.stream(entries)
          .filter(entry -> !entry.contains("micrometer"))
          .map(FilteredLoader::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(entry, e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(UploadProgram.class.getName())
          ? UploadProgram.class
          : super.loadClass(name, resolve);
    }

    boolean hasLoaded(String name) {
      return findLoadedClass(name) != null;
    }
  }

  @Test
  void theFilterHasSomethingToFilter() throws Exception {
    try (FilteredLoader loader = new FilteredLoader()) {
      assertThatThrownBy(() -> loader.loadClass(MeterRegistry.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }
}
