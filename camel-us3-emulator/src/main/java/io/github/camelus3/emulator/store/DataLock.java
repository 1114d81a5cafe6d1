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
 * Keeps a data directory for one emulator, whatever process it runs in. The file stays when the
 * lock is released: deleting it would let two others lock two files of that name.
 */
public final class DataLock implements Closeable {
  public static final String FILE = "emulator.lock";

  private final FileChannel channel;

  private DataLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Locks the directory, which is made when missing.
   *
   * @throws IOException when another emulator has it
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
      return false; // of this process
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
