package io.github.camelus3.examples.springboot;

import io.github.camelus3.component.Us3Constants;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.stereotype.Component;

/** The webhook, and the route that uploads and then moves the files. */
@Component
class UploadRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("webhook:us3:photos?webhookPath=/uploaded&webhookComponentName=platform-http")
        .routeId("callback")
        .process(UploadRoutes::reply);

    from("file:{{example.outbox}}?preMove=.uploading&move=../sent/${file:name}&initialDelay=0")
        .routeId("upload")
        .to("us3:photos?policy=#notifyWebhook")
        .log("${header.CamelUs3Key}: ${body}");
  }

  private static void reply(Exchange exchange) {
    Message callback = exchange.getMessage();
    callback.setBody(
        Map.of(
            "thanksFor", callback.getHeader(Us3Constants.KEY),
            "verified", callback.getHeader(Us3Constants.CALLBACK_VERIFIED)));
  }
}
