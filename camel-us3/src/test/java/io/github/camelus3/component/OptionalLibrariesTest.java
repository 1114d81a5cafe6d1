package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.camelus3.emulator.Us3Emulator;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads the component by a class loader that does not find an optional library. */
class OptionalLibrariesTest {
  /** A library that an application may lack. */
  enum Library {
    MICROMETER(
        "micrometer",
        "io.micrometer.core.instrument.MeterRegistry",
        "metrics.MicrometerMeter",
        "metrics.SharedGauges"),
    TELEMETRY(
        "telemetry",
        "org.apache.camel.telemetry.SpanDecorator",
        "tracing.Us3SpanDecorator",
        "tracing.Us3WebhookSpanDecorator",
        "tracing.OperationTrace");

    final String file;
    final String itsClass;
    final String[] users;

    /**
     * A library.
     *
     * @param file what the names of its files contain
     * @param users our classes that need it
     */
    Library(String file, String itsClass, String... users) {
      this.file = file;
      this.itsClass = itsClass;
      this.users = users;
    }
  }

  @ParameterizedTest
  @EnumSource
  void uploadsWorkWithoutItAndNothingThatNeedsItIsLoaded(Library library) throws Exception {
    try (Us3Emulator us3 = Us3Emulator.builder().bucket("photos").credentials("P", "S").start();
        FilteredLoader loader = new FilteredLoader(library)) {
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
      assertThat(loader.hasLoaded("OptionalMetrics")).isTrue();
      assertThat(library.users).noneMatch(loader::hasLoaded);
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
    FilteredLoader(Library hidden) {
      super(urls(hidden), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls(Library hidden) {
      String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
      return Arrays.stream(entries)
          .map(Path::of)
          .filter(entry -> !entry.getFileName().toString().contains(hidden.file))
          .map(FilteredLoader::url)
          .toArray(URL[]::new);
    }

    private static URL url(Path entry) {
      try {
        return entry.toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(entry.toString(), e);
      }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.equals(UploadProgram.class.getName())
          ? UploadProgram.class
          : super.loadClass(name, resolve);
    }

    boolean hasLoaded(String name) {
      return findLoadedClass("io.github.camelus3.component." + name) != null;
    }
  }

  @ParameterizedTest
  @EnumSource
  void theFilterHidesTheLibraryAndOnlyThat(Library library) throws Exception {
    try (FilteredLoader loader = new FilteredLoader(library)) {
      assertThat(Class.forName(library.itsClass)).isNotNull();
      assertThatThrownBy(() -> loader.loadClass(library.itsClass))
          .isInstanceOf(ClassNotFoundException.class);
      for (String user : library.users) {
        assertThatThrownBy(
                () -> loader.loadClass("io.github.camelus3.component." + user).getDeclaredMethods())
            .isInstanceOf(NoClassDefFoundError.class);
      }
    }
  }
}
