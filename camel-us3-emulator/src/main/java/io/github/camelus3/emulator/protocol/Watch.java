package io.github.camelus3.emulator.protocol;

import java.util.function.Supplier;

/**
 * Sees requests, or other things that take time, from their beginning to their end. Must not block.
 * Thread safe.
 *
 * @param <T> such a thing, with what is known of it
 */
@FunctionalInterface
public interface Watch<T> {
  /**
   * One of them has begun. The caller closes what it gets.
   *
   * @param soFar what is known of it by now; any thread may ask
   */
  Run<T> begin(Supplier<T> soFar);

  /** One of them while it lasts. */
  interface Run<T> extends AutoCloseable {
    /** More is known of it. */
    void changed();

    /** It has ended. */
    void end(T outcome);

    /** Forgets it, unless it has ended. */
    @Override
    void close();
  }

  /** Sees nothing. */
  static <T> Watch<T> none() {
    return soFar ->
        new Run<>() {
          @Override
          public void changed() {}

          @Override
          public void end(T outcome) {}

          @Override
          public void close() {}
        };
  }
}
