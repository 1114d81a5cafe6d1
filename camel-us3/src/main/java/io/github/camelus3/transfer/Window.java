package io.github.camelus3.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs many tasks, a bounded number at once, and waits for them. After a failure no other task is
 * begun; the first failure is thrown, later ones are suppressed in it.
 */
final class Window {
  private final Iterator<Async.Work> tasks; // guarded by this
  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Window(Iterator<Async.Work> tasks) {
    this.tasks = tasks;
  }

  /**
   * Runs {@code tasks}, at most {@code size} at once: one on the calling thread, the others on the
   * executor's.
   */
  static void run(Executor executor, int size, List<Async.Work> tasks) throws IOException {
    Window window = new Window(tasks.iterator());
    List<CompletableFuture<?>> workers = new ArrayList<>();
    for (int i = 1; i < Math.min(size, tasks.size()); i++) {
      workers.add(CompletableFuture.runAsync(window::work, executor));
    }
    window.work();
    workers.forEach(CompletableFuture::join);
    window.throwFailure();
  }

  private void work() {
    try {
      for (Async.Work task = next(); task != null; task = next()) {
        task.run();
      }
    } catch (Throwable e) { // an Error too must reach the caller, not a dead thread
      if (!failure.compareAndSet(null, e) && failure.get() != e) {
        failure.get().addSuppressed(e);
      }
    }
  }

  private synchronized Async.Work next() {
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
