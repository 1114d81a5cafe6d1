package io.github.camelus3.component;

import io.github.camelus3.client.UploadedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads {@code CamelUs3Parts} in the forms in which routes collect parts. */
final class PartsHeader {
  private PartsHeader() {}

  /**
   * A map of part number to ETag, a list of such entries, or a list of ETags from part 0.
   *
   * @return null when the header is absent
   */
  static List<UploadedPart> read(Object header) {
    if (header == null) {
      return null;
    }
    List<UploadedPart> parts = new ArrayList<>();
    if (header instanceof Map<?, ?> map) {
      addAll(parts, map);
    } else if (header instanceof Iterable<?> list) {
      list.forEach(element -> add(parts, element));
    } else {
      throw new IllegalArgumentException(
          "header "
              + Us3Constants.PARTS
              + " is neither a map nor a list of part number to ETag: "
              + header.getClass().getName());
    }
    return parts;
  }

  private static void add(List<UploadedPart> parts, Object element) {
    if (element instanceof UploadedPart part) {
      parts.add(part);
    } else if (element instanceof Map.Entry<?, ?> entry) {
      parts.add(part(entry.getKey(), entry.getValue()));
    } else if (element instanceof Map<?, ?> map) {
      addAll(parts, map);
    } else {
      parts.add(part(parts.size(), element));
    }
  }

  private static void addAll(List<UploadedPart> parts, Map<?, ?> map) {
    map.forEach((number, eTag) -> parts.add(part(number, eTag)));
  }

  private static UploadedPart part(Object number, Object eTag) {
    try {
      String unquoted = String.valueOf(eTag).replace("\"", "");
      return new UploadedPart(Integer.parseInt(String.valueOf(number)), unquoted, -1);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.PARTS + ": not a part number and ETag: " + number + ", " + eTag,
          e);
    }
  }
}
