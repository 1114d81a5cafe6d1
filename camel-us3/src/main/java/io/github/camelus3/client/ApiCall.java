package io.github.camelus3.client;

import java.io.Serializable;

/** The API, bucket and key of a request, for exceptions and logs. */
record ApiCall(String operation, String bucket, String key) implements Serializable {
  static final ApiCall NONE = new ApiCall("", "", "");

  /** The start of an exception's message, such as {@code PutFile photos/a.jpg: }. */
  @Override
  public String toString() {
    return operation.isEmpty() ? "" : operation + ' ' + bucket + '/' + key + ": ";
  }
}
