package io.github.camelus3.it.kafka;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Recipe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class KafkaToUs3Test {
  private static final String TOPIC = "uploads";
  private static final String GROUP = "us3-uploads";
  private static final int PARTITIONS = 8;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofSeconds(60)));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  private CallbackService service;
  private UploadNodes nodes;

  @BeforeEach
  void start() throws Exception {
    service = new CallbackService();
    nodes = new UploadNodes(jvms, US3.emulator(), service, folder);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void storesEachRecordWhenABrokerAndAProcessAreLost() throws Exception {
    int count = 2000;
    String held = TOPIC + "/3/" + count / PARTITIONS / 3;
    Broker broker = new Broker(jvms, folder.resolve("kafka"));
    // a slow node must keep its partitions
    Recipe recipe = UploadNodes.recipe().with("sessionTimeoutMs: 10000", "sessionTimeoutMs: 30000");
    Map<String, OtherJvm> running = new HashMap<>();
    for (String name : List.of("a", "b", "c")) {
      running.put(name, nodes.start(name, recipe, broker));
    }
    running.values().forEach(node -> node.awaitOutput(CamelNode.STARTED));
    broker.start();
    KafkaClient kafka = new KafkaClient(broker.address());
    kafka.createTopic(TOPIC, PARTITIONS);
    kafka.createTopic(TOPIC + "-dead", 1);
    // a group that is rebalancing has members without partitions
    await().atMost(LIMIT).until(() -> isSpread(kafka, running.keySet()));
    List<ProducerRecord<byte[], byte[]>> records = records(count);
    // one callback gets no reply, so its object is stored and its record not committed at the kill
    service.hold(held::equals);
    kafka.send(records);

    await().atMost(LIMIT).until(() -> service.keys().contains(held));
    String victim =
        await()
            .atMost(LIMIT)
            .until(
                () ->
                    running.keySet().stream()
                        .filter(name -> kafka.partitionsOf(GROUP, name + "-").contains(3))
                        .findFirst(),
                Optional::isPresent)
            .orElseThrow();
    List<Integer> lost = kafka.partitionsOf(GROUP, victim + "-");
    running.get(victim).kill();
    service.release();
    // a request that the process had sent may arrive after its end
    Set<String> uncommitted =
        await()
            .atMost(LIMIT)
            .until(
                () -> storedBy(lost, kafka.committed(GROUP, TOPIC)),
                new Unchanged<>(Duration.ofSeconds(1)));
    await().atMost(LIMIT).until(() -> service.count() > count * 3 / 4);
    broker.stop();
    broker.start();
    await().atMost(LIMIT).until(() -> kafka.committedCount(GROUP, TOPIC) == count);

    assertThat(US3.emulator().keys("photos")).containsExactlyInAnyOrderElementsOf(keys(count));
    assertThat(uncommitted).contains(held);
    assertThat(repeated()).isEqualTo(uncommitted);
    assertThat(service.keys()).containsAll(keys(count));
    assertThat(service.count()).isEqualTo(count + uncommitted.size());
    assertThat(kafka.count(TOPIC + "-dead")).isZero();
  }

  @Test
  void recordThatUs3RefusesGoesToTheDeadLetterTopic() throws Exception {
    KafkaClient kafka = new KafkaClient(KAFKA.broker().address());
    kafka.createTopic("refused", 1);
    kafka.createTopic("refused-dead", 1);
    US3.emulator()
        .inject(
            Fault.answer(403, -148643, "invalid signature")
                .on(Us3Api.PUT_FILE)
                .key("refused/0/2")
                .times(1));
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      records.add(
          KafkaClient.record("refused", 0, bytes("record " + i), "mime-type", "text/plain"));
    }

    nodes.start("a", UploadNodes.recipe("refused"), KAFKA.broker());
    kafka.send(records);
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-refused", "refused") == 5);

    assertThat(US3.emulator().keys("photos"))
        .containsExactly("refused/0/0", "refused/0/1", "refused/0/3", "refused/0/4");
    assertThat(kafka.count("refused-dead")).isEqualTo(1);
    ConsumerRecord<byte[], byte[]> dead = kafka.read("refused-dead", all -> !all.isEmpty()).get(0);
    assertThat(dead.value()).isEqualTo(bytes("record 2"));
    assertThat(KafkaClient.header(dead, "us3-ret-code")).isEqualTo("-148643");
    assertThat(KafkaClient.header(dead, "us3-http-status")).isEqualTo("403");
    assertThat(KafkaClient.header(dead, "us3-session-id")).isNotBlank();
    assertThat(KafkaClient.header(dead, "us3-error")).contains("refused/0/2");
    assertThat(KafkaClient.header(dead, "mime-type")).isEqualTo("text/plain");
    assertThat(KafkaClient.header(dead, "us3-key")).isEqualTo("refused/0/2");

    OtherJvm again =
        nodes.start(
            "again",
            Recipe.of("scale-out.md", "send-again.yaml").with("uploads", "refused"),
            KAFKA.broker());
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-refused", "refused") == 6);
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-send-again", "refused-dead") == 1);
    again.stop();

    assertThat(US3.emulator().keys("photos"))
        .containsExactly("refused/0/0", "refused/0/1", "refused/0/2", "refused/0/3", "refused/0/4");
    StoredObject object = US3.emulator().object("photos", "refused/0/2").orElseThrow();
    assertThat(object.mimeType()).isEqualTo("text/plain");
    try (InputStream in = object.open()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("record 2"));
    }
    assertThat(kafka.count("refused-dead")).isEqualTo(1);
  }

  @Test
  void pageHasTheClassThatTheNodesUse() throws Exception {
    String java =
        Files.readString(Path.of("src/test/java/io/github/camelus3/it/kafka/SharedFolder.java"));

    assertThat(Files.readString(Path.of("../docs/scale-out.md")))
        .contains("```java\n" + java.substring(java.indexOf("public class SharedFolder ")) + "```");
  }

  @Test
  void recordWhoseCommitFailsIsReadAgain() throws Exception {
    Broker broker = KAFKA.broker();
    KafkaClient kafka = new KafkaClient(broker.address());
    kafka.createTopic("late", 1);
    kafka.createTopic("late-dead", 1);
    OtherJvm node =
        nodes.start(
            "a",
            UploadNodes.recipe("late").with("commitTimeoutMs: 60000", "commitTimeoutMs: 2000"),
            broker);
    service.hold("late/0/0"::equals);
    kafka.send(List.of(KafkaClient.record("late", 0, bytes("content"))));
    await().atMost(LIMIT).until(() -> service.count() == 1);

    broker.stop();
    service.release();
    node.awaitOutput("TimeoutException");
    broker.start();
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-late", "late") == 1);

    assertThat(service.keys()).hasSizeGreaterThan(1).containsOnly("late/0/0");
    assertThat(kafka.count("late-dead")).isZero();
  }

  @Test
  void recordWaitsForUs3AndARefusedOneStopsNoOther() throws Exception {
    KafkaClient kafka = new KafkaClient(KAFKA.broker().address());
    kafka.createTopic("waiting", 1);
    kafka.createTopic("waiting-dead", 1);
    Us3Emulator us3 = US3.emulator();
    us3.inject(Fault.dropBeforeBody().on(Us3Api.PUT_FILE).key("waiting/0/0").times(3));
    us3.inject(Fault.loseAnswer().on(Us3Api.PUT_FILE).key("waiting/0/1").times(1));
    us3.inject(
        Fault.callbackRejected(409, "{\"error\":\"known\"}")
            .on(Us3Api.PUT_FILE)
            .key("waiting/0/2"));
    us3.inject(Fault.callbackRefused().on(Us3Api.PUT_FILE).key("waiting/0/8").times(2));
    Path secret = Files.writeString(folder.resolve("secret"), "not below the shared folder");
    kafka.send(
        List.of(
            KafkaClient.record("waiting", 0, bytes("waits")),
            KafkaClient.record("waiting", 0, bytes("lost")),
            KafkaClient.record("waiting", 0, bytes("rejected")),
            KafkaClient.record("waiting", 0, bytes("../secret"), "content", "path"),
            KafkaClient.record("waiting", 0, bytes(secret.toString()), "content", "path"),
            KafkaClient.record("waiting", 0, bytes("absent"), "content", "path"),
            KafkaClient.record("waiting", 0, null),
            KafkaClient.record("waiting", 0, new byte[0]),
            KafkaClient.record("waiting", 0, bytes("unreachable")),
            KafkaClient.record("waiting", 0, bytes("last"))));

    nodes.start(
        "a",
        UploadNodes.recipe("waiting")
            .with("callbackBodyType:", "maxRetries: 0\n              callbackBodyType:"),
        KAFKA.broker());
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-waiting", "waiting") == 10);

    assertThat(us3.keys("photos"))
        .containsExactlyInAnyOrder(
            "waiting/0/0",
            "waiting/0/1",
            "waiting/0/2",
            "waiting/0/7",
            "waiting/0/8",
            "waiting/0/9");
    assertThat(us3.object("photos", "waiting/0/7").orElseThrow().size()).isZero();
    assertThat(puts("waiting/0/0")).isEqualTo(4);
    assertThat(puts("waiting/0/1")).isEqualTo(2);
    assertThat(puts("waiting/0/8")).isEqualTo(3);
    List<ConsumerRecord<byte[], byte[]>> dead = kafka.read("waiting-dead", all -> all.size() >= 5);
    assertThat(dead)
        .extracting(record -> KafkaClient.header(record, "us3-error"))
        .satisfiesExactly(
            rejected -> assertThat(rejected).contains("waiting/0/2"),
            above -> assertThat(above).isEqualTo("path must be below the shared folder: ../secret"),
            absolute ->
                assertThat(absolute).isEqualTo("path must be below the shared folder: " + secret),
            absent -> assertThat(absent).isEqualTo("absent"),
            withoutValue -> assertThat(withoutValue).contains("body"));
    assertThat(KafkaClient.header(dead.get(0), "us3-http-status")).isEqualTo("409");
    assertThat(dead.get(4).value()).isNull();
  }

  private static long puts(String key) {
    return US3.emulator().requests().stream()
        .filter(request -> request.api() == Us3Api.PUT_FILE && request.key().equals(key))
        .count();
  }

  /** Records of which every second names a file. */
  private List<ProducerRecord<byte[], byte[]>> records(int count) throws IOException {
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int partition = i % PARTITIONS;
      byte[] content = bytes("content " + i);
      if (i / PARTITIONS % 2 == 0) {
        records.add(KafkaClient.record(TOPIC, partition, content, "mime-type", "text/plain"));
      } else {
        Path file = Files.write(nodes.shared().resolve("file-" + i), content);
        records.add(
            KafkaClient.record(
                TOPIC,
                partition,
                bytes(file.getFileName().toString()),
                "mime-type",
                "text/csv",
                "content",
                "path"));
      }
    }
    return records;
  }

  private static List<String> keys(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> TOPIC + "/" + i % PARTITIONS + "/" + i / PARTITIONS)
        .toList();
  }

  /** The stored keys of the partitions from the committed offset on. */
  private Set<String> storedBy(List<Integer> partitions, Map<Integer, Long> committed) {
    return service.keys().stream()
        .filter(key -> partitions.contains(partition(key)))
        .filter(key -> offset(key) >= committed.getOrDefault(partition(key), 0L))
        .collect(toCollection(TreeSet::new));
  }

  /** The keys with more than one callback. */
  private Set<String> repeated() {
    return service.keys().stream().collect(groupingBy(key -> key, counting())).entrySet().stream()
        .filter(callbacks -> callbacks.getValue() > 1)
        .map(Map.Entry::getKey)
        .collect(toCollection(TreeSet::new));
  }

  /** Whether the nodes together have all partitions, and each of them has one at least. */
  private static boolean isSpread(KafkaClient kafka, Collection<String> nodes) {
    List<List<Integer>> partitions =
        nodes.stream().map(name -> kafka.partitionsOf(GROUP, name + "-")).toList();
    return partitions.stream().noneMatch(List::isEmpty)
        && partitions.stream().flatMap(List::stream).distinct().count() == PARTITIONS;
  }

  /** Holds when a value has not changed for a time. */
  private static final class Unchanged<T> implements Predicate<T> {
    private final Duration time;
    private T last;
    private long since;

    Unchanged(Duration time) {
      this.time = time;
    }

    @Override
    public boolean test(T value) {
      long now = System.nanoTime();
      if (!value.equals(last)) {
        last = value;
        since = now;
      }
      return now - since >= time.toNanos();
    }
  }

  private static int partition(String key) {
    return Integer.parseInt(key.split("/")[1]);
  }

  private static long offset(String key) {
    return Long.parseLong(key.split("/")[2]);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
