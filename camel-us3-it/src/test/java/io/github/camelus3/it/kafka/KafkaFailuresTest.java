package io.github.camelus3.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the recipe "Kafka to US3" does with slow uploads, absent storage and large records. */
class KafkaFailuresTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** The largest value that a producer and a broker with their defaults take. */
  private static final int LARGEST = (1 << 20) - 100;

  @RegisterExtension
  static final Us3EmulatorExtension US3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofSeconds(5)));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  private KafkaClient kafka;
  private CallbackService service;
  private UploadNodes nodes;

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
  void slowUploadsCostNoPartitions() {
    int count = 100;
    kafka.createTopic("slow", 1);
    US3.emulator().inject(Fault.delay(Duration.ofMillis(200)).on(Us3Api.PUT_FILE).always());
    kafka.send(
        IntStream.range(0, count)
            .mapToObj(i -> KafkaClient.record("slow", 0, bytes("record " + i)))
            .toList());

    // all uploads take longer than the interval, those of one poll a sixth of it
    nodes.start(
        "a",
        UploadNodes.recipe("slow").with("sessionTimeoutMs: 10000", "maxPollIntervalMs: 12000"),
        KAFKA.broker());
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-slow", "slow") == count);

    assertThat(service.keys()).hasSize(count).doesNotHaveDuplicates();
  }

  @Test
  void recordWaitsForACallbackServiceThatDoesNotRespond() {
    kafka.createTopic("silent", 1);
    kafka.createTopic("silent-dead", 1);
    US3.emulator().inject(Fault.callbackTimeout().on(Us3Api.PUT_FILE).times(1));
    kafka.send(List.of(KafkaClient.record("silent", 0, bytes("content"))));

    nodes.start("a", UploadNodes.recipe("silent"), KAFKA.broker());
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-silent", "silent") == 1);

    assertThat(service.keys()).containsExactly("silent/0/0");
    assertThat(kafka.count("silent-dead")).isZero();
  }

  @Test
  void recordsWaitForStorageThatIsAway() throws Exception {
    kafka.createTopic("stored", 1);
    kafka.createTopic("stored-dead", 1);
    Files.writeString(nodes.shared().resolve("a.txt"), "content");
    Path away = Files.move(nodes.shared(), folder.resolve("away"));
    Files.createDirectory(nodes.shared()); // as the place of a mount is without it
    kafka.send(List.of(KafkaClient.record("stored", 0, bytes("a.txt"), "content", "path")));

    OtherJvm node =
        nodes.start(
            "a",
            UploadNodes.recipe("stored")
                .with("retryAttemptedLogInterval: 30", "retryAttemptedLogInterval: 1"),
            KAFKA.broker());
    node.awaitOutput("shared folder must have .shared");
    Files.delete(nodes.shared());
    Files.move(away, nodes.shared());
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-stored", "stored") == 1);

    assertThat(service.keys()).containsExactly("stored/0/0");
    assertThat(kafka.count("stored-dead")).isZero();
  }

  @Test
  void recordAtTheSizeLimitStopsNoPartition() {
    kafka.createTopic("large", 1);
    kafka.createTopic("large-dead", 1);
    refuse("large/0/0");
    kafka.send(
        List.of(
            KafkaClient.record("large", 0, new byte[LARGEST]),
            KafkaClient.record("large", 0, bytes("next"))));

    nodes.start("a", UploadNodes.recipe("large"), KAFKA.broker());
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-large", "large") == 2);

    assertThat(service.keys()).containsExactly("large/0/1");
    ConsumerRecord<byte[], byte[]> dead = kafka.read("large-dead", all -> !all.isEmpty()).get(0);
    assertThat(dead.value()).isEmpty();
    assertThat(KafkaClient.header(dead, "us3-record")).isEqualTo("large/0/0");
    assertThat(KafkaClient.header(dead, "us3-key")).isEqualTo("large/0/0");
    assertThat(KafkaClient.header(dead, "us3-ret-code")).isEqualTo("-148643");
  }

  @Test
  void deadLetterTopicOfThePageTakesARecordAtTheSizeLimit() {
    kafka.createTopic("roomy", 1);
    kafka.createTopic("roomy-dead", 1, Map.of("max.message.bytes", "2000000"));
    refuse("roomy/0/0");
    kafka.send(List.of(KafkaClient.record("roomy", 0, new byte[LARGEST])));

    nodes.start("a", UploadNodes.recipe("roomy"), KAFKA.broker());
    await().atMost(LIMIT).until(() -> kafka.committedCount("us3-roomy", "roomy") == 1);

    ConsumerRecord<byte[], byte[]> dead = kafka.read("roomy-dead", all -> !all.isEmpty()).get(0);
    assertThat(dead.value()).hasSize(LARGEST);
    assertThat(KafkaClient.header(dead, "us3-error")).hasSize(1000);
    assertThat(KafkaClient.header(dead, "us3-record")).isNull();
  }

  /** US3 refuses an object with a long message. */
  private static void refuse(String key) {
    String message = String.join("", Collections.nCopies(200, "invalid signature, "));
    US3.emulator().inject(Fault.answer(403, -148643, message).on(Us3Api.PUT_FILE).key(key));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
