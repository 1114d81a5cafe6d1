package io.github.camelus3.client;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps requests off connections that the service has closed while they were idle: those that
 * cannot be repeated, and those that are. OkHttp itself looks only after 10 s, and not at all
 * before a GET. Other requests are repeated when it happens. On a connection with TLS a look takes
 * 1 ms when all is well.
 */
final class StaleConnections implements Interceptor {
  private static final int LOOK_MILLIS = 1;

  /** Nothing of the request was sent; another connection can be taken. */
  static final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException() {
      super("the service has closed the idle connection");
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Connection connection = chain.connection();
    Us3Http.SendTracker tracker = chain.request().tag(Us3Http.SendTracker.class);
    boolean isLookedAt = tracker != null && tracker.needsLook();
    if (isLookedAt && connection != null && isEnded(connection.socket())) {
      connection.socket().close();
      throw new StaleConnectionException();
    }
    return chain.proceed(chain.request());
  }

  /** Whether there is anything to read, which before a request can only be the end. */
  private static boolean isEnded(Socket socket) {
    try {
      if (socket instanceof UploadSocket plain) {
        return plain.hasInput();
      }
      int timeout = socket.getSoTimeout();
      socket.setSoTimeout(LOOK_MILLIS);
      try {
        socket.getInputStream().read();
        return true;
      } finally {
        socket.setSoTimeout(timeout);
      }
    } catch (SocketTimeoutException quiet) {
      return false;
    } catch (IOException broken) {
      return true;
    }
  }
}
