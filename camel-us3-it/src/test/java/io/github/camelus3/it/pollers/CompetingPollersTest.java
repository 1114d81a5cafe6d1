package io.github.camelus3.it.pollers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import io.github.camelus3.it.OtherJvms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three JVMs poll one bucket with the recipes of docs/scale-out-pollers.md. One is killed. */
class CompetingPollersTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final List<String> NAMES = List.of("one", "two", "three");
  private static final int OBJECTS = 2_000;
  private static final int FEW = 300;

  @RegisterExtension
  final Us3EmulatorExtension us3 = new Us3EmulatorExtension(Us3Emulator.builder().bucket("photos"));

  @RegisterExtension static final Database DATABASE = new Database();
  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  @TempDir Path folder;

  @Test
  void markFirstProcessesNoneTwiceAndLeavesTheObjectInFlightAtAKill() throws Exception {
    Nodes nodes = nodes("mark-first.yaml");
    nodes.start("one", "two", "three");
    List<String> keys = store(OBJECTS);
    await().atMost(LIMIT).until(() -> nodes.done().size() > OBJECTS / 4);

    String held = nodes.killWhileItHandles("two");
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").equals(List.of(held)));

    assertThat(nodes.begun()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(nodes.done()).hasSize(OBJECTS - 1).doesNotHaveDuplicates().doesNotContain(held);
    assertThat(nodes.nodesAtWork()).containsExactly("one", "three", "two");

    DATABASE.execute(ScaleOutPage.file("unmark.sql").replace(":'key'", "'" + held + "'"));
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").isEmpty());

    assertThat(nodes.done()).containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void lockProcessesTheObjectInFlightAtAKillAgain() throws Exception {
    Nodes nodes = nodes("lock.yaml");
    nodes.start("one", "two", "three");
    List<String> keys = store(OBJECTS);
    await().atMost(LIMIT).until(() -> nodes.done().size() > OBJECTS / 4);

    String held = nodes.killWhileItHandles("two");
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").isEmpty());

    assertThat(nodes.done()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(nodes.begun()).hasSize(OBJECTS + 1).containsAll(keys).contains(held);
    assertThat(Set.copyOf(nodes.begun())).hasSize(OBJECTS);
    assertThat(nodes.nodesAtWork()).containsExactly("one", "three", "two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jobs/", "jobs/%d/"})
  void pollersInTheOrderOfTheKeysProcessNoneTwice(String prefix) {
    Nodes nodes = nodes("mark-first.yaml", "sort-by=none");
    for (int index = 0; index < NAMES.size(); index++) {
      nodes.run(NAMES.get(index), "prefix=" + prefix.formatted(index));
    }
    nodes.awaitStart(NAMES.toArray(String[]::new));

    List<String> keys = store(FEW);
    await().atMost(LIMIT).until(() -> us3.emulator().keys("photos").isEmpty());

    assertThat(nodes.begun()).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(nodes.done()).containsExactlyInAnyOrderElementsOf(keys);
  }

  private Nodes nodes(String recipe, String... more) {
    return new Nodes(
        jvms,
        us3.emulator(),
        folder,
        List.of("database.yaml", recipe),
        Stream.concat(
                Stream.of(more),
                Stream.of(
                    "database=" + DATABASE.url(),
                    "camel.main.configurationClasses=" + WorkingMarks.class.getName(),
                    "lock-max-age=15000", // a slow node must keep its locks
                    "lock-keep-alive=1000"))
            .toArray(String[]::new));
  }

  /** Stores objects with keys over 100 characters. Returns the keys. */
  private List<String> store(int count) {
    List<String> keys =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    "jobs/"
                        + number % NAMES.size()
                        + "/"
                        + "a-long-folder/".repeat(10)
                        + number
                        + ".json")
            .toList();
    keys.forEach(
        key -> us3.emulator().putObject("photos", key, key.getBytes(UTF_8), "application/json"));
    return keys;
  }
}
