package io.github.camelus3.emulator.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Query parameters, decoded, in the order of arrival. A bare flag has the value "". */
public record QueryParameters(List<Parameter> parameters) {
  /** One parameter, decoded. */
  public record Parameter(String name, String value) {}

  public QueryParameters {
    parameters = List.copyOf(parameters);
  }

  /** Splits and decodes the part of a request target after {@code ?}; {@code +} is a space. */
  public static QueryParameters parse(String rawQuery) {
    List<Parameter> parameters = new ArrayList<>();
    for (int start = 0; start < rawQuery.length(); ) {
      int end = rawQuery.indexOf('&', start);
      end = end < 0 ? rawQuery.length() : end;
      if (end > start) {
        parameters.add(parameter(rawQuery.substring(start, end)));
      }
      start = end + 1;
    }
    return new QueryParameters(parameters);
  }

  private static Parameter parameter(String text) {
    int equals = text.indexOf('=');
    return equals < 0
        ? new Parameter(PercentCoding.decodeQuery(text), "")
        : new Parameter(
            PercentCoding.decodeQuery(text.substring(0, equals)),
            PercentCoding.decodeQuery(text.substring(equals + 1)));
  }

  /** Whether there is a parameter of that name, with or without a value. */
  public boolean has(String name) {
    return find(name).isPresent();
  }

  /** The first value of that name, or "" when there is none. */
  public String first(String name) {
    return find(name).orElse("");
  }

  /** The first value of that name. */
  public Optional<String> find(String name) {
    return parameters.stream()
        .filter(parameter -> parameter.name().equals(name))
        .map(Parameter::value)
        .findFirst();
  }

  /** Parses an integer; {@code absent} when the parameter is missing or empty. */
  public int intValue(String name, int absent, String messagePrefix, int retCode) {
    String value = first(name);
    if (value.isEmpty()) {
      return absent;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new Us3Error(400, retCode, messagePrefix + value, e);
    }
  }
}
