package io.github.camelus3.it.kafka;

import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Measures the recipes {@code kafka-to-us3} with 1, 4 and 16 consumer threads, and {@code
 * kafka-batches-to-us3} with one thread and batches of 16 and 64, in one JVM, where each PUT takes
 * at least 100 ms. A program, not a test: run it in the folder of the module.
 */
final class KafkaThroughput {
  private static final int PARTITIONS = 16;
  private static final int RECORDS = 320;
  private static final byte[] CONTENT = new byte[10_000];

  private KafkaThroughput() {}

  /** Prints a line for each setting. */
  public static void main(String[] args) throws Exception {
    for (int threads : List.of(1, 4, 16)) {
      measure(threads + " threads", recipe("kafka-to-us3.yaml", "consumersCount: 2", threads), 16);
    }
    for (int batch : List.of(16, 64)) {
      measure(
          "one thread, batches of " + batch,
          recipe("kafka-batches-to-us3.yaml", "maxPollRecords: 16", batch),
          batch);
    }
  }

  private static void measure(String name, Recipe recipe, int uploads) throws Exception {
    try (CallbackService service = new CallbackService();
        Us3Emulator us3 = Us3Emulator.builder().bucket("photos").start();
        OtherJvms jvms = new OtherJvms()) {
      us3.inject(Fault.delay(Duration.ofMillis(100)).on(Us3Api.PUT_FILE).always());
      double seconds = seconds(recipe, uploads, service, us3, jvms);
      System.out.printf("%s: %.1f records/s%n", name, RECORDS / seconds);
    }
  }

  /** The recipe with another number for an option. */
  private static Recipe recipe(String file, String option, int number) {
    return Recipe.of("scale-out.md", file, "failures.yaml")
        .with(option, option.substring(0, option.indexOf(' ') + 1) + number);
  }

  /** The time from the first callback to the last. */
  private static double seconds(
      Recipe recipe, int uploads, CallbackService service, Us3Emulator us3, OtherJvms jvms)
      throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "throughput");
    Broker broker = new Broker(jvms, folder.resolve("kafka"));
    broker.start();
    KafkaClient kafka = new KafkaClient(broker.address());
    kafka.createTopic("uploads", PARTITIONS);
    kafka.send(
        IntStream.range(0, RECORDS)
            .mapToObj(i -> KafkaClient.record("uploads", i % PARTITIONS, CONTENT))
            .toList());
    jvms.start(
        "node",
        CamelNode.class,
        KafkaClient.joined(
            Us3Properties.of(us3),
            recipe.routes(folder.toAbsolutePath()),
            "camel.main.configurationClasses="
                + RecordBatch.class.getName()
                + ","
                + SharedFolder.class.getName(),
            "camel.component.kafka.brokers=" + broker.address(),
            "camel.component.us3.maxConcurrentUploads=" + uploads,
            "service=" + service.url(),
            "shared=" + folder));
    await().atMost(Duration.ofMinutes(3)).until(() -> service.count() > 0);
    long start = System.nanoTime();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> service.count() >= RECORDS);
    return (System.nanoTime() - start) / 1e9;
  }
}
