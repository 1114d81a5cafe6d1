package io.github.camelus3.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a folder that several may use. */
class Us3FolderIdempotentRepositoryTest {
  @TempDir Path folder;

  private Us3FolderIdempotentRepository one;
  private Us3FolderIdempotentRepository two;

  @BeforeEach
  void start() {
    one = new Us3FolderIdempotentRepository(folder);
    two = new Us3FolderIdempotentRepository(folder);
    one.start();
    two.start();
  }

  @AfterEach
  void stop() {
    one.stop();
    two.stop();
  }

  @Test
  void aKeyIsAddedOnceWhileItsOwnerLives() {
    assertThat(one.add("../a\nb")).isTrue();
    assertThat(one.add("../a\nb")).isFalse();
    assertThat(two.add("../a\nb")).isFalse();
    assertThat(two.contains("../a\nb")).isTrue();
    assertThat(two.contains("other")).isFalse();
  }

  @Test
  void whatIsRemovedCanBeAddedByTheOther() {
    one.add("a");

    assertThat(two.remove("a")).isFalse();
    assertThat(one.remove("a")).isTrue();
    assertThat(two.add("a")).isTrue();
  }

  @Test
  void whatAnOwnerThatIsGoneHadInHandCanBeAddedAgainAndWhatItConfirmedCannot() {
    one.add("in hand");
    one.add("confirmed");
    one.confirm("confirmed");
    one.stop();

    assertThat(two.contains("in hand")).isFalse();
    assertThat(two.add("in hand")).isTrue();
    assertThat(two.add("in hand")).isFalse();
    assertThat(two.contains("confirmed")).isTrue();
    assertThat(two.add("confirmed")).isFalse();
    one.start();
  }

  @Test
  void canBeStoppedWithoutHavingBeenStarted() {
    Us3FolderIdempotentRepository unused = new Us3FolderIdempotentRepository(folder);

    unused.stop();

    assertThat(unused.isStopped()).isTrue();
  }

  @Test
  void manyThreadsAddEachKeyOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Integer>> counts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Us3FolderIdempotentRepository repository = i % 2 == 0 ? one : two;
      counts.add(
          threads.submit(
              () -> {
                int added = 0;
                for (int key = 0; key < 200; key++) {
                  added += repository.add("k" + key) ? 1 : 0;
                }
                return added;
              }));
    }

    int added = 0;
    for (Future<Integer> count : counts) {
      added += count.get();
    }
    threads.shutdown();
    assertThat(added).isEqualTo(200);
  }

  @Test
  void clearsAndLeavesNoStrayFiles() throws Exception {
    one.add("a");
    two.add("a");
    one.add("b");
    one.confirm("b");

    one.clear();

    assertThat(one.contains("a")).isFalse();
    assertThat(one.contains("b")).isFalse();
    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2); // one for each owner
    }
  }
}
