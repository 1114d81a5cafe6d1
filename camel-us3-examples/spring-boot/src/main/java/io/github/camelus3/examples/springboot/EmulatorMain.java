package io.github.camelus3.examples.springboot;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.NotifyBuilder;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs the application against the emulator until three files are uploaded and moved. The exit
 * status is 0 if all are.
 */
public final class EmulatorMain {
  private static final List<String> FILES = List.of("cat.jpg", "dog.jpg", "hen.jpg");

  private EmulatorMain() {}

  /** Runs the example; there are no arguments. */
  public static void main(String[] args) throws Exception {
    Path outbox = Files.createTempDirectory("us3-spring-boot-").resolve("outbox");
    try (Us3Emulator us3 =
        Us3Emulator.builder()
            .bucket("photos")
            .credentials("my-public-key", "my-private-key")
            .callbackTimeout(Duration.ofMinutes(1)) // for a busy machine
            .build()
            .start()) {
      run(us3, outbox);
    }
  }

  private static void run(Us3Emulator us3, Path outbox) throws IOException {
    try (ConfigurableApplicationContext application =
        SpringApplication.run(
            UploadApplication.class,
            "--camel.component.us3.endpoint=" + us3.endpoint(),
            "--camel.component.us3.public-key=my-public-key",
            "--camel.component.us3.private-key=my-private-key",
            "--camel.component.us3.callback-secret=long, random, and from a vault",
            "--server.port=" + FreePort.find(),
            "--example.outbox=" + outbox)) {
      NotifyBuilder uploads =
          new NotifyBuilder(application.getBean(CamelContext.class))
              .fromRoute("upload")
              .whenCompleted(FILES.size())
              .create();
      for (String file : FILES) {
        Files.writeString(outbox.resolve(file), "pixels of " + file);
      }
      if (!uploads.matches(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException("files must be uploaded: " + outbox);
      }
    }
    for (String file : FILES) {
      if (us3.object("photos", file).isEmpty()) {
        throw new IllegalStateException("object must be stored: " + file);
      }
      System.out.println("moved " + outbox.resolveSibling("sent").resolve(file));
    }
  }
}
