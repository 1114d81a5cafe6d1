package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Knows connections that the service has closed while they were idle, or on which it has answered
 * what nobody had asked: load balancers say 408 before they close. Read as the response to the next
 * request, that would be wrong. OkHttp itself looks only after 10 s, and not at all before a GET.
 * On a socket that is not ours, as with a SOCKS proxy, a look takes 1 ms when all is well.
 */
public final class StaleConnections {
  private static final int LOOK_MILLIS = 1;

  private StaleConnections() {}

  /** Nothing of the request was sent; another connection can be taken. */
  public static final class StaleConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    StaleConnectionException() {
      super("the service has closed the idle connection");
    }
  }

  /**
   * Looks at a connection before a request.
   *
   * @throws StaleConnectionException if the service has closed it
   */
  static void refuse(Socket socket) throws IOException {
    if (isEnded(socket)) {
      socket.close();
      throw new StaleConnectionException();
    }
  }

  /** Whether there is anything to read, which before a request can only be the end. */
  private static boolean isEnded(Socket socket) {
    try {
      if (socket instanceof ExchangeSocket own) {
        return own.hasInput();
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
