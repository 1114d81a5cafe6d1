package io.github.camelus3.soak;

import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

/**
 * Uploads one byte with a policy in a separate process. Prints the length of the callback service's
 * reply, as properties.
 */
final class SmallHeapReply {
  private static final String URI =
      "us3:demo?mode=put&keyName=k&maxRetries=0&callbackUrl=http://127.0.0.1:1/";

  private SmallHeapReply() {}

  /** The argument is the endpoint. */
  public static void main(String[] args) throws Exception {
    System.out.println("maxHeap=" + Runtime.getRuntime().maxMemory());
    try (CamelContext camel = new DefaultCamelContext()) {
      Us3Configuration options = camel.getComponent("us3", Us3Component.class).getConfiguration();
      options.setEndpoint(args[0]);
      options.setPublicKey("PUB");
      options.setPrivateKey("PRIV");
      camel.start();
      try (ProducerTemplate template = camel.createProducerTemplate()) {
        Exchange exchange =
            template.send(URI, message -> message.getMessage().setBody(new byte[1]));
        System.out.println("outcome=" + outcome(exchange));
      }
    }
  }

  private static String outcome(Exchange exchange) {
    Exception failure = exchange.getException();
    if (failure == null) {
      return "reply " + exchange.getMessage().getBody(String.class).length();
    }
    return failure instanceof Us3CallbackRejectedException rejected
        ? "rejection " + rejected.getReply().length()
        : failure.getClass().getSimpleName();
  }
}
