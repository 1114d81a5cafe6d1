package io.github.camelus3.soak;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;

/** The routes that upload: headers say what, and how. */
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
        // the client repeats nothing, so that there often is something to go on with
        .to(TO_US3 + "&maxRetries=0&resume=true&resumeDirectory=" + states);
  }
}
