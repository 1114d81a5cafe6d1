package io.github.camelus3.examples;

import io.github.camelus3.component.Us3Constants;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Uploads files as objects and catches failures. */
final class UploadRoutes extends RouteBuilder {
  static final String FILES = "files";
  private static final String TO_US3 = "us3:" + Quickstart.BUCKET + "?jobs=20&policy=#notify";

  private final Path outbox;
  private final Report report;

  UploadRoutes(Path outbox, Report report) {
    this.outbox = outbox;
    this.report = report;
  }

  @Override
  public void configure() {
    onException(Exception.class).handled(true).process(report::failed);

    from("file:"
            + outbox
            + "?recursive=true&noop=true&initialDelay=0&maxMessagesPerPoll=0"
            + "&sortBy=file:parent;file:length")
        .routeId(FILES)
        .autoStartup(false)
        .process(UploadRoutes::modeIsTheFolder)
        .throttle(1) // one file at a time, so that each time is its own
        .concurrentRequestsMode()
        .to("direct:upload");

    from("direct:upload").process(Report::begin).to(TO_US3).process(report::uploaded);

    from("direct:wrong-key").to(TO_US3 + "&privateKey=not-my-private-key");
  }

  private static void modeIsTheFolder(Exchange exchange) {
    Path name = Path.of(exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class));
    exchange.getMessage().setHeader(Us3Constants.MODE, name.getName(0).toString());
  }
}
