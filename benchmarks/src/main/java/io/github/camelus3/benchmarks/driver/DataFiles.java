package io.github.camelus3.benchmarks.driver;

import io.github.camelus3.benchmarks.result.Uploads;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The files to upload. Each is a prefix of the same random bytes, so that one table of ETags serves
 * all files.
 */
final class DataFiles {
  private static final long SEED = 20_260_101;
  private static final int CHUNK_BYTES = 1 << 20;

  private DataFiles() {}

  /** Creates a folder of files unless it exists. */
  static void write(Path data, Uploads uploads) throws IOException {
    Path folder = Files.createDirectories(data.resolve(uploads.folder()));
    if (isComplete(folder, uploads)) {
      return;
    }
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (int number = 0; number < uploads.files(); number++) {
      write(folder.resolve("%05d.bin".formatted(number)), uploads.fileBytes());
    }
  }

  /** The only file of a folder. */
  static Path only(Path data, Uploads uploads) {
    return data.resolve(uploads.folder()).resolve("00000.bin");
  }

  private static boolean isComplete(Path folder, Uploads uploads) throws IOException {
    try (Stream<Path> stream = Files.list(folder)) {
      List<Path> files = stream.toList();
      return files.size() == uploads.files()
          && files.stream().allMatch(file -> size(file) == uploads.fileBytes());
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, long length) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, length)];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long written = 0; written < length; written += chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, (int) Math.min(chunk.length, length - written));
      }
    }
  }
}
