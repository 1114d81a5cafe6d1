package io.github.camelus3.emulator.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Locks a data directory for one emulator among all processes. The lock file is never deleted:
 * otherwise two emulators could lock two files of the same name.
 */
public final class DataLock implements Closeable {
  /** The name of the lock file. */
  public static final String FILE = "emulator.lock";

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks the directory; creates a missing one.
   *
   * @throws IOException when another emulator holds the lock
   */
  public static DataLock of(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (isFree(channel)) {
        return new DataLock(channel);
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException(directory + " is in use by another emulator");
  }

  /** Closing the channel releases the lock. */
  private static boolean isFree(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // this process holds the lock
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
