package io.github.camelus3.component.producer;

import io.github.camelus3.client.ObjectSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * The objects of a listing, read as a route asks for them. An {@link Iterator} may only throw
 * unchecked exceptions, but a route is to see the {@link io.github.camelus3.client.Us3Exception}
 * itself, so it is thrown all the same. For one thread.
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

  /** Throws {@code failure} where the compiler takes it for an {@code E}. */
  @SuppressWarnings("unchecked")
  private static <E extends Exception> E undeclared(IOException failure) throws E {
    throw (E) failure;
  }
}
