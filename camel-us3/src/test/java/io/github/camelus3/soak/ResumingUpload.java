package io.github.camelus3.soak;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Constants;
import java.io.File;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** Uploads a file in a separate process through a resuming route; prints ETag and part count. */
final class ResumingUpload {
  private ResumingUpload() {}

  /** The arguments are the endpoint, the file and the folder for the state. */
  public static void main(String[] args) throws Exception {
    try (CamelContext camel = new DefaultCamelContext()) {
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(args[0]);
      options.setPublicKey("PUB");
      options.setPrivateKey("PRIV");
      options.setResume(true);
      options.setResumeDirectory(args[2]);
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:big").to("us3:demo?mode=asyncUpload&keyName=big&jobs=4");
            }
          });
      camel.start();
      try (ProducerTemplate template = camel.createProducerTemplate()) {
        Exchange exchange =
            template.send("direct:big", m -> m.getMessage().setBody(new File(args[1])));
        if (exchange.getException() != null) {
          throw exchange.getException();
        }
        System.out.println("eTag=" + exchange.getMessage().getHeader(Us3Constants.ETAG));
        System.out.println("parts=" + exchange.getMessage().getHeader(Us3Constants.PART_COUNT));
      }
    }
  }
}
