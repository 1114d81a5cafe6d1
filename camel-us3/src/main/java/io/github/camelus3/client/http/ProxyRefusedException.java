package io.github.camelus3.client.http;

import java.io.IOException;
import okhttp3.Response;

/** A proxy's refusal, which is no response of the service's. */
public final class ProxyRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  ProxyRefusedException(String message, Response response) {
    super(message);
    this.response = response;
  }

  /** The proxy's response, whose body was not read. */
  public Response response() {
    return response;
  }

  /** The refusal among what OkHttp reports of several addresses; null if there is none. */
  public static ProxyRefusedException in(Throwable failure) {
    if (failure == null || failure instanceof ProxyRefusedException) {
      return (ProxyRefusedException) failure;
    }
    for (Throwable suppressed : failure.getSuppressed()) {
      if (suppressed instanceof ProxyRefusedException refused) {
        return refused;
      }
    }
    return in(failure.getCause());
  }
}
