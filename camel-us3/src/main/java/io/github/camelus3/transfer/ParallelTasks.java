package io.github.camelus3.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs many tasks, a bounded number at once, and waits for them. After a failure no other task
 * starts. The first failure is thrown, with later ones suppressed in it.
 */
final class ParallelTasks {
  private final Iterator<FutureTasks.Work> tasks; // guarded by this
  private final FirstFailure failure = new FirstFailure();

  private ParallelTasks(Iterator<FutureTasks.Work> tasks) {
    this.tasks = tasks;
  }

  static void requireJobs(int jobs) {
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be 1 or more: " + jobs);
    }
  }

  /**
   * Runs tasks, at most {@code jobs} at once: one on the calling thread, the others on the
   * executor. The calling thread runs alone if the executor has no free thread.
   */
  static void run(Executor executor, int jobs, List<FutureTasks.Work> tasks) throws IOException {
    ParallelTasks run = new ParallelTasks(tasks.iterator());
    List<Worker> workers = new ArrayList<>();
    try {
      for (int i = 1; i < Math.min(jobs, tasks.size()); i++) {
        Worker worker = run.new Worker();
        executor.execute(worker);
        workers.add(worker);
      }
    } catch (RuntimeException | Error e) { // thrown below, after the running tasks
      run.failure.add(e);
    }
    run.work();
    workers.forEach(Worker::awaitIfStarted);
    run.throwFailure();
  }

  /** Runs tasks on a thread of the executor. */
  private final class Worker implements Runnable {
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    @Override
    public void run() {
      if (started.compareAndSet(false, true)) {
        work();
        done.complete(null);
      }
    }

    /** Waits if this worker has started, and else keeps it from starting: that may be never. */
    void awaitIfStarted() {
      if (!started.compareAndSet(false, true)) {
        done.join();
      }
    }
  }

  private void work() {
    try {
      for (FutureTasks.Work task = next(); task != null; task = next()) {
        task.run();
      }
    } catch (Throwable e) { // an Error too must reach the caller
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
