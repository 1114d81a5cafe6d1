package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * The objects of a listing, whose pages are requested as the route reads. A failure is thrown as
 * the {@link io.github.camelus3.client.Us3Exception} itself, so that {@code onException} matches
 * it. The compiler knows of no checked exception here. Not thread safe.
 */
final class RethrowingIterator implements Iterator<ObjectSummary> {
  private final Iterator<ObjectSummary> objects;

  RethrowingIterator(Iterator<ObjectSummary> objects) {
    this.objects = objects;
  }

  @Override
  public boolean hasNext() {
    return unwrapped(objects::hasNext);
  }

  @Override
  public ObjectSummary next() {
    return unwrapped(objects::next);
  }

  private static <T> T unwrapped(Supplier<T> read) {
    try {
      return read.get();
    } catch (UncheckedIOException e) {
      throw RethrowingIterator.<RuntimeException>undeclared(e.getCause());
    }
  }

  /** Throws {@code failure}, which the compiler takes for an unchecked {@code E}. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> E undeclared(IOException failure) throws E {
    throw (E) failure;
  }
}
