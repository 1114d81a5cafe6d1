package io.github.camelus3.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock file that one holder in one process has; the system takes it from a process that ends. The
 * holder deletes the file. Thread safe.
 */
final class LockFile implements Closeable {
  /** Files that this process has locked, for locks do not hold within one. */
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(LockFile.class);

  private final Path file;
  private final FileChannel channel;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Empty when somebody else has it. */
  static Optional<Closeable> of(Path lockFile) throws IOException {
    Path file = lockFile.toAbsolutePath().normalize();
    if (!CLAIMED.add(file)) {
      return Optional.empty(); // opening and closing the file would give up this process's lock
    }
    LockFile claim = null;
    try {
      claim = lock(file);
      return Optional.ofNullable(claim);
    } finally {
      if (claim == null) {
        CLAIMED.remove(file);
      }
    }
  }

  private static LockFile lock(Path file) throws IOException {
    while (true) {
      Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      LockFile claim = null;
      FileChannel channel = null;
      try {
        Object identity = identity(file);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
          return null;
        }
        if (Objects.equals(identity, identity(file))) { // else its holder has deleted it meanwhile
          claim = new LockFile(file, channel);
          return claim;
        }
      } catch (NoSuchFileException deletedMeanwhile) {
        LOG.debug("The lock {} was given back while it was taken", file);
      } catch (OverlappingFileLockException anotherClassLoader) {
        return null;
      } finally {
        if (claim == null && channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Tells a file from another one of its name; null where the system cannot. */
  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
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
