package io.github.camelus3.benchmarks.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A fixed pool of threads for numbered pieces of work. */
public final class Workers implements AutoCloseable {
  private final int size;
  private final ExecutorService executor;

  /** A pool of {@code size} threads. */
  public Workers(int size) {
    this.size = size;
    this.executor = Executors.newFixedThreadPool(size);
  }

  /** The work on one piece. */
  public interface Piece {
    void run(int number) throws Exception;
  }

  /** Runs {@code piece} for 0 to {@code count - 1} and waits for all. */
  public void run(int count, Piece piece) throws Exception {
    AtomicInteger next = new AtomicInteger();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < Math.min(size, count); i++) {
      running.add(
          executor.submit(
              () -> {
                for (int number = next.getAndIncrement();
                    number < count;
                    number = next.getAndIncrement()) {
                  piece.run(number);
                }
                return null;
              }));
    }
    for (Future<?> worker : running) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a piece of work failed: " + e.getCause(), e.getCause());
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
