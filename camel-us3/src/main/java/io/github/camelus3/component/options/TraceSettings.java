package io.github.camelus3.component.options;

import io.github.camelus3.component.Us3Configuration;
import io.github.camelus3.component.Us3Operation;

/**
 * What a trace shows of an endpoint's options. Immutable.
 *
 * @param operation of messages without a header
 * @param showsKey whether the keys of objects are shown too
 */
public record TraceSettings(String bucket, Us3Operation operation, boolean showsKey) {
  /** An endpoint that shows them. */
  public interface Source {
    /** Returns what a trace shows of the options now. */
    TraceSettings traceSettings();
  }

  /** The options as they are now. */
  public static TraceSettings of(Us3Configuration options) {
    return new TraceSettings(options.getBucketName(), options.getOperation(), options.isTraceKey());
  }
}
