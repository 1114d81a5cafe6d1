package io.github.camelus3.client.source;

/** The source of an upload is shorter or longer than it was when the upload began. */
public final class SourceLengthException extends SourceChangedException {
  private static final long serialVersionUID = 1L;

  SourceLengthException(String source, long expected, String found) {
    super(source + " had " + expected + " bytes when the upload began, now " + found);
  }
}
