package io.github.camelus3.client;

import java.io.Serializable;

/** What was being asked of US3 when it failed. */
record ApiCall(String operation, String bucket, String key) implements Serializable {
  static final ApiCall NONE = new ApiCall("", "", "");

  /** The beginning of an exception's message, such as {@code PutFile photos/a.jpg: }. */
  @Override
  public String toString() {
    return operation.isEmpty() ? "" : operation + ' ' + bucket + '/' + key + ": ";
  }
}
