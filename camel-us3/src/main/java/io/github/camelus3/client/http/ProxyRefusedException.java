package io.github.camelus3.client.http;

import java.io.IOException;
import okhttp3.Response;

/** A proxy refused its credentials, or wants some. The response is the proxy's. */
public final class ProxyRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Response response;

  ProxyRefusedException(String message, Response response) {
    super(message);
    this.response = response;
  }

  /** The proxy's response, without its body. */
  public Response response() {
    return response;
  }

  /** The refusal among the failures that OkHttp reports of several addresses; null if none. */
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
