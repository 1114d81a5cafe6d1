package io.github.camelus3.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Outage;
import io.github.camelus3.it.Recipe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The broker is away at the start of the recipes of docs/scale-out.md, and while they work. */
class BrokerAwayTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int PARTITIONS = 4;
  private static final int COUNT = 200;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofSeconds(60)));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  @Test
  void recordsAreStoredWhenTheBrokerIsBack() throws Exception {
    Broker broker = KAFKA.broker();
    KafkaClient kafka = new KafkaClient(broker.address());
    kafka.createTopic("away", PARTITIONS);
    kafka.createTopic("away-dead", 1);
    try (CallbackService service = new CallbackService()) {
      UploadNodes uploads = new UploadNodes(jvms, US3.emulator(), service, folder);

      broker.stop();
      Outage start = Outage.begins();
      List<OtherJvm> nodes =
          List.of(
              uploads.start("a", UploadNodes.recipe("away"), broker),
              uploads.start("b", UploadNodes.recipe("away"), broker));
      nodes.forEach(node -> node.awaitOutput(CamelNode.STARTED));
      start.awaitEnd();
      broker.start();
      // so that a record is stored and not committed when the broker goes
      service.hold("away/0/25"::equals);
      kafka.send(
          IntStream.range(0, COUNT)
              .mapToObj(i -> KafkaClient.record("away", i % PARTITIONS, bytes("record " + i)))
              .toList());
      await().atMost(LIMIT).until(() -> service.keys().contains("away/0/25"));
      broker.stop();
      Outage middle = Outage.begins();
      service.release();
      middle.awaitEnd();
      broker.start();
      Map<Integer, Long> committed = kafka.committed("us3-away", "away");
      assertThat(US3.emulator().keys("photos")).containsAll(keysBefore(committed));
      await().atMost(LIMIT).until(() -> sum(kafka.committed("us3-away", "away")) == COUNT);

      assertThat(US3.emulator().keys("photos"))
          .filteredOn(key -> key.startsWith("away/"))
          .hasSize(COUNT);
      assertThat(service.keys()).containsAll(keysBefore(kafka.committed("us3-away", "away")));
      assertThat(kafka.count("away-dead")).isZero();
      assertThat(nodes).allMatch(OtherJvm::isAlive);
    }
  }

  @Test
  void eventsArePublishedWhenTheBrokerIsBack() throws Exception {
    Broker broker = KAFKA.broker();
    KafkaClient kafka = new KafkaClient(broker.address());
    kafka.createTopic("away-objects", 3);
    put(0, 10);

    broker.stop();
    Outage start = Outage.begins();
    OtherJvm node =
        jvms.start(
                "publisher",
                CamelNode.class,
                KafkaClient.joined(
                    Us3ToKafkaTest.properties(US3.emulator(), broker, folder),
                    Recipe.of("scale-out.md", "us3-to-kafka.yaml")
                        .with("kafka:objects", "kafka:away-objects")
                        .routes(folder)))
            .awaitOutput(CamelNode.STARTED)
            .awaitOutput("not present in metadata");
    start.awaitEnd();
    broker.start();
    kafka.read("away-objects", events(10));
    broker.stop();
    Outage middle = Outage.begins();
    put(10, 20);
    middle.awaitEnd();
    broker.start();

    List<ConsumerRecord<byte[], byte[]>> events = kafka.read("away-objects", events(20));
    assertThat(events)
        .extracting(event -> new String(event.key(), StandardCharsets.UTF_8))
        .contains(IntStream.range(0, 20).mapToObj(i -> "in/" + i).toArray(String[]::new));
    assertThat(node.isAlive()).isTrue();
  }

  /** Whether so many different events are there; an event can be published again. */
  private static Predicate<List<ConsumerRecord<byte[], byte[]>>> events(int count) {
    return records ->
        records.stream().map(event -> KafkaClient.header(event, "ce_id")).distinct().count()
            >= count;
  }

  private static long sum(Map<Integer, Long> offsets) {
    return offsets.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> keysBefore(Map<Integer, Long> committed) {
    return committed.entrySet().stream()
        .flatMap(
            each ->
                LongStream.range(0, each.getValue())
                    .mapToObj(offset -> "away/" + each.getKey() + "/" + offset))
        .toList();
  }

  private static void put(int from, int to) {
    for (int i = from; i < to; i++) {
      US3.emulator().putObject("photos", "in/" + i, bytes("content"), "text/plain");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
