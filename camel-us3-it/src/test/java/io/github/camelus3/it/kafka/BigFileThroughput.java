package io.github.camelus3.it.kafka;

import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.it.CamelNode;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Recipe;
import io.github.camelus3.it.Us3Properties;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Measures one upload of 1 GiB by six jobs: in one JVM by {@code asyncUpload}, and in one and three
 * JVMs by the recipe {@code begin-big-file}. A program, not a test: run it in the folder of the
 * module. The argument is another length in MiB.
 */
final class BigFileThroughput {
  private static final int JOBS = 6;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /** One upload by one JVM. */
  private static final String ONE_UPLOAD =
      """
      - route:
          from:
            uri: file:{{shared}}?fileName=big.bin&noop=true&initialDelay=3000
            steps:
              - to:
                  uri: us3:photos
                  parameters:
                    mode: asyncUpload
                    jobs: %d
                    callbackUrl: "{{service}}/stored"
                    callbackBodyType: application/json
                    callbackBody: '{"key":"big.bin"}'
      """
          .formatted(JOBS);

  private BigFileThroughput() {}

  /** Prints a line for each way. */
  public static void main(String[] args) throws Exception {
    int mebibytes = args.length > 0 ? Integer.parseInt(args[0]) : 1024;
    Path folder = Files.createTempDirectory(Path.of("target"), "big-file").toAbsolutePath();
    write(folder.resolve("big.bin"), mebibytes);
    String oneUpload =
        "camel.main.routesIncludePattern=file:"
            + Files.writeString(folder.resolve("one-upload.yaml"), ONE_UPLOAD);
    String recipe = Recipe.of("scale-out.md", "big-file.yaml").routes(folder);
    measure("one JVM, asyncUpload", folder, mebibytes, 1, oneUpload);
    measure("one JVM, recipe", folder, mebibytes, 1, recipe);
    measure("three JVMs, recipe", folder, mebibytes, 3, recipe);
  }

  private static void measure(String name, Path folder, int mebibytes, int count, String routes)
      throws Exception {
    try (CallbackService service = new CallbackService();
        Us3Emulator us3 = Us3Emulator.builder().bucket("photos").start();
        OtherJvms jvms = new OtherJvms()) {
      Broker broker = new Broker(jvms, Files.createTempDirectory(folder, "kafka"));
      broker.start();
      KafkaClient kafka = new KafkaClient(broker.address());
      kafka.createTopic("big-files", 1);
      kafka.createTopic("big-parts", JOBS);
      kafka.createTopic("big-done", 1);
      kafka.createTopic("big-dead", 1);
      String[] arguments =
          KafkaClient.joined(
              Us3Properties.of(us3),
              routes,
              "camel.main.configurationClasses="
                  + PartPlan.class.getName()
                  + ","
                  + SharedFolder.class.getName(),
              "camel.component.kafka.brokers=" + broker.address(),
              "service=" + service.url(),
              "shared=" + folder,
              "partitions=" + JOBS,
              "workers=" + JOBS / count);
      List<String> nodes = IntStream.range(0, count).mapToObj(i -> "node-" + i).toList();
      nodes.stream()
          .map(node -> jvms.start(node, CamelNode.class, arguments))
          .toList()
          .forEach(node -> node.awaitOutput(CamelNode.STARTED));
      if (routes.contains("big-file.yaml")) {
        await().atMost(LIMIT).until(() -> kafka.partitionsOf("us3-parts", "").size() == JOBS);
        kafka.send(
            List.of(
                KafkaClient.record("big-files", 0, "big.bin".getBytes(StandardCharsets.UTF_8))));
      }
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> !us3.openUploads("photos").isEmpty());
      long start = System.nanoTime();
      await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> service.count() > 0);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%s: %.1f s, %.0f MiB/s, at most %d parts in flight, load %.1f%n",
          name,
          seconds,
          mebibytes / seconds,
          us3.maxPartsInFlight(),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }

  private static void write(Path file, int mebibytes) throws IOException {
    byte[] bytes = new byte[1 << 20];
    Random random = new Random(1);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int i = 0; i < mebibytes; i++) {
        random.nextBytes(bytes);
        out.write(bytes);
      }
    }
  }
}
