package io.github.camelus3.component.clients;

import java.util.Map;
import org.slf4j.MDC;

/**
 * The MDC of a thread, for work that it hands to another one. Camel puts the exchange there when
 * MDC logging is on. Immutable.
 *
 * @param values null without an MDC
 */
record LogContext(Map<String, String> values) {
  /** The MDC of the calling thread. */
  static LogContext current() {
    return new LogContext(MDC.getCopyOfContextMap());
  }

  /** Runs work with this MDC; afterwards the calling thread has its own again. */
  void run(Runnable work) {
    Map<String, String> own = MDC.getCopyOfContextMap();
    if (values != null || own != null) {
      set(values);
    }
    try {
      work.run();
    } finally {
      if (own != null || MDC.getCopyOfContextMap() != null) {
        set(own);
      }
    }
  }

  private static void set(Map<String, String> values) {
    if (values == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(values);
    }
  }
}
