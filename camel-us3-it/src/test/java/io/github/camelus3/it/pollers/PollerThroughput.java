package io.github.camelus3.it.pollers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.it.OtherJvms;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;

/**
 * Measures three pollers of one bucket with the recipe {@code mark-first}: in the order of the
 * keys, in random order, and each with a prefix of its own. Each GET takes at least 10 ms. A
 * program, not a test: run it in the folder of the module. The argument is another number of
 * objects.
 */
final class PollerThroughput {
  private static final List<String> NODES = List.of("one", "two", "three");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private PollerThroughput() {}

  /** Prints a line for each way. */
  public static void main(String[] args) throws Exception {
    int objects = args.length > 0 ? Integer.parseInt(args[0]) : 3000;
    try (Database database = new Database()) {
      measure("order of the keys", objects, database, "none", false);
      measure("sortBy=random", objects, database, "random", false);
      measure("a prefix each", objects, database, "none", true);
    }
  }

  private static void measure(
      String name, int objects, Database database, String sortBy, boolean byPrefix)
      throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "pollers").toAbsolutePath();
    try (Us3Emulator us3 = Us3Emulator.builder().bucket("photos").start();
        OtherJvms jvms = new OtherJvms()) {
      database.clear();
      us3.inject(Fault.delay(Duration.ofMillis(10)).on(Us3Api.GET_FILE).always());
      Nodes nodes =
          new Nodes(
              jvms,
              us3,
              folder,
              List.of("database.yaml", "mark-first.yaml"),
              "database=" + database.url(),
              "sort-by=" + sortBy);
      Path recipe = folder.resolve("mark-first.yaml");
      Files.writeString(
          recipe,
          Files.readString(recipe)
              .replace(JdbcMessageIdRepository.class.getName(), CountingMarks.class.getName()));
      for (int index = 0; index < NODES.size(); index++) {
        nodes.run(NODES.get(index), "prefix=jobs/" + (byPrefix ? index + "/" : ""));
      }
      nodes.awaitStart(NODES.toArray(String[]::new));
      store(us3, objects);
      int before = nodes.done().size();
      long start = System.nanoTime();
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> nodes.done().size() >= objects);
      double seconds = (System.nanoTime() - start) / 1e9;
      long refused =
          NODES.stream()
              .flatMap(node -> nodes.node(node).output().lines())
              .filter(line -> line.startsWith(CountingMarks.REFUSED))
              .count();
      System.out.printf(
          "%s: %.0f objects/s, %d claims refused for %d objects, load %.1f%n",
          name,
          (objects - before) / seconds,
          refused,
          objects,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }

  private static void store(Us3Emulator us3, int objects) {
    IntStream.range(0, objects)
        .mapToObj(number -> "jobs/" + number % NODES.size() + "/" + number)
        .forEach(key -> us3.putObject("photos", key, key.getBytes(UTF_8), "text/plain"));
  }
}
