package io.github.camelus3.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class RepositoryFilesTest {
  @TempDir Path root;

  @ParameterizedTest
  @ValueSource(strings = {"target", ".git", "node_modules", "module/target"})
  void filesOfBuildsAreNotFound(String folder) throws Exception {
    Path file = Files.createDirectories(root.resolve("docs/targets")).resolve("a.md");
    Files.writeString(file, "ours");
    Files.writeString(Files.createDirectories(root.resolve(folder)).resolve("b.md"), "a build's");

    assertThat(RepositoryFiles.endingIn(root, ".md")).containsExactly(file);
  }

  @Test
  void aFileThatIsGoneIsNoFailure() throws Exception {
    Path none = root.resolve("none");

    assertThat(RepositoryFiles.endingIn(none, ".md")).isEmpty();
  }
}
