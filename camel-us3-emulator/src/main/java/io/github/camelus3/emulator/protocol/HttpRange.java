package io.github.camelus3.emulator.protocol;

import io.undertow.util.ByteRange;
import io.undertow.util.ByteRange.RangeResponseResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Optional;

/**
 * The byte range of an object that a header selects.
 *
 * @param length 0 when the range is not satisfiable
 */
public record HttpRange(long first, long length, long size) {
  /**
   * Parses {@code Range}. Empty when the response is the whole object, by RFC 9110: for several
   * ranges, for another unit, and when {@code If-Range} names another version.
   */
  public static Optional<HttpRange> inGet(
      HeaderFields headers, long size, String eTag, Instant modified) {
    String wanted = headers.first("Range");
    ByteRange range = ByteRange.parse(wanted);
    boolean wholeEmptyObject = size == 0 && wanted.equals("bytes=0-");
    String condition = headers.first("If-Range");
    if (range == null || range.getRanges() > 1 || wholeEmptyObject || !isValidator(condition)) {
      return Optional.empty();
    }
    Date wholeSecond = Date.from(modified.truncatedTo(ChronoUnit.SECONDS));
    return Optional.ofNullable(
            range.getResponseResult(size, condition, wholeSecond, '"' + eTag + '"'))
        .map(found -> of(found, size));
  }

  /** Undertow ignores a weak or unquoted ETag; the bytes may be those of another version. */
  private static boolean isValidator(String ifRange) {
    return ifRange.isEmpty() || ifRange.startsWith("\"") || HttpDates.parse(ifRange).isPresent();
  }

  private static HttpRange of(RangeResponseResult found, long size) {
    boolean partial = found.getStatusCode() == 206;
    return new HttpRange(found.getStart(), partial ? found.getContentLength() : 0, size);
  }

  /**
   * Parses {@code X-Ufile-Copy-Source-Range}: one range with both ends that starts inside the
   * object. An end behind the object is cut; us3-hadoop sends such a last range.
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

  /** The value of {@code Content-Range}. */
  public String contentRange() {
    return "bytes " + first + "-" + (first + length - 1) + "/" + size;
  }
}
