package io.github.camelus3.it.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.pollers.Nodes;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import org.apache.camel.CamelConfiguration;
import org.apache.curator.test.TestingServer;

/**
 * Measures the time from the kill of a leader, and from its stop, to the first object that its
 * successor has processed: with the file lock and with ZooKeeper, as docs/scale-out-pollers.md sets
 * them. A program, not a test: run it in the folder of the module. The argument is another number
 * of kills.
 */
final class HandOverTime {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private HandOverTime() {}

  /** Prints a line for each kind of lock. */
  public static void main(String[] args) throws Exception {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    Path locks = Files.createTempDirectory(Path.of("target"), "locks").toAbsolutePath();
    measure("file lock", kills, FileLock.class, "lock-folder=" + locks);
    try (TestingServer server = new TestingServer(FreePort.find())) {
      measure("ZooKeeper", kills, ZooKeeper.class, "zookeeper=" + server.getConnectString());
    }
  }

  private static void measure(
      String name, int kills, Class<? extends CamelConfiguration> cluster, String property)
      throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target"), "hand-over").toAbsolutePath();
    try (Us3Emulator us3 = Us3Emulator.builder().bucket("photos").start();
        OtherJvms jvms = new OtherJvms()) {
      Nodes nodes =
          new Nodes(
              jvms,
              us3,
              folder,
              List.of("one-active.yaml"),
              "camel.main.configurationClasses=" + cluster.getName(),
              property);
      nodes.start("one", "two", "three");
      awaitDone(us3, nodes, 0);
      print(name + ", killed", seconds(kills, us3, nodes, OtherJvm::kill));
      print(name + ", stopped", seconds(kills, us3, nodes, OtherJvm::stop));
    }
  }

  private static double[] seconds(
      int times, Us3Emulator us3, Nodes nodes, Consumer<OtherJvm> endOfTheLeader) {
    double[] seconds = new double[times];
    for (int index = 0; index < times; index++) {
      String leader = nodes.lastAtWork();
      long start = System.nanoTime();
      endOfTheLeader.accept(nodes.node(leader));
      awaitDone(us3, nodes, nodes.done().size());
      seconds[index] = (System.nanoTime() - start) / 1e9;
      nodes.start(leader);
    }
    return seconds;
  }

  private static void print(String name, double... seconds) {
    System.out.printf(
        "%s: %.1f to %.1f s, mean %.1f s, %d times, load %.1f%n",
        name,
        DoubleStream.of(seconds).min().orElseThrow(),
        DoubleStream.of(seconds).max().orElseThrow(),
        DoubleStream.of(seconds).average().orElseThrow(),
        seconds.length,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** Stores one more object, and waits until it is processed. */
  private static void awaitDone(Us3Emulator us3, Nodes nodes, int number) {
    us3.putObject("photos", "jobs/" + number, "content".getBytes(UTF_8), "text/plain");
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> nodes.done().size() > number);
  }
}
