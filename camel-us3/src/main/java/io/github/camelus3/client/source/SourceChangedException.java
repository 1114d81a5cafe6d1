package io.github.camelus3.client.source;

import java.io.IOException;

/**
 * The source of an upload has changed since the upload started: its length, time of change, or file
 * identity. Thrown to readers of a source; uploads fail with {@code Us3IntegrityException}.
 */
public sealed class SourceChangedException extends IOException permits SourceLengthException {
  private static final long serialVersionUID = 1L;

  SourceChangedException(String message) {
    super(message);
  }
}
