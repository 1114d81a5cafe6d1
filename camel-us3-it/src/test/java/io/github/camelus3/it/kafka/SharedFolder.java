package io.github.camelus3.it.kafka;

import java.io.File;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.apache.camel.Body;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.PropertyInject;

/** The folder that all nodes share, of docs/scale-out.md. */
public class SharedFolder implements CamelConfiguration {
  @PropertyInject("shared")
  String folder;

  @Override
  public void configure(CamelContext camel) {
    camel.getRegistry().bind("shared", this);
  }

  /**
   * The file of a path below the folder.
   *
   * @throws FileSystemNotFoundException while the storage is away: its file {@code .shared} is
   *     missing
   */
  public File file(@Body String path) throws NoSuchFileException {
    Path root = Path.of(folder).toAbsolutePath().normalize();
    Path file = root.resolve(path).normalize();
    if (!file.startsWith(root)) {
      throw new IllegalArgumentException("path must be below the shared folder: " + path);
    }
    if (!Files.isRegularFile(file)) {
      if (!Files.exists(root.resolve(".shared"))) {
        throw new FileSystemNotFoundException("shared folder must have .shared: " + root);
      }
      throw new NoSuchFileException(path);
    }
    return file.toFile();
  }
}
