package io.github.camelus3.emulator.protocol;

import io.undertow.util.DateUtils;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** Dates as HTTP headers carry them, always GMT, whole seconds. */
public final class HttpDates {
  private HttpDates() {}

  /** Formats a date for a header, such as {@code Last-Modified}. */
  public static String format(Instant instant) {
    return DateUtils.toDateString(Date.from(instant));
  }

  /** Parses all three formats of RFC 9110. Empty when the text is not a date. */
  public static Optional<Instant> parse(String text) {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(DateUtils.parseDate(text)).map(Date::toInstant);
  }
}
