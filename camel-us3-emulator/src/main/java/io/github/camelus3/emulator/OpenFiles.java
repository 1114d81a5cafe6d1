package io.github.camelus3.emulator;

import io.github.camelus3.emulator.store.DataLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * A snapshot of this JVM's open files and folders, even deleted ones, to find later ones that are
 * not closed. Skips the JVM's own files, such as jars. Needs Linux's {@code /proc/self/fd};
 * elsewhere it finds nothing.
 */
final class OpenFiles {
  private static final Path HANDLES = Path.of("/proc/self/fd");
  private static final long POLL_NANOS = 5_000_000;

  /** No path (a socket or pipe), a device, what class loading opens, or the emulator's own lock. */
  private static final Pattern NOT_OF_A_TEST =
      Pattern.compile(
          "[^/].*|/(dev|proc|sys)/.*|.*\\.(jar|jmod|so|jsa)( \\(deleted\\))?|.*/"
              + Pattern.quote(DataLock.FILE)
              + "( \\(deleted\\))?|"
              + Pattern.quote(System.getProperty("java.home"))
              + "/.*");

  private final Set<String> open;

  private OpenFiles(Set<String> open) {
    this.open = open;
  }

  /** Takes the snapshot. */
  static OpenFiles now() {
    return new OpenFiles(all());
  }

  /** Files opened since that are not closed within the limit. */
  Set<String> awaitNone(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Set<String> left = since();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(POLL_NANOS);
      left = since();
    }
    return left;
  }

  private Set<String> since() {
    Set<String> now = all();
    now.removeAll(open);
    return now;
  }

  /** Open files, each as handle and path. */
  private static Set<String> all() {
    Set<String> files = new TreeSet<>();
    if (!Files.isDirectory(HANDLES)) {
      return files;
    }
    try (DirectoryStream<Path> handles = Files.newDirectoryStream(HANDLES)) {
      for (Path handle : handles) {
        String file = target(handle);
        if (!NOT_OF_A_TEST.matcher(file).matches()) {
          files.add(handle.getFileName() + " " + file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** Returns "" when the handle has been closed meanwhile. */
  private static String target(Path handle) throws IOException {
    try {
      return Files.readSymbolicLink(handle).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}
