package io.github.camelus3.component;

import java.util.Map;
import org.apache.camel.telemetry.Span;

/** A span that throws whatever is written to it. */
final class BrokenSpan implements Span {
  @Override
  public void log(Map<String, String> fields) {
    throw new IllegalStateException("broken span");
  }

  @Override
  public void setTag(String key, String value) {
    throw new IllegalStateException("broken span");
  }

  @Override
  public void setComponent(String component) {
    throw new IllegalStateException("broken span");
  }

  @Override
  public void setError(boolean isError) {
    throw new IllegalStateException("broken span");
  }
}
