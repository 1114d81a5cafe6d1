package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Prepares the connection that OkHttp has chosen for a request: checks that it is open, and sets
 * how the body is sent.
 *
 * @param directSockets whether large bodies may bypass OkHttp, see {@link DirectOutput}
 */
public record ConnectionInterceptor(
    HashThreads hashThreads, boolean directSockets, ProxyCredentials proxyCredentials)
    implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Socket socket = chain.connection().socket();
    SendTracker tracker = request.tag(SendTracker.class);
    if (tracker != null && tracker.isKeptConnection()) {
      StaleConnections.refuse(socket);
    }
    DirectOutput direct = null;
    if (socket instanceof ExchangeSocket own) {
      own.beginExchange();
      direct = directSockets ? own.directOutput() : null;
    }
    if (request.body() instanceof SourceRequestBody body) {
      body.sendBy(new BodySender(hashThreads, direct));
    }
    Response response =
        chain.proceed(proxyCredentials.authorize(chain.connection().route(), request));
    return tracker != null && needsHiding(response.code(), chain.connection())
        ? tracker.hideStatus(response)
        : response;
  }

  /** Whether OkHttp reacts to a status by itself, except to a proxy that asks for credentials. */
  private static boolean needsHiding(int status, Connection connection) {
    boolean isFromProxy =
        connection.route().proxy().type() == Proxy.Type.HTTP && connection.handshake() == null;
    return status == 503 || (status == 407 && !isFromProxy);
  }
}
