package io.github.camelus3.examples;

import org.apache.camel.builder.RouteBuilder;

/** The route of docs/testing.md. */
public class OrderRoutes extends RouteBuilder {
  @Override
  public void configure() {
    from("direct:orders").to("us3:demo?keyName=order.json&mimeType=application/json");
  }
}
