package io.github.camelus3.examples;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A temporary folder with a sub-folder for each upload mode. Each sub-folder has the same files of
 * several sizes. The largest file lies beside the folder.
 */
final class Outbox implements AutoCloseable {
  private static final int LARGEST = 128 << 20;
  private static final Map<String, Integer> SIZES = new LinkedHashMap<>();

  static {
    SIZES.put("empty.txt", 0);
    SIZES.put("note.txt", 3 << 10);
    SIZES.put("photo.jpg", 700_001);
    SIZES.put("song.mp3", 9 << 20);
    SIZES.put("film.mp4", 24 << 20);
  }

  private final Path root;
  private final Path folder;

  private Outbox(Path root) {
    this.root = root;
    this.folder = root.resolve("outbox");
  }

  static Outbox create(List<String> modes) throws IOException {
    Outbox outbox = new Outbox(Files.createTempDirectory("us3-quickstart-"));
    for (String mode : modes) {
      for (Map.Entry<String, Integer> file : SIZES.entrySet()) {
        Path path = outbox.folder.resolve(mode).resolve(file.getKey());
        Files.createDirectories(path.getParent());
        write(path, file.getValue());
      }
    }
    write(outbox.largest(), LARGEST);
    return outbox;
  }

  private static void write(Path path, int size) throws IOException {
    Random random = new Random(path.toString().hashCode());
    byte[] chunk = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(path)) {
      for (int left = size; left > 0; left -= chunk.length) {
        random.nextBytes(chunk);
        out.write(chunk, 0, Math.min(left, chunk.length));
      }
    }
  }

  Path folder() {
    return folder;
  }

  /** The largest file, which is outside the folder. */
  Path largest() {
    return root.resolve("holiday.mov");
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  static int filesForEachMode() {
    return SIZES.size();
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> paths = Files.walk(root)) {
      deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
