package io.github.camelus3.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners in their order, and logs what they throw: the first at WARN. */
final class GuardedListener extends ForwardingListener {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedListener.class);

  private final RequestListener first;
  private final RequestListener second;
  private final AtomicBoolean hasWarned = new AtomicBoolean();

  private GuardedListener(RequestListener first, RequestListener second) {
    this.first = first;
    this.second = second;
  }

  static RequestListener of(RequestListener first, RequestListener second) {
    return new GuardedListener(first, second);
  }

  @Override
  protected void tell(Consumer<RequestListener> event) {
    tell(first, event);
    tell(second, event);
  }

  private void tell(RequestListener listener, Consumer<RequestListener> event) {
    try {
      event.accept(listener);
    } catch (RuntimeException e) {
      if (hasWarned.compareAndSet(false, true)) {
        LOG.warn("Request listener {} failed; further failures at level DEBUG", listener, e);
      } else {
        LOG.debug("Request listener {} failed", listener, e);
      }
    }
  }
}
