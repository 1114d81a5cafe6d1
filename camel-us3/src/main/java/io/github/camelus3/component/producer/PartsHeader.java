package io.github.camelus3.component.producer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.message.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Reads {@code CamelUs3Parts} as parts, in any form in which routes collect them. */
final class PartsHeader {
  private static final String WHERE = "header " + Us3Constants.PARTS;

  private final Values values;
  private final List<UploadedPart> parts = new ArrayList<>();

  private PartsHeader(Values values) {
    this.values = values;
  }

  /**
   * A map of part number to ETag, a list of such entries, or a list of ETags from part 0.
   *
   * @return null when the header is absent
   */
  static List<UploadedPart> read(Values values, Object header) {
    return Values.plain(header) == null ? null : new PartsHeader(values).read(header);
  }

  private List<UploadedPart> read(Object header) {
    Object given = Values.plain(header);
    if (given instanceof Map<?, ?> || given instanceof ObjectNode) {
      addAll(given);
    } else if (given instanceof Object[] list) {
      Arrays.asList(list).forEach(this::add);
    } else if (given instanceof Iterable<?> list) {
      list.forEach(this::add);
    } else {
      throw new IllegalArgumentException(
          WHERE + " must be a map or a list of part number to ETag: " + given.getClass().getName());
    }
    return parts;
  }

  private void add(Object element) {
    Object given = Values.plain(element);
    if (given instanceof UploadedPart part) {
      parts.add(part);
    } else if (given instanceof Map.Entry<?, ?> entry) {
      parts.add(part(entry.getKey(), entry.getValue()));
    } else if (given instanceof Map<?, ?> || given instanceof ObjectNode) {
      addAll(given);
    } else {
      parts.add(part(parts.size(), given));
    }
  }

  private void addAll(Object map) {
    values.map(WHERE, map).forEach((number, eTag) -> parts.add(part(number, eTag)));
  }

  private UploadedPart part(Object number, Object eTag) {
    Integer partNumber = values.integer(WHERE + ": the part number", number);
    String text = values.text(WHERE + ": the ETag of part " + partNumber, eTag);
    if (partNumber == null || text == null) {
      throw new IllegalArgumentException(
          WHERE + " must hold part numbers and ETags: " + partNumber + ", " + text);
    }
    try {
      return new UploadedPart(partNumber, text.replace("\"", ""), -1);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          WHERE + " must hold part numbers and ETags: " + partNumber + ", " + text, e);
    }
  }
}
