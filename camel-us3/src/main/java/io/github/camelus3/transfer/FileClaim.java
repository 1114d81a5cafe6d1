package io.github.camelus3.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock file that one holder in one process has; the system takes it from a process that ends. The
 * holder deletes the file. Thread safe.
 */
final class FileClaim implements Closeable {
  /** Files that this process has locked, for locks do not hold within one. */
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FileClaim(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empty when somebody else has it. */
  static Optional<Closeable> of(Path lockFile) throws IOException {
    Path file = lockFile.toAbsolutePath().normalize();
    if (!CLAIMED.add(file)) {
      return Optional.empty(); // opening and closing the file would give up this process's lock
    }
    FileClaim claim = null;
    try {
      claim = lock(file);
      return Optional.ofNullable(claim);
    } finally {
      if (claim == null) {
        CLAIMED.remove(file);
      }
    }
  }

  private static FileClaim lock(Path file) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileClaim claim = null;
      try {
        if (channel.tryLock() == null) {
          return null;
        }
        if (Files.exists(file)) { // else its holder has deleted it since it was opened
          claim = new FileClaim(file, channel);
          return claim;
        }
      } catch (OverlappingFileLockException anotherClassLoader) {
        return null;
      } finally {
        if (claim == null) {
          channel.close();
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      CLAIMED.remove(file);
    }
  }
}
