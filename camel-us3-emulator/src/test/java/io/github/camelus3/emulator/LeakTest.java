package io.github.camelus3.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs tests that leave something behind. */
class LeakTest {
  private static final CountDownLatch THREAD_MAY_END = new CountDownLatch(1);

  private static AutoCloseable leftOpen;

  @AfterEach
  void closeWhatWasLeftOpen() throws Exception {
    if (leftOpen != null) {
      leftOpen.close();
      leftOpen = null;
    }
  }

  @AfterAll
  static void endTheThread() {
    THREAD_MAY_END.countDown();
  }

  /** For tests that leave something. */
  private static Us3EmulatorExtension leaking() {
    return new Us3EmulatorExtension().leakLimit(Duration.ofMillis(200));
  }

  /** For tests that leave nothing. */
  private static Us3EmulatorExtension clean() {
    return new Us3EmulatorExtension().leakLimit(Duration.ofSeconds(20));
  }

  private static Events run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .allEvents();
  }

  private static List<String> failures(Class<?> tests) {
    return run(tests).failed().stream()
        .map(event -> event.getRequiredPayload(TestExecutionResult.class))
        .map(result -> result.getThrowable().orElseThrow().getMessage())
        .toList();
  }

  private static RawConnection used(Us3Emulator emulator) throws IOException {
    RawConnection connection = new RawConnection(emulator.port());
    connection.send("GET /k HTTP/1.1\nHost: 127.0.0.1");
    connection.read();
    return connection;
  }

  static class LeavesAThread {
    @RegisterExtension static final Us3EmulatorExtension US3 = leaking().checkingLeaks();

    @Test
    void starts() {
      new Thread(LeavesAThread::awaitTheEnd, "left-behind").start();
    }

    private static void awaitTheEnd() {
      try {
        THREAD_MAY_END.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static class IsToldToIgnoreTheThread {
    @RegisterExtension
    static final Us3EmulatorExtension US3 = clean().checkingLeaks().ignoringThreads("left-");

    @Test
    void starts() {
      new Thread(LeavesAThread::awaitTheEnd, "left-behind").start();
    }
  }

  static class LeavesAConnection {
    @RegisterExtension final Us3EmulatorExtension us3 = leaking().checkingLeaks();

    @Test
    void connects() throws IOException {
      leftOpen = used(us3.emulator());
    }
  }

  static class LeavesAFile {
    @RegisterExtension static final Us3EmulatorExtension US3 = leaking().checkingLeaks();

    @Test
    void opens() throws IOException {
      Path file = Files.createTempFile("us3-left-open-", ".tmp");
      InputStream open = Files.newInputStream(file);
      Files.delete(file);
      leftOpen = open;
    }
  }

  static class ClosesAll {
    @RegisterExtension static final Us3EmulatorExtension US3 = clean().checkingLeaks();

    @Test
    void opensAndCloses() throws Exception {
      Path file = Files.createTempFile("us3-closed-", ".tmp");
      try (RawConnection connection = used(US3.emulator());
          InputStream open = Files.newInputStream(file)) {
        assertThat(open.read()).isEqualTo(-1);
        assertThat(US3.emulator().openConnections()).isEqualTo(1);
      }
      Files.delete(file);
      Thread thread = new Thread(() -> {}, "short-lived");
      thread.start();
    }
  }

  static class SharesAConnection {
    @RegisterExtension static final Us3EmulatorExtension US3 = clean().checkingLeaksOfTheClass();

    private static RawConnection shared;

    @Test
    void first() throws IOException {
      use();
    }

    @Test
    void second() throws IOException {
      use();
    }

    private static void use() throws IOException {
      if (shared == null) {
        shared = used(US3.emulator());
      }
      assertThat(US3.emulator().openConnections()).isEqualTo(1);
    }

    @AfterAll
    static void close() throws IOException {
      shared.close();
    }
  }

  static class NeverClosesWhatIsShared {
    @RegisterExtension static final Us3EmulatorExtension US3 = leaking().checkingLeaksOfTheClass();

    @Test
    void connects() throws IOException {
      leftOpen = used(US3.emulator());
    }
  }

  static class Unchecked {
    @RegisterExtension static final Us3EmulatorExtension US3 = clean();

    @Test
    void connects() throws IOException {
      leftOpen = used(US3.emulator());
    }
  }

  @Test
  void threadThatDoesNotEndIsNamed() {
    assertThat(failures(LeavesAThread.class)).containsExactly("left behind: threads [left-behind]");
  }

  @Test
  void threadsCanBeIgnoredByName() {
    assertThat(failures(IsToldToIgnoreTheThread.class)).isEmpty();
  }

  @Test
  void openConnectionFailsTheTest() {
    assertThat(failures(LeavesAConnection.class))
        .containsExactly("left behind: 1 connections to the emulator");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "open files are seen on Linux only")
  void openFileIsNamedEvenWhenItIsDeleted() {
    assertThat(failures(LeavesAFile.class))
        .singleElement()
        .asString()
        .contains("open files", "us3-left-open-", "(deleted)");
  }

  @Test
  void nothingIsLeftWhereAllIsClosed() {
    assertThat(failures(ClosesAll.class)).isEmpty();
  }

  @Test
  void testsOfAClassMayShareAConnection() {
    Events events = run(SharesAConnection.class);

    events.assertStatistics(statistics -> statistics.failed(0));
  }

  @Test
  void connectionThatIsLeftByAClassFailsIt() {
    assertThat(failures(NeverClosesWhatIsShared.class))
        .containsExactly("left behind: 1 connections to the emulator");
  }

  @Test
  void nothingIsLookedAtUnasked() {
    assertThat(failures(Unchecked.class)).isEmpty();
  }
}
