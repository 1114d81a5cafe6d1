package io.github.camelus3.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.component.Us3Component;
import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderRoutesTest {
  @RegisterExtension static final Us3EmulatorExtension US3 = new Us3EmulatorExtension();

  @Test
  void orderIsStored() throws Exception {
    try (CamelContext camel = new DefaultCamelContext()) {
      Us3Configuration us3 = camel.getComponent("us3", Us3Component.class).getConfiguration();
      us3.setEndpoint(US3.emulator().endpoint());
      us3.setPublicKey(Us3Emulator.DEFAULT_PUBLIC_KEY);
      us3.setPrivateKey(Us3Emulator.DEFAULT_PRIVATE_KEY);
      camel.addRoutes(new OrderRoutes());
      camel.start();

      camel.createProducerTemplate().sendBody("direct:orders", "{\"id\": 7}");

      assertThat(US3.emulator().object("demo", "order.json").orElseThrow().bytes()).hasSize(9);
    }
  }
}
