package io.github.camelus3.client.source;

import java.io.IOException;

/**
 * The source of an upload is not what it was when the upload began: another length, time of change,
 * or file. Seen only by who reads a source; uploads fail with {@code Us3IntegrityException}.
 */
public sealed class SourceChangedException extends IOException permits SourceLengthException {
  private static final long serialVersionUID = 1L;

  SourceChangedException(String message) {
    super(message);
  }
}
