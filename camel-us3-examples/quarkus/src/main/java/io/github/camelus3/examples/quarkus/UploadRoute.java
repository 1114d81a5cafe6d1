package io.github.camelus3.examples.quarkus;

import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

/** Uploads each file of the outbox; the log shows the callback service's reply. */
@ApplicationScoped
public class UploadRoute extends RouteBuilder {
  private static final String ID = "upload";

  @Override
  public void configure() {
    from("file:{{outbox}}?preMove=.uploading&initialDelay=0")
        .routeId(ID)
        .autoStartup(false)
        .to("us3:{{bucket}}")
        .log("${header.CamelUs3Key}: ${body}");
  }

  /** Camel starts before the HTTP server, which the callbacks need. */
  void start(@ObservesAsync HttpServerStart server, CamelContext camel) throws Exception {
    camel.getRouteController().startRoute(ID);
  }
}
