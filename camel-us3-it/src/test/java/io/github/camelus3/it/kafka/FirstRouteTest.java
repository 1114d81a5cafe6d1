package io.github.camelus3.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a reader of docs/scale-out.md begins with. */
class FirstRouteTest {
  private static final String PAGE = "scale-out.md";

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos"));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  @Test
  void recordBecomesAnObject() throws Exception {
    KafkaClient kafka = new KafkaClient(KAFKA.broker().address());
    kafka.createTopic("begun", 1);
    byte[] content = "hello".getBytes(StandardCharsets.UTF_8);
    kafka.send(List.of(KafkaClient.record("begun", 0, content)));

    OtherJvm node =
        jvms.start(
            "first",
            CamelNode.class,
            Stream.of(
                    Recipe.text(PAGE, "application.properties").lines(),
                    Us3Properties.of(US3.emulator()).stream(),
                    Stream.of(
                        "camel.component.kafka.brokers=" + KAFKA.broker().address(),
                        Recipe.of(PAGE, "first.yaml")
                            .with("kafka:uploads", "kafka:begun")
                            .routes(folder)))
                .flatMap(lines -> lines)
                .toArray(String[]::new));

    node.awaitOutput("stored begun/0/0");
    try (InputStream in = US3.emulator().object("photos", "begun/0/0").orElseThrow().open()) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }
}
