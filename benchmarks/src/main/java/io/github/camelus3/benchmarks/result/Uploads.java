package io.github.camelus3.benchmarks.result;

import io.github.camelus3.benchmarks.worker.Task;

/**
 * What is uploaded in a round.
 *
 * @param folder the name of the folder that holds the files
 */
public record Uploads(String folder, Task.Mode mode, int files, long fileBytes) {
  /** All bytes of a round. */
  public long bytes() {
    return files * fileBytes;
  }

  /** The unit of a rate: objects a second for many files, else MB a second. */
  public String unit() {
    return files > 1 ? "PUT/s" : "MB/s";
  }

  /** How much a round is, in the unit of its rate times a second; a MB has 10^6 bytes. */
  public double work() {
    return files > 1 ? files : bytes() / 1e6;
  }
}
