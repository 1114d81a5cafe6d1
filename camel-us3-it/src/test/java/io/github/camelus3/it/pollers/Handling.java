package io.github.camelus3.it.pollers;

import io.github.camelus3.component.Us3Constants;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Header;

/**
 * What the route of a node does with an object: writes its key to the file of objects that are
 * begun, and to the file of those that are done. Between the two it stays for ever if the file
 * {@code hold-<node>} exists.
 */
public final class Handling {
  /** The lines of a node's output for an object that it holds begin with this. */
  static final String HOLDING = "holding ";

  private final String node;
  private final Path folder;

  /** The handling of a node, with its files in a folder. */
  public Handling(String node, String folder) {
    this.node = node;
    this.folder = Path.of(folder);
  }

  /** Handles an object. */
  public void handle(@Header(Us3Constants.KEY) String key)
      throws IOException, InterruptedException {
    append("begun", key);
    if (Files.exists(folder.resolve("hold-" + node))) {
      System.out.println(HOLDING + key);
      new CountDownLatch(1).await();
    }
    append("done", key);
  }

  private void append(String file, String key) throws IOException {
    try (FileOutputStream out = new FileOutputStream(folder.resolve(file).toFile(), true)) {
      out.write((node + ' ' + key + '\n').getBytes(StandardCharsets.UTF_8));
    }
  }
}
