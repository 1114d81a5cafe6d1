package io.github.camelus3.examples;

import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.component.Us3Constants;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

/** Files become objects; failures are caught by their type. */
final class UploadRoutes extends RouteBuilder {
  private static final String TO_US3 = "us3:" + Quickstart.BUCKET + "?jobs=20&policy=#notify";

  private final Path outbox;
  private final Report report;

  UploadRoutes(Path outbox, Report report) {
    this.outbox = outbox;
    this.report = report;
  }

  @Override
  public void configure() {
    onException(Us3Exception.class).handled(true).process(report::failed);

    from("file:"
            + outbox
            + "?recursive=true&noop=true&initialDelay=0&delay=100&maxMessagesPerPoll=0")
        .process(UploadRoutes::modeIsTheFolder)
        .to("direct:upload");

    from("direct:upload").process(Report::begin).to(TO_US3).process(report::uploaded);

    from("direct:watched").process(Report::begin).to(TO_US3);

    from("direct:wrong-key").to(TO_US3 + "&privateKey=not-my-private-key");
  }

  private static void modeIsTheFolder(Exchange exchange) {
    Path name = Path.of(exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class));
    exchange.getMessage().setHeader(Us3Constants.MODE, name.getName(0).toString());
  }
}
