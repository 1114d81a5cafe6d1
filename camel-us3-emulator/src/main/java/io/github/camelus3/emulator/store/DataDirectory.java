package io.github.camelus3.emulator.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The directory an emulator keeps its data in: a given one, locked against other emulators, or a
 * temporary one. Closing deletes unfinished bodies and parts, and a temporary directory whole.
 */
public final class DataDirectory implements Closeable {
  private final Path root;
  private final Optional<DataLock> lock;

  private DataDirectory(Path root, Optional<DataLock> lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Opens the given directory, or a temporary one.
   *
   * @throws IOException when another emulator uses it or it cannot be written
   */
  public static DataDirectory open(Optional<Path> given) throws IOException {
    DataDirectory data =
        given.isPresent()
            ? new DataDirectory(given.get(), Optional.of(DataLock.of(given.get())))
            : new DataDirectory(Files.createTempDirectory("us3-emulator-"), Optional.empty());
    try {
      Directories.delete(data.work()); // bodies and parts of an earlier run
      Files.createDirectories(data.incoming());
      Files.createDirectories(data.parts());
      return data;
    } catch (IOException | RuntimeException e) {
      data.closeAfter(e);
      throw e;
    }
  }

  /**
   * Opens the buckets with the objects they have; creates missing ones.
   *
   * @param isPublic by bucket name, whether everyone may read
   */
  public Buckets buckets(Map<String, Boolean> isPublic) throws IOException {
    return Buckets.open(root.resolve("buckets"), isPublic);
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** Where bodies are received. */
  public Path incoming() {
    return work().resolve("incoming");
  }

  /** Where the parts of unfinished uploads are. */
  public Path parts() {
    return work().resolve("parts");
  }

  private Path work() {
    return root.resolve("work");
  }

  /** Closes it after a failure. An error of closing is added to the failure. */
  public void closeAfter(Exception failure) {
    try {
      close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Directories.delete(lock.isPresent() ? work() : root);
    } finally {
      if (lock.isPresent()) {
        lock.get().close();
      }
    }
  }
}
