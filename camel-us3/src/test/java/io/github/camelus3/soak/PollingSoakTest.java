package io.github.camelus3.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.emulator.Us3Emulator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Polling in separate processes: with a small heap, and with one process killed. */
@Timeout(360)
class PollingSoakTest {
  private static final int KEYS = 100_000;
  private static final int OBJECTS = 1000;
  private static final int BEFORE_THE_KILL = 100;

  @Test
  void aHundredThousandKeysNeedOnlyTheHeapOfAPageAndTheRepository() throws Exception {
    try (ListingUs3 us3 = new ListingUs3(KEYS)) {

      Properties polled = SmallHeap.run(PollingProgram.class, us3.endpoint(), KEYS);

      assertThat(polled.getProperty("polled")).isEqualTo("" + KEYS);
      assertThat(Integer.parseInt(polled.getProperty("maxHeap")))
          .isLessThanOrEqualTo(SmallHeap.MEGABYTES << 20);
      assertThat(us3.pages()).isEqualTo(KEYS / 1000); // no page twice
    }
  }

  @Test
  void whenOneOfTwoProcessesIsKilledTheOtherProcessesTheRest(@TempDir Path folder)
      throws Exception {
    try (Us3Emulator us3 = Us3Emulator.builder().credentials("PUB", "PRIV").start()) {
      for (int i = 0; i < OBJECTS; i++) {
        us3.putObject("demo", "k%04d".formatted(i), new byte[] {1}, "text/plain");
      }
      ConcurrentLinkedQueue<String> processed = new ConcurrentLinkedQueue<>();
      Set<String> distinct = ConcurrentHashMap.newKeySet();
      CountDownLatch all = new CountDownLatch(OBJECTS);
      CountDownLatch begun = new CountDownLatch(1);
      CountDownLatch started = new CountDownLatch(BEFORE_THE_KILL);
      Process killed = start(us3.endpoint(), folder);
      Process other = null;
      try {
        Consumer<String> note =
            key -> {
              processed.add(key);
              if (distinct.add(key)) {
                all.countDown();
              }
            };
        Thread first =
            read(
                killed,
                key -> {
                  note.accept(key);
                  begun.countDown();
                  started.countDown();
                });
        assertThat(begun.await(2, TimeUnit.MINUTES)).isTrue();
        other = start(us3.endpoint(), folder); // not before, else it could do all
        Thread second = read(other, note);
        assertThat(started.await(2, TimeUnit.MINUTES)).isTrue();

        killed.destroyForcibly().waitFor();

        assertThat(all.await(3, TimeUnit.MINUTES)).isTrue();
        other.destroyForcibly().waitFor();
        first.join();
        second.join();
        List<String> keys = List.copyOf(processed);
        assertThat(new HashSet<>(keys)).hasSize(OBJECTS);
        // the object that was processed but not confirmed when its process was killed
        assertThat(keys.size() - OBJECTS).isBetween(0, 1);
      } finally {
        killed.destroyForcibly().waitFor();
        if (other != null) {
          other.destroyForcibly().waitFor();
        }
      }
    }
  }

  private static Process start(String endpoint, Path folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-classpath",
            System.getProperty("java.class.path"),
            PollingProgram.class.getName(),
            endpoint,
            Integer.toString(Integer.MAX_VALUE),
            folder.toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Reads the printed keys until the process ends. */
  private static Thread read(Process process, Consumer<String> keys) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader lines = process.inputReader()) {
                lines
                    .lines()
                    .filter(line -> line.startsWith("key="))
                    .forEach(line -> keys.accept(line.substring(4)));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.start();
    return thread;
  }
}
