package io.github.camelus3.benchmarks.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The work of a contender in each round: the upload of every file of a folder.
 *
 * @param endpoint the URL of the sink
 * @param folder the folder with the files and nothing else
 * @param jobs parts in flight of a multipart upload, else concurrent uploads
 */
public record Task(
    String endpoint, Path folder, Mode mode, int jobs, boolean verifyETag, boolean sendMd5) {
  /** The way a file is uploaded. */
  public enum Mode {
    /** With one PUT. */
    PUT,
    /** In parts. */
    MULTIPART
  }

  /** The bucket of every upload. */
  public static final String BUCKET = "bench";

  /** The type of every object, so that no contender detects it. */
  public static final String MIME_TYPE = "application/octet-stream";

  /** The public key of every contender; the sink checks no signature. */
  public static final String PUBLIC_KEY = "benchmark-public-key";

  /** The private key of every contender. */
  public static final String PRIVATE_KEY = "benchmark-private-key";

  /** The task as arguments of a process. */
  public List<String> toArguments() {
    return List.of(
        endpoint,
        folder.toString(),
        mode.name(),
        Integer.toString(jobs),
        Boolean.toString(verifyETag),
        Boolean.toString(sendMd5));
  }

  /** Parses arguments of {@link #toArguments()}. */
  public static Task of(List<String> arguments) {
    if (arguments.size() != 6) {
      throw new IllegalArgumentException("arguments must be those of a task: " + arguments);
    }
    return new Task(
        arguments.get(0),
        Path.of(arguments.get(1)),
        Mode.valueOf(arguments.get(2)),
        Integer.parseInt(arguments.get(3)),
        Boolean.parseBoolean(arguments.get(4)),
        Boolean.parseBoolean(arguments.get(5)));
  }

  /** The files to upload, in the order of their names. */
  public List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
