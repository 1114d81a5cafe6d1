package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Detects idle connections that the server has closed, or on which it has sent a response without a
 * request: load balancers send 408 before they close. Such a response would be read as that of the
 * next request. OkHttp checks only connections that were idle for 10 s, and never before a GET.
 *
 * <p>The check takes 1 ms on a socket that is no {@link ExchangeSocket}, such as a SOCKS proxy's.
 */
public final class StaleConnections {
  private static final int CHECK_MILLIS = 1;

  private StaleConnections() {}

  /** Nothing of the request was sent: it can be sent over another connection. */
  public static final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException() {
      super("the service has closed the idle connection");
    }
  }

  /**
   * Checks a connection before a request.
   *
   * @throws StaleConnectionException if the service has closed it
   */
  static void refuse(Socket socket) throws IOException {
    if (isEnded(socket)) {
      socket.close();
      throw new StaleConnectionException();
    }
  }

  /** Whether there is something to read. Before a request that is the end, or a stray response. */
  private static boolean isEnded(Socket socket) {
    try {
      if (socket instanceof ExchangeSocket own) {
        return own.hasInput();
      }
      int timeout = socket.getSoTimeout();
      socket.setSoTimeout(CHECK_MILLIS);
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
