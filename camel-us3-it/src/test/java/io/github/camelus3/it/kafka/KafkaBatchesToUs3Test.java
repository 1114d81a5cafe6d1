package io.github.camelus3.it.kafka;

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
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The recipe "Batches" of docs/scale-out.md. */
class KafkaBatchesToUs3Test {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int BATCH = 10;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofSeconds(60)));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  private KafkaClient kafka;
  private CallbackService service;

  @BeforeEach
  void start() throws Exception {
    kafka = new KafkaClient(KAFKA.broker().address());
    service = new CallbackService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void batchIsCommittedAfterEveryUploadAndRepeatedAfterAKill() throws Exception {
    kafka.createTopic("killed", 2);
    OtherJvm first = node("a", "killed").awaitOutput(CamelNode.STARTED);
    send("killed", 2, BATCH);
    await().atMost(LIMIT).until(() -> committed("killed").equals(Map.of(0, 5L, 1, 5L)));
    service.hold(key -> Integer.parseInt(key.split("/")[2]) >= 5);

    // the replies are held, so the callbacks show that the uploads are in flight together
    send("killed", 2, BATCH);
    await().atMost(LIMIT).until(() -> service.count() == 2 * BATCH);
    assertThat(committed("killed")).isEqualTo(Map.of(0, 5L, 1, 5L));
    first.kill();
    service.release();
    node("b", "killed");
    await().atMost(LIMIT).until(() -> committed("killed").equals(Map.of(0, 10L, 1, 10L)));

    assertThat(US3.emulator().keys("photos"))
        .filteredOn(key -> key.startsWith("killed/"))
        .hasSize(2 * BATCH);
    assertThat(callbacks())
        .hasSize(2 * BATCH)
        .allSatisfy(
            (key, times) ->
                assertThat(times)
                    .as(key)
                    .isEqualTo(Integer.parseInt(key.split("/")[2]) < 5 ? 1 : 2));
  }

  @Test
  void refusedRecordIsDeadAndTheOthersAreStored() throws Exception {
    kafka.createTopic("some", 1);
    US3.emulator()
        .inject(
            Fault.answer(403, -148643, "invalid signature")
                .on(Us3Api.PUT_FILE)
                .key("some/0/3")
                .always());
    OtherJvm node = node("a", "some").awaitOutput(CamelNode.STARTED);
    send("some", 1, BATCH);

    // the dead-letter topic is missing, so the batch fails
    node.awaitOutput("some-dead not present in metadata");
    assertThat(committed("some")).isEmpty();
    kafka.createTopic("some-dead", 1);
    await().atMost(LIMIT).until(() -> committed("some").equals(Map.of(0, (long) BATCH)));

    assertThat(US3.emulator().keys("photos"))
        .filteredOn(key -> key.startsWith("some/"))
        .hasSize(BATCH - 1)
        .doesNotContain("some/0/3");
    assertThat(callbacks())
        .hasSize(BATCH - 1)
        .allSatisfy((key, times) -> assertThat(times).as(key).isGreaterThan(1));
    assertThat(kafka.count("some-dead")).isEqualTo(1);
    ConsumerRecord<byte[], byte[]> dead = kafka.read("some-dead", all -> !all.isEmpty()).get(0);
    assertThat(dead.value()).isEqualTo(bytes("record 3"));
    assertThat(KafkaClient.header(dead, "us3-ret-code")).isEqualTo("-148643");
    assertThat(KafkaClient.header(dead, "us3-error")).contains("some/0/3");
    assertThat(KafkaClient.header(dead, "us3-http-status")).isEqualTo("403");
    assertThat(KafkaClient.header(dead, "us3-session-id")).isNotBlank();
    assertThat(KafkaClient.header(dead, "us3-key")).isEqualTo("some/0/3");
  }

  @Test
  void recordWithoutAValueOrACallbackServiceStopsNoBatch() {
    kafka.createTopic("odd", 1);
    kafka.createTopic("odd-dead", 1);
    US3.emulator().inject(Fault.callbackRefused().on(Us3Api.PUT_FILE).key("odd/0/1").times(2));
    kafka.send(
        List.of(
            KafkaClient.record("odd", 0, null),
            KafkaClient.record("odd", 0, bytes("unreachable")),
            KafkaClient.record("odd", 0, new byte[0]),
            KafkaClient.record("odd", 0, bytes("named"), "us3-key", "named")));
    send("odd", 1, BATCH - 4);

    node("a", "odd");
    await().atMost(LIMIT).until(() -> committed("odd").equals(Map.of(0, (long) BATCH)));

    assertThat(US3.emulator().keys("photos"))
        .hasSize(BATCH - 1)
        .contains("odd/0/1", "odd/0/2", "named")
        .doesNotContain("odd/0/0", "odd/0/3");
    assertThat(service.keys()).hasSize(BATCH - 1).doesNotHaveDuplicates();
    List<ConsumerRecord<byte[], byte[]>> dead = kafka.read("odd-dead", all -> !all.isEmpty());
    assertThat(dead)
        .extracting(record -> KafkaClient.header(record, "us3-key"))
        .containsExactly("odd/0/0");
  }

  @Test
  void pageHasTheClassThatTheNodesUse() throws Exception {
    String java =
        Files.readString(Path.of("src/test/java/io/github/camelus3/it/kafka/RecordBatch.java"));

    assertThat(Files.readString(Path.of("../docs/scale-out.md")))
        .contains("```java\n" + java.substring(java.indexOf("public class RecordBatch ")) + "```");
  }

  private void send(String topic, int partitions, int count) {
    kafka.send(
        IntStream.range(0, count)
            .mapToObj(i -> KafkaClient.record(topic, i % partitions, bytes("record " + i)))
            .toList());
  }

  private Map<Integer, Long> committed(String topic) {
    return kafka.committed("us3-" + topic, topic);
  }

  private Map<String, Long> callbacks() {
    return service.keys().stream().collect(groupingBy(key -> key, counting()));
  }

  private OtherJvm node(String name, String topic) {
    return jvms.start(
        name,
        CamelNode.class,
        KafkaClient.joined(
            Us3Properties.of(US3.emulator()),
            recipe(topic),
            "camel.main.configurationClasses=" + RecordBatch.class.getName(),
            "camel.component.kafka.brokers=" + KAFKA.broker().address(),
            "camel.component.kafka.maxBlockMs=1000",
            "service=" + service.url()));
  }

  /** The recipe for another topic, with the batches of the test. */
  private String recipe(String topic) {
    return Recipe.of("scale-out.md", "kafka-batches-to-us3.yaml", "failures.yaml")
        .with("uploads", topic)
        .with("maxPollRecords: 16", "maxPollRecords: " + BATCH)
        .with("pollTimeoutMs: 1000", "pollTimeoutMs: 20000") // each batch is full
        .routes(folder.resolve(topic));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
