package io.github.camelus3.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a {@link FileUploadStore} but its lock files, which stay. */
final class StateFiles {
  private StateFiles() {}

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> !file.toString().endsWith(".us3-upload.lock")).toList();
    }
  }
}
