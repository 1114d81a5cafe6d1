package io.github.camelus3.client;

import java.io.IOException;

/**
 * The source of an upload is shorter or longer than it was when the upload began. Seen only by who
 * reads a source; uploads fail with {@link Us3IntegrityException}.
 */
public final class SourceLengthException extends IOException {
  private static final long serialVersionUID = 1L;

  SourceLengthException(String source, long expected, String found) {
    super(source + " had " + expected + " bytes when the upload began, now " + found);
  }
}
