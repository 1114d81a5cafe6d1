package io.github.camelus3.it.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ServiceHost;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Outage;
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import io.github.camelus3.sign.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The recipe "One big file from many machines" of docs/scale-out.md. */
class BigFileTest {
  private static final int PARTITIONS = 8;
  private static final int PART = 4 << 20;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @RegisterExtension
  final Us3EmulatorExtension us3 =
      new Us3EmulatorExtension(
          Us3Emulator.builder().bucket("photos").callbackTimeout(Duration.ofSeconds(60)));

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  private final Map<String, OtherJvm> nodes = new HashMap<>();
  private CallbackService service;
  private Broker broker;
  private KafkaClient kafka;

  @BeforeEach
  void start() throws Exception {
    service = new CallbackService();
    broker = new Broker(jvms, folder.resolve("kafka"));
    kafka = new KafkaClient(broker.address());
    broker.start();
    kafka.createTopic("big-files", 1);
    kafka.createTopic("big-parts", PARTITIONS);
    kafka.createTopic("big-done", 1);
    kafka.createTopic("big-dead", 1);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void oneFinishAndOneCallbackWhenAWorkerIsKilledAndAPartComesTwice() throws Exception {
    byte[] bytes = write("videos/big.bin", 15 * PART + 7);
    startNodes("a", "b", "c");
    // this part is stored and has no response at the kill
    us3.emulator().inject(Fault.delay(Duration.ofSeconds(20)).on(Us3Api.UPLOAD_PART).partNumber(5));

    request("videos/big.bin");
    kafka.send(List.of(copy(part(3), 6)));
    await().atMost(LIMIT).until(() -> !us3.emulator().faultsHappened().isEmpty());
    nodes.get(nodeWith("us3-parts", 5)).kill();
    assertThat(requests(Us3Api.UPLOAD_PART))
        .noneMatch(request -> request.queryParameter("partNumber").equals(Optional.of("5")));
    awaitCommitted("us3-parts", "big-parts", 17);
    await().atMost(LIMIT).until(() -> committed("us3-finish", "big-done") >= PARTITIONS);

    // one comes again when the upload is gone
    kafka.send(List.of(copy(part(15), 0)));
    awaitCommitted("us3-parts", "big-parts", 18);

    assertThat(stored("videos/big.bin")).isEqualTo(bytes);
    assertThat(requests(Us3Api.FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(service.keys()).containsExactly("videos/big.bin");
    assertThat(dead()).isEmpty();
  }

  @Test
  void oneFinishAndOneCallbackWhenTheFinisherIsKilledAfterFinish() throws Exception {
    byte[] bytes = write("big.bin", PART + 1);
    startNodes("a", "b");
    service.hold("big.bin"::equals);

    request("big.bin");
    await().atMost(LIMIT).until(() -> service.count() > 0);
    String finisher = nodeWith("us3-finish", 0);
    nodes.get(finisher).kill();
    service.release();
    awaitCommitted("us3-finish", "big-done", 2);
    // a request that is read again has begun a second upload
    kafka.send(List.of(doneOf(secondUpload("big.bin"))));
    awaitCommitted("us3-finish", "big-done", 3);

    assertThat(us3.emulator().openUploads("photos")).isEmpty();
    assertThat(stored("big.bin")).isEqualTo(bytes);
    assertThat(requests(Us3Api.FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(service.keys()).containsExactly("big.bin");
    assertThat(dead()).isEmpty();
  }

  @Test
  void oneFinishAndOneCallbackWhenTheBrokerIsAwayMeanwhile() throws Exception {
    byte[] bytes = write("big.bin", 9 * PART + 7);
    startNodes("a", "b");
    // so that a part is in flight when the broker goes
    us3.emulator().inject(Fault.delay(Duration.ofSeconds(2)).on(Us3Api.UPLOAD_PART).partNumber(5));

    request("big.bin");
    await().atMost(LIMIT).until(() -> !us3.emulator().faultsHappened().isEmpty());
    awaitCommitted("us3-begin", "big-files", 1);
    broker.stop();
    Outage outage = Outage.begins();
    outage.awaitEnd();
    broker.start();
    await().atMost(LIMIT).until(() -> service.count() > 0);
    awaitCommitted("us3-parts", "big-parts", 10);
    await()
        .atMost(LIMIT)
        .until(() -> committed("us3-finish", "big-done") == kafka.count("big-done"));

    assertThat(stored("big.bin")).isEqualTo(bytes);
    assertThat(requests(Us3Api.FINISH_MULTIPART_UPLOAD)).hasSize(1);
    assertThat(service.keys()).containsExactly("big.bin");
    assertThat(dead()).isEmpty();
    assertThat(nodes.values()).allMatch(OtherJvm::isAlive);
  }

  private void startNodes(String... names) {
    for (String name : names) {
      nodes.put(
          name,
          jvms.start(
              name,
              CamelNode.class,
              KafkaClient.joined(
                  properties(),
                  Recipe.of("scale-out.md", "big-file.yaml").routes(folder),
                  "camel.component.kafka.brokers=" + broker.address(),
                  "camel.component.kafka.clientId=" + name + "-",
                  "service=" + service.url(),
                  "shared=" + folder.resolve("shared"),
                  "partitions=" + PARTITIONS)));
    }
    nodes.values().forEach(node -> node.awaitOutput(CamelNode.STARTED));
  }

  private List<String> properties() {
    return Stream.concat(
            Us3Properties.of(us3.emulator()).stream(),
            Recipe.text("scale-out.md", "big-file.properties")
                .replace("com.example", PartPlan.class.getPackageName())
                .lines())
        .toList();
  }

  private byte[] write(String path, int length) throws IOException {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    Path file = folder.resolve("shared").resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
    return bytes;
  }

  private void request(String path) {
    kafka.send(List.of(KafkaClient.record("big-files", 0, path.getBytes(StandardCharsets.UTF_8))));
  }

  /** The record of a part. */
  private ConsumerRecord<byte[], byte[]> part(int number) {
    String text = Integer.toString(number);
    return kafka.read("big-parts", all -> all.stream().anyMatch(each -> is(each, text))).stream()
        .filter(each -> is(each, text))
        .findFirst()
        .orElseThrow();
  }

  private static boolean is(ConsumerRecord<byte[], byte[]> record, String part) {
    return part.equals(KafkaClient.header(record, "us3-part"));
  }

  private static ProducerRecord<byte[], byte[]> copy(
      ConsumerRecord<byte[], byte[]> record, int partition) {
    return new ProducerRecord<>(
        record.topic(), partition, record.key(), record.value(), record.headers());
  }

  private String secondUpload(String key) throws IOException {
    ServiceHost host = ServiceHost.ofEndpoint(us3.emulator().endpoint());
    Credentials keys =
        Credentials.of(Us3Emulator.DEFAULT_PUBLIC_KEY, Us3Emulator.DEFAULT_PRIVATE_KEY);
    try (Us3Client client = Us3Client.builder().host(host).credentials(keys).build()) {
      return client.initiateMultipartUpload("photos", key, ObjectAttributes.NONE).uploadId();
    }
  }

  /** What a worker writes for the first request, with another upload. */
  private ProducerRecord<byte[], byte[]> doneOf(String uploadId) {
    ProducerRecord<byte[], byte[]> done =
        copy(kafka.read("big-done", all -> !all.isEmpty()).get(0), 0);
    done.headers().remove("us3-upload-id");
    done.headers().add("us3-upload-id", uploadId.getBytes(StandardCharsets.UTF_8));
    return done;
  }

  private String nodeWith(String group, int partition) {
    return await()
        .atMost(LIMIT)
        .until(
            () ->
                nodes.keySet().stream()
                    .filter(name -> kafka.partitionsOf(group, name + "-").contains(partition))
                    .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private void awaitCommitted(String group, String topic, long count) {
    await().atMost(LIMIT).until(() -> committed(group, topic) == count);
  }

  private long committed(String group, String topic) {
    return kafka.committed(group, topic).values().stream().mapToLong(Long::longValue).sum();
  }

  private byte[] stored(String key) throws IOException {
    StoredObject object = us3.emulator().object("photos", key).orElseThrow();
    try (InputStream in = object.open()) {
      return in.readAllBytes();
    }
  }

  private List<ReceivedRequest> requests(Us3Api api) {
    return us3.emulator().requests().stream().filter(request -> request.api() == api).toList();
  }

  /** The values of the dead records. A record of the test shows that no other comes before it. */
  private List<String> dead() {
    kafka.send(List.of(KafkaClient.record("big-dead", 0, new byte[0])));
    return kafka
        .read("big-dead", all -> all.stream().anyMatch(record -> record.value().length == 0))
        .stream()
        .filter(record -> record.value().length > 0)
        .map(record -> KafkaClient.header(record, "us3-error"))
        .toList();
  }
}
