package io.github.camelus3.examples.monitoring;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.main.Main;

/**
 * Uploads a file of 64 MiB to a slow service, and prints what the developer console {@code us3}
 * shows each second. Ends when the file is stored.
 */
public final class WatchedUpload {
  private static final int FILE_BYTES = 64 << 20;
  private static final int BYTES_PER_SECOND = 1 << 20; // of each part

  private WatchedUpload() {}

  /** Runs the example; there are no arguments. */
  public static void main(String[] args) throws Exception {
    Path outbox = Files.createTempDirectory("us3-monitoring-");
    Files.write(outbox.resolve("film.mp4"), new byte[FILE_BYTES]);
    int port = FreePort.find();
    try (Us3Emulator us3 =
        Us3Emulator.builder()
            .bucket("photos")
            .credentials("my-public-key", "my-private-key")
            .start()) {
      us3.inject(Fault.slowRead(BYTES_PER_SECOND).on(Us3Api.UPLOAD_PART).always());
      Main main = application(us3, outbox, port);
      main.start();
      try {
        watch(main, port);
      } finally {
        main.stop();
      }
      if (us3.object("photos", "film.mp4").isEmpty()) {
        throw new IllegalStateException("object must be stored: film.mp4");
      }
    }
  }

  /** The application, with its server for operators at {@code port}. */
  static Main application(Us3Emulator us3, Path outbox, int port) {
    Main main = new Main();
    main.configure().addRoutesBuilder(new UploadRoutes());
    main.addInitialProperty("outbox", outbox.toString());
    main.addInitialProperty("camel.component.us3.endpoint", us3.endpoint());
    main.addInitialProperty("camel.component.us3.publicKey", "my-public-key");
    main.addInitialProperty("camel.component.us3.privateKey", "my-private-key");
    main.addInitialProperty("camel.management.host", "127.0.0.1");
    main.addInitialProperty("camel.management.port", Integer.toString(port));
    return main;
  }

  private static void watch(Main main, int port) throws IOException, InterruptedException {
    NotifyBuilder upload =
        new NotifyBuilder(main.getCamelContext()).fromRoute("upload").whenDone(1).create();
    while (!upload.matches(1, TimeUnit.SECONDS)) {
      System.out.println(get("http://127.0.0.1:" + port + "/q/dev/us3"));
    }
  }

  /** The text at a URL. */
  static String get(String url) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
