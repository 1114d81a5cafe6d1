package io.github.camelus3.kamelets;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A started Camel context that loads YAML, and an emulator whose URL is the property {@code us3}.
 */
@Timeout(120)
abstract class KameletTestSupport extends CamelTestSupport {
  static final String BUCKET = "photos";

  @RegisterExtension
  @Order(0) // around the one that stops the Camel context, which has 1
  final Us3EmulatorExtension emulator =
      new Us3EmulatorExtension(
          Us3Emulator.builder()
              .bucket(BUCKET, "archive")
              .credentials("PUB", "TOP-SECRET")
              .callbackTimeout(Duration.ofMinutes(1))
              .blockSize(64 << 10));

  Us3Emulator us3;

  @Override
  protected CamelContext createCamelContext() throws Exception {
    us3 = emulator.emulator();
    CamelContext camel = super.createCamelContext();
    camel.getPropertiesComponent().addInitialProperty("us3", us3.endpoint());
    return camel;
  }

  /** Loads and starts routes. */
  void load(String yaml) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("test.yaml", yaml));
  }

  void store(String key, String text) {
    us3.putObject(BUCKET, key, text.getBytes(StandardCharsets.UTF_8), "text/plain");
  }

  String stored(String key) {
    return new String(us3.object(BUCKET, key).orElseThrow().bytes(), StandardCharsets.UTF_8);
  }

  MockEndpoint out() {
    MockEndpoint out = getMockEndpoint("mock:out");
    out.setResultWaitTime(50_000); // also after a reset
    return out;
  }
}
