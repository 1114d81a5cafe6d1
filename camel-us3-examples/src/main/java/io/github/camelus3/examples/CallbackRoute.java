package io.github.camelus3.examples;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.JsonLibrary;

/** The callback service: US3 calls it after an upload and returns its reply to the uploader. */
final class CallbackRoute extends RouteBuilder {
  static final String ID = "callback";

  private final int port;

  CallbackRoute(int port) {
    this.port = port;
  }

  @Override
  public void configure() {
    from("undertow:http://127.0.0.1:" + port + "/uploaded?httpMethodRestrict=POST")
        .routeId(ID)
        .unmarshal()
        .json(JsonLibrary.Jackson, Map.class)
        .process(this::reply)
        .removeHeaders("*")
        .marshal()
        .json(JsonLibrary.Jackson)
        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"));
  }

  private void reply(Exchange exchange) {
    Map<String, Object> reply = new LinkedHashMap<>();
    reply.put("accepted", exchange.getMessage().getBody(Map.class).get("event"));
    exchange.getMessage().setBody(reply);
  }
}
