package io.github.camelus3.examples.quarkus;

import jakarta.enterprise.context.ApplicationScoped;
import org.apache.camel.builder.RouteBuilder;

/** Uploads each file of the outbox; the log shows the callback service's reply. */
@ApplicationScoped
public class UploadRoute extends RouteBuilder {
  @Override
  public void configure() {
    from("file:{{outbox}}?preMove=.uploading&initialDelay=0")
        .to("us3:{{bucket}}")
        .log("${header.CamelUs3Key}: ${body}");
  }
}
