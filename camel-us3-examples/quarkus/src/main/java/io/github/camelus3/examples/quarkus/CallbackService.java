package io.github.camelus3.examples.quarkus;

import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Route;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;

/** The callback service: US3 calls it after an upload and returns its reply to the route. */
@ApplicationScoped
public class CallbackService {
  @Route(path = "/uploaded", methods = Route.HttpMethod.POST)
  JsonObject uploaded(@Body JsonObject callback) {
    return new JsonObject().put("accepted", callback.getString("key"));
  }
}
