package io.github.camelus3.benchmarks.worker;

/** Someone who uploads. For one thread. */
public interface Contender extends AutoCloseable {
  /** Makes a contender that is ready to begin. */
  interface Factory {
    Contender open(Task task) throws Exception;
  }

  /** Uploads every file of its task once; returns when all are stored, throws if one is not. */
  void round() throws Exception;

  @Override
  void close() throws Exception;
}
