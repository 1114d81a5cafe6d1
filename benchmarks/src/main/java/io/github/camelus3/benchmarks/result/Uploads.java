package io.github.camelus3.benchmarks.result;

import io.github.camelus3.benchmarks.worker.Task;

/**
 * The uploads of a round.
 *
 * @param folder the name of the folder that holds the files
 */
public record Uploads(String folder, Task.Mode mode, int files, long fileBytes) {
  /** The bytes of a round. */
  public long bytes() {
    return files * fileBytes;
  }

  /** The unit of a rate: objects a second for many files, else MB a second. */
  public String unit() {
    return files > 1 ? "PUT/s" : "MB/s";
  }

  /** The amount of a round: objects or MB of 10^6 bytes. */
  public double work() {
    return files > 1 ? files : bytes() / 1e6;
  }
}
