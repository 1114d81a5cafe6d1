package io.github.camelus3.it.pollers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.camelus3.it.master.FileLock;
import io.github.camelus3.it.master.ZooKeeper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleOutPageTest {

  @ParameterizedTest
  @ValueSource(classes = {WorkingMarks.class, FileLock.class, ZooKeeper.class})
  void pageHasTheClassesThatTheNodesUse(Class<?> type) throws Exception {
    Path file = Path.of("src/test/java", type.getName().replace('.', '/') + ".java");

    assertThat(Files.readString(file)).endsWith(ScaleOutPage.java(type.getSimpleName()));
  }
}
