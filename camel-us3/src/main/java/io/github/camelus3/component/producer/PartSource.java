package io.github.camelus3.component.producer;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3Constants;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.apache.camel.Exchange;

/** Opens the bytes of one part: the body, or a range of its file, which is read by position. */
final class PartSource {
  private PartSource() {}

  /**
   * Opens the part. The caller closes the source.
   *
   * @param range null for the whole body
   * @throws IllegalArgumentException if there is a range, and the body is not a file that has it
   */
  static ObjectSource open(Exchange exchange, ByteRange range) throws IOException {
    if (range == null) {
      return BodySource.open(exchange);
    }
    Path path = BodySource.file(exchange);
    if (path == null) {
      throw new IllegalArgumentException(
          "body must be a File or Path with header "
              + header(exchange)
              + ": "
              + exchange.getMessage().getBody().getClass().getName());
    }
    ObjectSource file = ObjectSource.file(path);
    try {
      return slice(file, path, range);
    } catch (IllegalArgumentException e) {
      file.close();
      throw e;
    }
  }

  private static ObjectSource slice(ObjectSource file, Path path, ByteRange range) {
    OptionalLong length = file.length();
    if (length.isEmpty()) {
      throw new IllegalArgumentException("file must have a length to read a range of it: " + path);
    }
    long last = range.last() == Long.MAX_VALUE ? length.getAsLong() - 1 : range.last();
    requireInside(Us3Constants.RANGE_START, range.first(), path, length.getAsLong());
    requireInside(Us3Constants.RANGE_END, last, path, length.getAsLong());
    return file.slice(range.first(), last - range.first() + 1);
  }

  private static void requireInside(String header, long position, Path path, long length) {
    if (position >= length) {
      throw new IllegalArgumentException(
          "header "
              + header
              + " must be less than the "
              + length
              + " bytes of file "
              + path
              + ": "
              + position);
    }
  }

  private static String header(Exchange exchange) {
    boolean hasStart = exchange.getMessage().getHeader(Us3Constants.RANGE_START) != null;
    return hasStart ? Us3Constants.RANGE_START : Us3Constants.RANGE_END;
  }
}
