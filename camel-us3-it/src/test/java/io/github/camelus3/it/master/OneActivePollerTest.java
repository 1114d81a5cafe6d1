package io.github.camelus3.it.master;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.FreePort;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.pollers.Nodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.CamelConfiguration;
import org.apache.curator.test.TestingServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The recipes for one active poller of docs/scale-out-pollers.md. The leader is killed. */
class OneActivePollerTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int OBJECTS = 60;

  @RegisterExtension
  final Us3EmulatorExtension us3 = new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos"));

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  @Test
  void fileLockHandsOver() {
    Path locks = folder.resolve("locks");

    handsOver(FileLock.class, "lock-folder=" + locks);
  }

  @Test
  void zooKeeperHandsOver() throws Exception {
    try (TestingServer server = new TestingServer(FreePort.find())) {
      handsOver(ZooKeeper.class, "zookeeper=" + server.getConnectString());
    }
  }

  /** The objects of the second half are stored while nobody works: the successor finds them. */
  private void handsOver(Class<? extends CamelConfiguration> cluster, String property) {
    List<String> first = store(0, OBJECTS / 2);
    Nodes nodes =
        new Nodes(
            jvms,
            us3.emulator(),
            folder,
            List.of("one-active.yaml"),
            "camel.main.configurationClasses=" + cluster.getName(),
            property);
    nodes.start("one", "two", "three");
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").isEmpty());
    List<String> leaders = nodes.nodesAtWork();
    assertThat(leaders).hasSize(1);

    nodes.hold(leaders.get(0));
    List<String> second = store(OBJECTS / 2, OBJECTS);
    String held = nodes.killWhileItHandles(leaders.get(0));
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").isEmpty());

    assertThat(nodes.nodesAtWork()).hasSize(2).contains(leaders.get(0));
    assertThat(nodes.done()).hasSize(OBJECTS).containsAll(first).containsAll(second);
    assertThat(Set.copyOf(nodes.done())).hasSize(OBJECTS);
    assertThat(nodes.begun()).hasSize(OBJECTS + 1).contains(held);
  }

  private List<String> store(int from, int to) {
    List<String> keys = IntStream.range(from, to).mapToObj(number -> "jobs/" + number).toList();
    keys.forEach(key -> us3.emulator().putObject("photos", key, key.getBytes(UTF_8), "text/plain"));
    return keys;
  }
}
