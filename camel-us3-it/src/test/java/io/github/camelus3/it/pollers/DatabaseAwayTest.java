package io.github.camelus3.it.pollers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.OtherJvm;
import io.github.camelus3.it.OtherJvms;
import io.github.camelus3.it.Outage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database of the pollers is away at their start and while they work. */
class DatabaseAwayTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final List<String> NAMES = List.of("one", "two");
  private static final int OBJECTS = 200;
  private static final Duration LOCK = Duration.ofSeconds(3);
  private static final int LATER = 20;

  @RegisterExtension static final Database DATABASE = new Database();

  @RegisterExtension
  final Us3EmulatorExtension us3 = new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos"));

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"mark-first.yaml", "lock.yaml"})
  void pollersGoOnWhenTheDatabaseIsBack(String recipe) throws Exception {
    List<String> keys = new ArrayList<>(store(0, OBJECTS));
    // so that there is work when the database goes
    us3.emulator().inject(Fault.delay(Duration.ofMillis(50)).on(Us3Api.GET_FILE).always());
    Nodes nodes =
        new Nodes(
            jvms,
            us3.emulator(),
            folder,
            List.of("database.yaml", recipe),
            Stream.concat(
                    ScaleOutPage.file("supervised.properties").lines(),
                    Stream.of(
                        "database=" + DATABASE.url(),
                        "connection-timeout=2000",
                        "camel.main.configurationClasses=" + WorkingMarks.class.getName()))
                .toArray(String[]::new));

    DATABASE.stop();
    Outage first = Outage.begins();
    nodes.start(NAMES.toArray(String[]::new));
    awaitFailures(nodes, new int[2]);
    first.awaitEnd();
    assertThat(nodes.begun()).isEmpty();
    DATABASE.start();
    await().atMost(LIMIT).until(() -> nodes.done().size() > OBJECTS / 4);
    int[] lengths = NAMES.stream().mapToInt(name -> nodes.node(name).output().length()).toArray();
    DATABASE.stop();
    Outage second = Outage.begins();
    keys.addAll(store(OBJECTS, OBJECTS + LATER)); // so that there is work whatever is done
    awaitFailures(nodes, lengths);
    second.awaitEnd();
    DATABASE.start();
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").isEmpty());

    assertThat(nodes.done()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(nodes.begun()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void noObjectIsLostWhenTheOutageIsLongerThanALock() throws Exception {
    List<String> keys = store(0, OBJECTS);
    Nodes nodes =
        new Nodes(
            jvms,
            us3.emulator(),
            folder,
            List.of("database.yaml", "lock.yaml"),
            "database=" + DATABASE.url(),
            "connection-timeout=1000",
            "camel.main.configurationClasses=" + WorkingMarks.class.getName(),
            "lock-max-age=" + LOCK.toMillis(),
            "lock-keep-alive=1000");
    nodes.hold("one");
    nodes.start("one");
    nodes.node("one").awaitOutput(Handling.HOLDING);
    nodes.start("two");
    await().atMost(LIMIT).until(() -> nodes.done().size() > OBJECTS / 4);

    DATABASE.stop();
    Outage outage = Outage.begins();
    outage.awaitEnd(LOCK.plusSeconds(1));
    DATABASE.start();
    int before = nodes.done().size();
    await().atMost(LIMIT).until(() -> nodes.done().size() > before);
    String held = nodes.killWhileItHandles("one");
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").isEmpty());

    assertThat(nodes.done()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(nodes.begun()).hasSize(OBJECTS + 1).containsAll(keys);
    assertThat(nodes.begun()).filteredOn(held::equals).hasSize(2);
  }

  /** Waits until each node has logged that it cannot reach the database. */
  private static void awaitFailures(Nodes nodes, int[] lengths) {
    for (int index = 0; index < NAMES.size(); index++) {
      int length = lengths[index];
      OtherJvm node = nodes.node(NAMES.get(index));
      await()
          .atMost(LIMIT)
          .until(() -> node.output().substring(length).contains("JDBC Connection"));
    }
  }

  private List<String> store(int from, int to) {
    List<String> keys = IntStream.range(from, to).mapToObj(number -> "jobs/" + number).toList();
    keys.forEach(key -> us3.emulator().putObject("photos", key, key.getBytes(UTF_8), "text/plain"));
    return keys;
  }
}
