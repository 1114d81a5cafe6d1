package io.github.camelus3.emulator;

import java.util.List;

/** Header fields in the order of arrival. Names are compared without regard to case. */
record HeaderFields(List<Field> fields) {
  /** One line of a header; the value is decoded as UTF-8. */
  record Field(String name, String value) {}

  HeaderFields {
    fields = List.copyOf(fields);
  }

  /** The first value of that name, or "" when there is none. */
  String first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return field.value();
      }
    }
    return "";
  }

  boolean has(String name) {
    return fields.stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
  }
}
