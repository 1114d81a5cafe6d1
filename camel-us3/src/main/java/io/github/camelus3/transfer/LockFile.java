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
 * A lock with one holder among all processes and threads. The operating system releases it when the
 * process ends. Closing it deletes the file, so that finished uploads leave nothing behind. Thread
 * safe.
 */
final class LockFile implements Closeable {
  /**
   * Files locked by this process. A second channel to one of them must not be opened: closing it
   * would release the lock of the first channel.
   */
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(LockFile.class);

  private final Path file;
  private final FileChannel channel;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** Locks a file, and makes it if it is missing. Returns empty if it is locked already. */
  static Optional<Closeable> tryLock(Path lockFile) throws IOException {
    Path file = lockFile.toAbsolutePath().normalize();
    if (!LOCKED.add(file)) {
      return Optional.empty();
    }
    LockFile lock = null;
    try {
      lock = lock(file);
      return Optional.ofNullable(lock);
    } finally {
      if (lock == null) {
        LOCKED.remove(file);
      }
    }
  }

  /** Retries while another holder deletes the file that is being locked. */
  private static LockFile lock(Path file) throws IOException {
    while (true) {
      Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      LockFile lock = null;
      FileChannel channel = null;
      try {
        Object identity = identity(file);
        channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
          return null;
        }
        if (Objects.equals(identity, identity(file))) { // else the locked file is deleted
          lock = new LockFile(file, channel);
          return lock;
        }
      } catch (NoSuchFileException deleted) {
        LOG.debug("Lock file {} was deleted by its holder", file);
      } catch (OverlappingFileLockException heldByAnotherClassLoader) {
        return null;
      } finally {
        if (lock == null && channel != null) {
          channel.close();
        }
      }
    }
  }

  /** Distinguishes a file from a later one of the same name; null where the system cannot. */
  private static Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    } finally {
      LOCKED.remove(file);
    }
  }
}
