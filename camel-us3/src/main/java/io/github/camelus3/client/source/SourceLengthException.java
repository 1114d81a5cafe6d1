package io.github.camelus3.client.source;

/** The length of an upload's source has changed since the upload started. */
public final class SourceLengthException extends SourceChangedException {
  private static final long serialVersionUID = 1L;

  SourceLengthException(String source, long expected, String found) {
    super(source + " had " + expected + " bytes when the upload began, now " + found);
  }
}
