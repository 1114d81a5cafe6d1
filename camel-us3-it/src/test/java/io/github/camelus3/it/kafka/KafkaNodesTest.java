package io.github.camelus3.it.kafka;

import static java.time.Duration.ofSeconds;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A node of the recipe "Kafka to US3" is added and another is stopped, while records arrive. */
class KafkaNodesTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final String TOPIC = "moving";
  private static final String GROUP = "us3-moving";
  private static final int PARTITIONS = 8;
  private static final int CHUNK = 40;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(ofSeconds(60)));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  private KafkaClient kafka;
  private CallbackService service;
  private UploadNodes nodes;
  private int sent;

  @BeforeEach
  void start() throws Exception {
    kafka = new KafkaClient(KAFKA.broker().address());
    service = new CallbackService();
    nodes = new UploadNodes(jvms, US3.emulator(), service, folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void partitionsMoveToANewNodeAndFromAStoppedOne() {
    kafka.createTopic(TOPIC, PARTITIONS);
    kafka.createTopic(TOPIC + "-dead", 1);
    US3.emulator().inject(Fault.delay(Duration.ofMillis(100)).on(Us3Api.PUT_FILE).always());
    List<OtherJvm> first = Stream.of("a", "b", "c").map(this::node).toList();
    first.forEach(node -> node.awaitOutput(CamelNode.STARTED));
    await()
        .atMost(LIMIT)
        .pollInterval(ofSeconds(1))
        .until(() -> sendAndSee(() -> service.count() > CHUNK));

    OtherJvm added = node("d");
    await()
        .atMost(LIMIT)
        .pollInterval(ofSeconds(1))
        .until(() -> sendAndSee(() -> !kafka.partitionsOf(GROUP, "d-").isEmpty()));
    assertThat(repeated()).isZero();
    sendAndSee(() -> true);
    sendAndSee(() -> true);
    assertThat(service.count()).isLessThan(sent - CHUNK); // the node is stopped while it uploads
    first.get(1).stop();
    await().atMost(LIMIT).until(() -> kafka.committedCount(GROUP, TOPIC) == sent);

    assertThat(service.keys()).containsAll(US3.emulator().keys("photos"));
    assertThat(US3.emulator().keys("photos")).hasSize(sent);
    assertThat(repeated()).isLessThanOrEqualTo(2);
    assertThat(kafka.count(TOPIC + "-dead")).isZero();
    assertThat(added.isAlive()).isTrue();
  }

  private OtherJvm node(String name) {
    return nodes.start(name, UploadNodes.recipe(TOPIC), KAFKA.broker());
  }

  /** Sends some records, and then asks. */
  private boolean sendAndSee(BooleanSupplier condition) {
    kafka.send(
        IntStream.range(0, CHUNK)
            .mapToObj(
                i ->
                    KafkaClient.record(
                        TOPIC, i % PARTITIONS, "content".getBytes(StandardCharsets.UTF_8)))
            .toList());
    sent += CHUNK;
    return condition.getAsBoolean();
  }

  /** How many callbacks came again. */
  private long repeated() {
    return (long) service.count()
        - service.keys().stream().collect(groupingBy(key -> key, counting())).size();
  }
}
