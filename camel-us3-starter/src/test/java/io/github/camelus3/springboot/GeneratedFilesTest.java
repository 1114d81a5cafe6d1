package io.github.camelus3.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The properties are the options of the component. With {@code -Dus3.docs.write=true} the files are
 * written, otherwise compared.
 */
class GeneratedFilesTest {
  private static final Path COMPONENT =
      Path.of(
          "../camel-us3/src/generated/resources/META-INF/io/github/camelus3/component/us3.json");
  private static final Path SOURCE =
      Path.of("src/generated/java/io/github/camelus3/springboot/Us3ComponentConfiguration.java");
  private static final Path METADATA =
      Path.of("src/generated/resources/META-INF/spring-configuration-metadata.json");

  @Test
  void theClassHasThePropertiesOfTheComponent() throws IOException {
    assertWritten(SOURCE, ConfigurationSource.of(options()));
  }

  @Test
  void theMetadataDescribesThePropertiesOfTheComponent() throws IOException {
    assertWritten(METADATA, ConfigurationMetadata.of(options()));
  }

  static List<ComponentOption> options() throws IOException {
    return ComponentOption.allOf(new ObjectMapper().readTree(COMPONENT.toFile()));
  }

  private static void assertWritten(Path file, String expected) throws IOException {
    if (Boolean.getBoolean("us3.docs.write")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }

    assertThat(file).content().isEqualTo(expected);
  }
}
