package io.github.camelus3.component.activity;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions whose failure must not reach the caller. It logs the first failure as a warning, and
 * further ones at level DEBUG. Thread safe.
 */
public final class Guard {
  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private final AtomicBoolean hasWarned = new AtomicBoolean();

  /** Runs an action, and logs its failure. */
  public void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException | LinkageError e) { // the latter: another version of a library
      if (hasWarned.compareAndSet(false, true)) {
        LOG.warn("A metric could not be recorded; further ones at level DEBUG", e);
      } else {
        LOG.debug("A metric could not be recorded", e);
      }
    }
  }
}
