package io.github.camelus3.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs many tasks, a bounded number at once, and waits for them. After a failure no other task is
 * begun; the first failure is thrown, later ones are suppressed in it.
 */
final class ParallelTasks {
  private final Iterator<FutureTasks.Work> tasks; // guarded by this
  private final FirstFailure failure = new FirstFailure();

  private ParallelTasks(Iterator<FutureTasks.Work> tasks) {
    this.tasks = tasks;
  }

  /** Checks a window's size that a caller has given. */
  static void requireSize(String name, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(name + " < 1: " + size);
    }
  }

  /**
   * Runs {@code tasks}, at most {@code size} at once: one on the calling thread, the others on the
   * executor's. An executor without a free thread only makes it slower: the calling thread runs
   * what nobody else has begun.
   */
  static void run(Executor executor, int size, List<FutureTasks.Work> tasks) throws IOException {
    ParallelTasks window = new ParallelTasks(tasks.iterator());
    List<Worker> workers = new ArrayList<>();
    try {
      for (int i = 1; i < Math.min(size, tasks.size()); i++) {
        Worker worker = window.new Worker();
        executor.execute(worker);
        workers.add(worker);
      }
    } catch (RuntimeException | Error e) { // thrown below, after the tasks that run have ended
      window.failure.add(e);
    }
    window.work();
    workers.forEach(Worker::awaitUnlessIdle);
    window.throwFailure();
  }

  /** Takes part in the work on a thread of the executor. */
  private final class Worker implements Runnable {
    private final AtomicBoolean begun = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void run() {
      if (begun.compareAndSet(false, true)) {
        work();
        done.complete(null);
      }
    }

    /** One that has not begun never will; waiting for it could be waiting for oneself. */
    void awaitUnlessIdle() {
      if (!begun.compareAndSet(false, true)) {
        done.join();
      }
    }
  }

  private void work() {
    try {
      for (FutureTasks.Work task = next(); task != null; task = next()) {
        task.run();
      }
    } catch (Throwable e) { // an Error too must reach the caller, not a dead thread
      failure.add(e);
    }
  }

  private synchronized FutureTasks.Work next() {
    return failure.get() == null && tasks.hasNext() ? tasks.next() : null;
  }

  private void throwFailure() throws IOException {
    Throwable first = failure.get();
    if (first instanceof IOException e) {
      throw e;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
  }
}
