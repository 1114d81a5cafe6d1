package io.github.camelus3.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A big file of docs/scale-out.md when the process that begins it is killed. */
class BigFileRecoveryTest {
  private static final int PARTS = 6;
  private static final int PART = 4 << 20;
  private static final int PARTITIONS = 8;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @RegisterExtension
  final Us3EmulatorExtension us3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofSeconds(60)));

  @RegisterExtension static final SharedBroker KAFKA = new SharedBroker();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  private final byte[] bytes = new byte[(PARTS - 1) * PART + 7];
  private CallbackService service;
  private KafkaClient kafka;

  @BeforeEach
  void start() throws Exception {
    service = new CallbackService();
    kafka = new KafkaClient(KAFKA.broker().address());
    new Random(1).nextBytes(bytes);
    Files.write(folder.resolve("big.bin"), bytes);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void uploadWithTooFewPartsStaysAndASecondOneIsFinished() throws Exception {
    createTopics("few");
    OtherJvm beginner = beginner("few", 3);
    await().atMost(LIMIT).until(() -> committed("few", "parts", "parts") == 3);
    await().atMost(LIMIT).until(() -> committed("few", "finish", "done") == 3);
    String first = us3.emulator().openUploads("photos").get(0).uploadId();

    OtherJvm successor = node("b", "few").awaitOutput(CamelNode.STARTED);
    beginner.kill();
    awaitCommitted("few", 3 + PARTS);

    assertThat(successor.isAlive()).isTrue();
    assertThatItIsStoredOnce("few");
    assertThat(us3.emulator().openUploads("photos"))
        .extracting(upload -> upload.uploadId())
        .containsExactly(first);
  }

  @Test
  void ofTwoCompleteUploadsOneIsFinishedAndOneAborted() throws Exception {
    createTopics("all");
    // so that the first upload is not finished before the kill
    us3.emulator()
        .inject(Fault.internalError().on(Us3Api.UPLOAD_PART).partNumber(PARTS - 1).always());
    OtherJvm beginner = beginner("all", PARTS);
    await().atMost(LIMIT).until(() -> committed("all", "parts", "parts") == PARTS - 1);
    beginner.kill();
    assertThat(finishes()).isEmpty();
    us3.emulator().clearFaults();
    OtherJvm successor = node("b", "all").awaitOutput(CamelNode.STARTED);
    awaitCommitted("all", 2 * PARTS);

    assertThat(successor.isAlive()).isTrue();
    assertThatItIsStoredOnce("all");
    assertThat(us3.emulator().openUploads("photos")).isEmpty();
  }

  private void createTopics(String name) {
    kafka.createTopic(name + "-files", 1);
    kafka.createTopic(name + "-parts", PARTITIONS);
    kafka.createTopic(name + "-done", 1);
    kafka.createTopic(name + "-dead", 1);
  }

  /** A process that holds when it has sent some part numbers of a file. */
  private OtherJvm beginner(String name, int holdAfter) {
    kafka.send(
        List.of(
            KafkaClient.record(name + "-files", 0, "big.bin".getBytes(StandardCharsets.UTF_8))));
    return node("a", name, "hold-topic=" + name + "-parts", "hold-after=" + holdAfter)
        .awaitOutput(HoldsTheBeginner.HOLDING);
  }

  private OtherJvm node(String node, String name, String... hold) {
    return jvms.start(
        node,
        CamelNode.class,
        KafkaClient.joined(
            List.of(
                KafkaClient.joined(
                    Us3Properties.of(us3.emulator()),
                    recipe(name),
                    "camel.main.configurationClasses="
                        + PartPlan.class.getName()
                        + ","
                        + SharedFolder.class.getName()
                        + (hold.length > 0 ? "," + HoldsTheBeginner.class.getName() : ""),
                    "camel.component.kafka.brokers=" + KAFKA.broker().address(),
                    "service=" + service.url(),
                    "shared=" + folder,
                    "partitions=" + PARTITIONS)),
            hold));
  }

  /** The recipe with topics and groups of this test, and without a long wait for a killed one. */
  private String recipe(String name) {
    return Recipe.of("scale-out.md", "big-file.yaml")
        .with("kafka:big-", "kafka:" + name + "-")
        .with("groupId: us3-", "groupId: " + name + "-")
        .with("sessionTimeoutMs: 10000", "sessionTimeoutMs: 6000")
        .routes(folder.resolve(name));
  }

  /** Waits until every record has been processed. */
  private void awaitCommitted(String name, long parts) {
    await().atMost(LIMIT).until(() -> committed(name, "begin", "files") == 1);
    await().atMost(LIMIT).until(() -> committed(name, "parts", "parts") == parts);
    await()
        .atMost(LIMIT)
        .until(() -> committed(name, "finish", "done") == kafka.count(name + "-done"));
  }

  private long committed(String name, String group, String topic) {
    return kafka.committed(name + "-" + group, name + "-" + topic).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  private void assertThatItIsStoredOnce(String name) throws IOException {
    StoredObject object = us3.emulator().object("photos", "big.bin").orElseThrow();
    try (InputStream in = object.open()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    assertThat(finishes()).hasSize(1);
    assertThat(service.keys()).containsExactly("big.bin");
    assertThat(kafka.count(name + "-dead")).isZero();
  }

  private List<ReceivedRequest> finishes() {
    return us3.emulator().requests().stream()
        .filter(request -> request.api() == Us3Api.FINISH_MULTIPART_UPLOAD)
        .toList();
  }
}
