package io.github.camelus3.benchmarks.worker;

/** An uploader under measurement. Not thread safe. */
public interface Contender extends AutoCloseable {
  /** Creates a contender that is ready for its first round. */
  interface Factory {
    Contender open(Task task) throws Exception;
  }

  /** Uploads every file of the task once. Returns when all are stored; throws if one is not. */
  void round() throws Exception;

  @Override
  void close() throws Exception;
}
