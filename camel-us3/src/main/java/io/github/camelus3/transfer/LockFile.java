package io.github.camelus3.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock with one holder among all processes and threads. The operating system releases it when the
 * process ends. Closing it leaves the file, which only {@link FileUploadStore#expire} deletes.
 * Thread safe.
 */
final class LockFile implements Closeable {
  /**
   * Files locked by this process. A second channel to one of them must not be opened: closing it
   * would release the lock of the first channel.
   */
  private static final Set<Path> LOCKED = ConcurrentHashMap.newKeySet();

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

  private static LockFile lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    LockFile lock = null;
    try {
      if (channel.tryLock() != null) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now())); // keeps expire() away
        lock = new LockFile(file, channel);
      }
      return lock;
    } catch (OverlappingFileLockException heldByAnotherClassLoader) {
      return null;
    } catch (NoSuchFileException deletedByExpire) {
      return null;
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      LOCKED.remove(file);
    }
  }
}
