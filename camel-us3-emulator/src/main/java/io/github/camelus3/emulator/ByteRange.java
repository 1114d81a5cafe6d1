package io.github.camelus3.emulator;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stretch of an object, both ends inside it. */
record ByteRange(long first, long last) {
  private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /**
   * Reads {@code bytes=a-b}, {@code bytes=a-} or {@code bytes=-n}; the end is cut to the object's.
   * Empty when the text is another or no byte of the object is meant.
   */
  static Optional<ByteRange> parse(String text, long size) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String from = matcher.group(1);
    String to = matcher.group(2);
    if (from.isEmpty()) {
      return to.isEmpty()
          ? Optional.empty()
          : within(Math.max(0, size - Long.parseLong(to)), size - 1, size);
    }
    long last = to.isEmpty() ? size - 1 : Math.min(Long.parseLong(to), size - 1);
    return within(Long.parseLong(from), last, size);
  }

  /** Reads {@code bytes=a-b}, both ends of which must be inside the object. */
  static Optional<ByteRange> parseWithin(String text, long size) {
    return parse(text, size).filter(range -> text.strip().equals("bytes=" + range.text()));
  }

  private String text() {
    return first + "-" + last;
  }

  private static Optional<ByteRange> within(long first, long last, long size) {
    return first <= last && first < size
        ? Optional.of(new ByteRange(first, last))
        : Optional.empty();
  }

  long length() {
    return last - first + 1;
  }

  /** As {@code Content-Range} has it. */
  String contentRange(long size) {
    return "bytes " + text() + "/" + size;
  }
}
