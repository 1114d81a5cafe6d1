package io.github.camelus3.examples.monitoring;

import org.apache.camel.builder.RouteBuilder;

/** Uploads each file of a folder in parts. */
public class UploadRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("file:{{outbox}}?move=.sent&initialDelay=0&delay=200")
        .routeId("upload")
        .to("us3:photos?keyName=${file:name}");
  }
}
