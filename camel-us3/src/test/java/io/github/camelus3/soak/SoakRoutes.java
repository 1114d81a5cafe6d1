package io.github.camelus3.soak;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;

/** The uploading routes; headers choose key, mode and policy. */
final class SoakRoutes extends RouteBuilder {
  static final String BUCKET = "soak";
  static final String UPLOAD = "direct:upload";
  static final String RESUME = "direct:resume";

  private static final String TO_US3 =
      "us3:"
          + BUCKET
          + "?retryDelay=2&retryMaxDelay=50&multipartThreshold=150000&maxConcurrentUploads=64"
          + "&readTimeout="
          + SoakFaults.READ_TIMEOUT.toMillis();

  private final Path states;

  SoakRoutes(Path states) {
    this.states = states;
  }

  @Override
  public void configure() {
    from(UPLOAD).streamCache("false").to(TO_US3);
    from(RESUME)
        .streamCache("false")
        // without retries of the client, there is often something to resume
        .to(TO_US3 + "&maxRetries=0&resume=true&resumeDirectory=" + states);
  }
}
