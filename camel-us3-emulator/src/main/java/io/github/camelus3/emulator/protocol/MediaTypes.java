package io.github.camelus3.emulator.protocol;

/** Media types of bodies. */
public final class MediaTypes {
  private MediaTypes() {}

  /** The media type without its parameters, in lower case. */
  public static String essence(String contentType) {
    int end = contentType.indexOf(';');
    return Ascii.lowerCase(end < 0 ? contentType : contentType.substring(0, end)).strip();
  }

  /** Whether the type is that of a form in the body, whose fields are written as in a query. */
  public static boolean isForm(String contentType) {
    return essence(contentType).equals("application/x-www-form-urlencoded");
  }

  /** Whether the type is JSON, including {@code +json} types of RFC 6839. */
  public static boolean isJson(String contentType) {
    String type = essence(contentType);
    return type.equals("application/json") || type.equals("text/json") || type.endsWith("+json");
  }
}
