package io.github.camelus3.emulator.protocol;

/** The types of bodies. */
public final class MediaTypes {
  private MediaTypes() {}

  /** The type without its parameters, in lower case. */
  public static String essence(String contentType) {
    int end = contentType.indexOf(';');
    return Ascii.lowerCase(end < 0 ? contentType : contentType.substring(0, end)).strip();
  }

  /** Whether a body of that type is JSON, by RFC 6839 too: {@code application/cloudevents+json}. */
  public static boolean isJson(String contentType) {
    String type = essence(contentType);
    return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
  }
}
