package io.github.camelus3.client;

import java.util.OptionalLong;

/**
 * A range of an object's bytes.
 *
 * @param first position of the first byte, from 0
 * @param last position of the last byte, inclusive; {@link Long#MAX_VALUE} for the object's end
 */
public record ByteRange(long first, long last) {
  public ByteRange {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "range must have 0 <= first <= last: " + first + "-" + last);
    }
  }

  /** From a position to the end of the object. */
  public static ByteRange from(long first) {
    return new ByteRange(first, Long.MAX_VALUE);
  }

  /**
   * Whether the range covers a whole object of this length. A range may end after the object does.
   */
  boolean isWhole(long objectLength) {
    return first == 0 && objectLength >= 0 && last >= objectLength - 1;
  }

  String header() {
    return "bytes=" + first + '-' + (last == Long.MAX_VALUE ? "" : last);
  }

  /**
   * The object's whole length, if {@code contentRange} matches this range; else empty.
   *
   * @param contentRange such as {@code bytes 0-9/100}; null when absent
   * @param contentLength the length of the response's body; -1 when unknown
   */
  OptionalLong totalIn(String contentRange, long contentLength) {
    if (contentRange == null
        || !contentRange.matches("bytes [0-9]{1,18}-[0-9]{1,18}/[0-9]{1,18}")) {
      return OptionalLong.empty();
    }
    String[] numbers = contentRange.substring("bytes ".length()).split("[-/]");
    long total = Long.parseLong(numbers[2]);
    long end = Long.parseLong(numbers[1]);
    boolean same =
        Long.parseLong(numbers[0]) == first
            && end == Math.min(last, total - 1)
            && end >= first
            && (contentLength < 0 || contentLength == end - first + 1);
    return same ? OptionalLong.of(total) : OptionalLong.empty();
  }
}
