package io.github.camelus3.emulator.protocol;

import io.undertow.util.ByteRange;
import io.undertow.util.ByteRange.RangeResponseResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/**
 * The stretch of an object that a header asks for.
 *
 * @param length 0 when no byte of the object is in it
 */
public record HttpRange(long first, long length, long size) {
  /**
   * Reads {@code Range}. Empty when the whole object is the answer, as RFC 9110 has it: to several
   * ranges, to another unit, and when {@code If-Range} names another version.
   */
  public static Optional<HttpRange> inGet(
      HeaderFields headers, long size, String eTag, Instant modified) {
    String wanted = headers.first("Range");
    ByteRange range = ByteRange.parse(wanted);
    boolean wholeEmptyObject = size == 0 && wanted.equals("bytes=0-");
    if (range == null || range.getRanges() > 1 || wholeEmptyObject) {
      return Optional.empty();
    }
    Date wholeSecond = Date.from(modified.truncatedTo(ChronoUnit.SECONDS));
    return Optional.ofNullable(
            range.getResponseResult(size, headers.first("If-Range"), wholeSecond, '"' + eTag + '"'))
        .map(found -> of(found, size));
  }

  private static HttpRange of(RangeResponseResult found, long size) {
    boolean partial = found.getStatusCode() == 206;
    return new HttpRange(found.getStart(), partial ? found.getContentLength() : 0, size);
  }

  /**
   * Reads {@code X-Ufile-Copy-Source-Range}: one range with both ends, which begins inside the
   * object. An end behind the object is cut to it, as us3-hadoop's last range needs.
   */
  public static Optional<HttpRange> inCopy(String text, long size) {
    ByteRange range = ByteRange.parse(text);
    if (range == null || range.getRanges() > 1) {
      return Optional.empty();
    }
    long first = range.getStart(0);
    long last = range.getEnd(0);
    return first >= 0 && first <= last && first < size
        ? Optional.of(new HttpRange(first, Math.min(last, size - 1) - first + 1, size))
        : Optional.empty();
  }

  /** As {@code Content-Range} has it. */
  public String contentRange() {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
