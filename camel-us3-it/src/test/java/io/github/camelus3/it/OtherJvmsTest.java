package io.github.camelus3.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OtherJvmsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @RegisterExtension static final Us3EmulatorExtension US3 = new Us3EmulatorExtension();

  @RegisterExtension final OtherJvms jvms = new OtherJvms();

  /** Prints its first argument and waits to be ended. */
  static final class Waiting {
    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook has run")));
      System.out.println("argument " + args[0]);
      Thread.currentThread().join();
    }
  }

  /** Starts {@link Waiting} as its child, prints its number, and waits to be ended. */
  static final class Parent {
    public static void main(String[] args) throws InterruptedException {
      OtherJvm child = new OtherJvms().start("child", Waiting.class, "x").awaitOutput("argument x");
      System.out.println("child runs: " + child.isAlive() + " " + child.pid());
      Thread.currentThread().join();
    }
  }

  @Test
  void killRunsNoShutdownHook() {
    OtherJvm jvm = jvms.start("waiting", Waiting.class, "one two").awaitOutput("argument one two");

    jvm.kill();

    assertThat(jvm.isAlive()).isFalse();
    assertThat(jvm.output()).doesNotContain("hook has run");
  }

  @Test
  void stopRunsShutdownHooks() {
    OtherJvm jvm = jvms.start("waiting", Waiting.class, "one").awaitOutput("argument one");

    jvm.stop();

    assertThat(jvm.output()).contains("hook has run");
  }

  @Test
  void waitingForOutputFailsWhenTheProgramEnds() {
    OtherJvm jvm = jvms.start("waiting", Waiting.class);

    assertThatThrownBy(() -> jvm.awaitOutput("never printed")).hasMessageContaining("has ended");
    assertThat(jvm.output()).contains("ArrayIndexOutOfBounds");
  }

  @Test
  void programsEndAlsoWhenOneCannotBeEnded() {
    OtherJvm before = jvms.start("waiting", Waiting.class, "one");
    OtherJvm behind = jvms.start("waiting", Waiting.class, "two");
    AutoCloseable failing =
        () -> {
          throw new AssertionError("must end within a minute");
        };

    assertThatThrownBy(() -> OtherJvms.closeAll(List.of(before, failing, behind)))
        .hasRootCauseMessage("must end within a minute");
    assertThat(before.isAlive()).isFalse();
    assertThat(behind.isAlive()).isFalse();
  }

  @Test
  void programEndsWhenItsParentIsKilled() {
    OtherJvm parent = jvms.start("parent", Parent.class).awaitOutput("child runs: true ");
    String line =
        parent.output().lines().filter(each -> each.startsWith("child runs")).findFirst().get();
    long pid = Long.parseLong(line.replaceAll(".* ", ""));

    parent.kill();

    await()
        .atMost(LIMIT)
        .until(() -> ProcessHandle.of(pid).stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void nodeRunsTheRoutesOfAFile(@TempDir Path folder) throws Exception {
    Path routes = folder.resolve("routes.yaml");
    Files.writeString(
        routes,
        """
        - route:
            from:
              uri: timer:once?repeatCount=1
              steps:
                - setBody:
                    constant: "{{text}}"
                - to: us3:demo?keyName=a/b.txt
        """);
    List<String> properties = new ArrayList<>(Us3Properties.of(US3.emulator()));
    properties.add("camel.main.routesIncludePattern=file:" + routes);
    properties.add("text=hello");

    OtherJvm node = jvms.start("node", CamelNode.class, properties.toArray(String[]::new));

    node.awaitOutput(CamelNode.STARTED);
    await().atMost(LIMIT).until(() -> US3.emulator().object("demo", "a/b.txt").isPresent());
    assertThat(US3.emulator().object("demo", "a/b.txt").get().size()).isEqualTo(5);
  }
}
