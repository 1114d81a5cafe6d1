package io.github.camelus3.emulator.protocol;

import java.util.List;

/** Header fields in the order of arrival. Names are compared ignoring case. */
public record HeaderFields(List<Field> fields) {
  /** One line of a header; the value is decoded as UTF-8. */
  public record Field(String name, String value) {}

  public HeaderFields {
    fields = List.copyOf(fields);
  }

  /** The first value of that name, or "" when there is none. */
  public String first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return "";
  }

  /** Whether there is a field of that name. */
  public boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }
}
