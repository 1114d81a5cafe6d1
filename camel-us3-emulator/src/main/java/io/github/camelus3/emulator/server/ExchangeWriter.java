package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.ResponseBody;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpContinue;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.xnio.IoUtils;

/** Writes a response to Undertow's exchange. */
final class ExchangeWriter {
  /** After an early response, a body longer than this is not read: the connection is closed. */
  private static final long MAX_DRAINED_BYTES = 64L * 1024 * 1024;

  private ExchangeWriter() {}

  /**
   * Writes the whole response. A failure does not complete the exchange: the caller must cut the
   * connection, so that no client accepts an incomplete response.
   *
   * @throws ClientDisconnectedException when the client disconnects
   * @throws IOException when the body cannot be read
   */
  static void write(HttpServerExchange exchange, Response response, boolean head)
      throws IOException {
    begin(exchange, response);
    if (!head && response.body().length() > 0) {
      OutputStream out = ClientStreams.output(exchange);
      response.body().writeTo(out, response.body().length());
      out.close(); // not on failure: closing completes even a truncated response
    }
    exchange.endExchange();
  }

  /** Writes half of the body, then cuts the connection. */
  static void writeHalf(HttpServerExchange exchange, Response response, boolean head)
      throws IOException {
    begin(exchange, response);
    if (!head && response.body().length() > 0) {
      OutputStream out = ClientStreams.output(exchange);
      response.body().writeTo(out, response.body().length() / 2);
      out.flush();
    }
    cut(exchange);
  }

  private static void begin(HttpServerExchange exchange, Response response) throws IOException {
    drain(exchange);
    exchange.setStatusCode(response.status());
    response
        .headers()
        .forEach(
            (name, value) ->
                exchange
                    .getResponseHeaders()
                    .put(new HttpString(name), Ascii.bytesFromUtf8(value)));
    if (response.status() != 204 && response.status() != 304) {
      exchange.setResponseContentLength(response.body().length());
    }
  }

  /** Closes the connection without completing the response. */
  static void cut(HttpServerExchange exchange) {
    IoUtils.safeClose(exchange.getConnection());
  }

  /**
   * Reads the rest of the request's body, so that the client reads the response. A client that
   * waits for "100 Continue" sends no body.
   */
  private static void drain(HttpServerExchange exchange) throws IOException {
    if (exchange.isRequestComplete()) {
      return;
    }
    if (HttpContinue.requiresContinueResponse(exchange)) {
      close(exchange);
      return;
    }
    InputStream in = ClientStreams.input(exchange);
    byte[] buffer = new byte[ResponseBody.BUFFER_BYTES];
    long left = MAX_DRAINED_BYTES;
    for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
      left -= read;
    }
    if (left <= 0) {
      close(exchange);
    }
  }

  private static void close(HttpServerExchange exchange) {
    exchange.setPersistent(false);
    exchange.getResponseHeaders().put(Headers.CONNECTION, "close");
  }
}
