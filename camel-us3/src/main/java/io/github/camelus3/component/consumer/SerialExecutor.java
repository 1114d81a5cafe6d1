package io.github.camelus3.component.consumer;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs one task at a time, in order, on the threads of another executor. A queued task holds no
 * thread. Tasks must not throw. Thread safe.
 */
final class SerialExecutor implements Executor {
  private final Executor threads;
  private final Queue<Runnable> tasks = new ArrayDeque<>(); // guarded by this
  private boolean isRunning; // guarded by this

  SerialExecutor(Executor threads) {
    this.threads = threads;
  }

  /**
   * Runs a task after those before it.
   *
   * @throws RejectedExecutionException if the executor is shut down; the task is not run
   */
  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      tasks.add(task);
      if (isRunning) {
        return;
      }
      isRunning = true;
    }
    try {
      threads.execute(this::runAll);
    } catch (RejectedExecutionException e) {
      synchronized (this) {
        isRunning = false;
        tasks.remove(task);
      }
      throw e;
    }
  }

  private void runAll() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  private synchronized Runnable next() {
    Runnable task = tasks.poll();
    isRunning = task != null;
    return task;
  }
}
