package io.github.camelus3.it.kafka;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class Us3ToKafkaTest {
  private static final String PAGE = "scale-out.md";
  private static final String TOPIC = "objects";
  private static final int MANY = 3_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Uploads files with a callback to the webhook of the recipe. */
  private static final String UPLOADS =
      """
      - route:
          from:
            uri: file:{{outbox}}
            steps:
              - setHeader:
                  name: CamelUs3Key
                  simple: "up/${header.CamelFileName}"
              - to: us3:photos?callbackUrl=webhook&callbackSecret=RAW({{secret}})
      """;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofSeconds(60)));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  @Test
  void publishesEachObjectAndCallbackWhenABrokerAndAProcessAreLost() throws Exception {
    Broker broker = KAFKA.broker();
    KafkaClient kafka = new KafkaClient(broker.address());
    kafka.createTopic(TOPIC, 3);
    Path outbox = Files.createDirectories(folder.resolve("outbox"));
    put(0, 20, "first");

    OtherJvm node = node(broker, outbox).awaitOutput(CamelNode.STARTED);
    kafka.read(TOPIC, events(10));
    node.kill();
    node(broker, outbox);
    kafka.read(TOPIC, events(20));
    broker.stop();
    put(0, 5, "second, longer");
    for (int i = 0; i < 5; i++) {
      Files.writeString(outbox.resolve("file-" + i), "content");
    }
    await().atMost(LIMIT).until(() -> US3.emulator().keys("photos").contains("up/file-4"));
    broker.start();

    List<ConsumerRecord<byte[], byte[]>> events = kafka.read(TOPIC, events(30));
    Map<String, Set<Integer>> partitions =
        events.stream()
            .collect(groupingBy(Us3ToKafkaTest::key, mapping(ConsumerRecord::partition, toSet())));
    assertThat(partitions).hasSize(25);
    assertThat(partitions.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    for (int i = 0; i < 5; i++) {
      String key = "in/" + i;
      List<String> times =
          events.stream()
              .filter(event -> key(event).equals(key))
              .map(event -> KafkaClient.header(event, "ce_time"))
              .toList();
      assertThat(times).isSorted();
      assertThat(Set.copyOf(times)).as("versions of " + key).hasSize(2);
    }
    assertThat(events)
        .allSatisfy(
            event -> {
              assertThat(KafkaClient.header(event, "ce_specversion")).isEqualTo("1.0");
              assertThat(KafkaClient.header(event, "ce_source")).isEqualTo("us3.bucket.photos");
              assertThat(KafkaClient.header(event, "ce_subject")).isEqualTo(key(event));
              assertThat(KafkaClient.header(event, "ce_type"))
                  .isEqualTo(
                      "org.apache.camel.event.us3."
                          + (key(event).startsWith("up/") ? "callback" : "getObject"));
              assertThat(new String(event.value(), StandardCharsets.UTF_8)).isEqualTo(key(event));
            });
  }

  @Test
  void quietPollsPublishNoEventAgain() throws Exception {
    Broker broker = KAFKA.broker();
    KafkaClient kafka = new KafkaClient(broker.address());
    kafka.createTopic("many-objects", 1);
    put(0, MANY, "content");

    OtherJvm node = quiet(broker);
    kafka.read("many-objects", events(MANY));
    awaitPolls();
    node.kill();
    quiet(broker).awaitOutput(CamelNode.STARTED);
    awaitPolls();

    assertThat(kafka.count("many-objects")).isEqualTo(MANY);
  }

  private OtherJvm quiet(Broker broker) {
    return jvms.start(
        "quiet",
        CamelNode.class,
        KafkaClient.joined(
            properties(US3.emulator(), broker, folder),
            Recipe.of(PAGE, "us3-to-kafka.yaml")
                .with("kafka:objects", "kafka:many-objects")
                .routes(folder)));
  }

  /** Waits until two polls have begun and ended. */
  private static void awaitPolls() {
    long before = polls();
    await().atMost(LIMIT).until(() -> polls() > before + 2);
  }

  /** How often a listing has begun at its first page. */
  private static long polls() {
    return US3.emulator().requests().stream()
        .filter(
            request ->
                request.queryParameter("prefix").orElse("").equals("in/")
                    && request.queryParameter("marker").orElse("").isEmpty())
        .count();
  }

  /** Whether so many different events are there; an event can be published again. */
  private static Predicate<List<ConsumerRecord<byte[], byte[]>>> events(int count) {
    return records ->
        records.stream().map(event -> KafkaClient.header(event, "ce_id")).distinct().count()
            >= count;
  }

  private OtherJvm node(Broker broker, Path outbox) throws Exception {
    Path uploads = Files.writeString(folder.resolve("uploads.yaml"), UPLOADS);
    return jvms.start(
        "publisher",
        CamelNode.class,
        KafkaClient.joined(
            properties(US3.emulator(), broker, folder),
            Recipe.of(PAGE, "us3-to-kafka.yaml").routes(folder) + ",file:" + uploads,
            "outbox=" + outbox));
  }

  /** The properties of a node that runs the recipe. */
  static List<String> properties(Us3Emulator us3, Broker broker, Path data) {
    List<String> properties = new ArrayList<>(Us3Properties.of(us3));
    Recipe.text(PAGE, "us3-to-kafka.properties").lines().forEach(properties::add);
    properties.add("camel.component.kafka.brokers=" + broker.address());
    properties.add("camel.rest.port=" + FreePort.find());
    properties.add("data=" + data);
    return properties;
  }

  private static void put(int from, int to, String content) {
    for (int i = from; i < to; i++) {
      US3.emulator()
          .putObject("photos", "in/" + i, content.getBytes(StandardCharsets.UTF_8), "text/plain");
    }
  }

  private static String key(ConsumerRecord<byte[], byte[]> event) {
    return new String(event.key(), StandardCharsets.UTF_8);
  }
}
