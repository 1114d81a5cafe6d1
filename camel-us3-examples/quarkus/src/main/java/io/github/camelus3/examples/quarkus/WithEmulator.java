package io.github.camelus3.examples.quarkus;

import io.github.camelus3.emulator.Us3Emulator;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.quarkus.main.CamelMainApplication;

/**
 * Runs the application with the emulator instead of the service: three files wait in the outbox,
 * and Camel ends after their uploads. The exit status is 0 if each had a callback. An application
 * of yours needs no such class.
 */
@QuarkusMain
public final class WithEmulator {
  private static final List<String> FILES = List.of("cat.jpg", "dog.jpg", "hen.jpg");

  private WithEmulator() {}

  /** Runs the example; there are no arguments. */
  public static void main(String[] args) throws IOException {
    Path outbox = Files.createTempDirectory("us3-quarkus-");
    try (Us3Emulator us3 =
        Us3Emulator.builder()
            .bucket("photos")
            .credentials("my-public-key", "my-private-key")
            .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
            .start()) {
      for (String file : FILES) {
        Files.writeString(outbox.resolve(file), "pixels of " + file);
      }
      configure(us3, outbox);
      Quarkus.run(CamelMainApplication.class, (status, failure) -> {}, args); // no System.exit
      requireCallbacks(us3);
    } finally {
      delete(outbox);
    }
  }

  private static void configure(Us3Emulator us3, Path outbox) throws IOException {
    System.setProperty("camel.component.us3.endpoint", us3.endpoint());
    System.setProperty("camel.component.us3.public-key", "my-public-key");
    System.setProperty("camel.component.us3.private-key", "my-private-key");
    System.setProperty("camel.main.duration-max-messages", String.valueOf(FILES.size()));
    System.setProperty("outbox", outbox.toString());
    System.setProperty("quarkus.http.host", "127.0.0.1");
    System.setProperty("quarkus.http.port", String.valueOf(freePort()));
  }

  private static void requireCallbacks(Us3Emulator us3) {
    int callbacks = us3.callbacks().size();
    System.out.println(callbacks + " callbacks sent");
    if (callbacks != FILES.size()) {
      throw new IllegalStateException("callbacks must be " + FILES.size() + ": " + callbacks);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
