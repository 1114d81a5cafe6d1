package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.Proxy;
import java.net.Socket;
import okhttp3.Connection;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Does what can only be done once OkHttp has chosen a connection for a request. */
public record ConnectionInterceptor(HashThreads hashLanes, ProxyCredentials proxyCredentials)
    implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Socket socket = chain.connection().socket();
    SendTracker tracker = request.tag(SendTracker.class);
    if (tracker != null && tracker.isKeptConnection()) {
      StaleConnections.refuse(socket);
    }
    DirectOutput direct = null; // none with TLS
    if (socket instanceof UploadSocket plain) {
      direct = plain.getOutputStream();
    }
    if (socket instanceof ExchangeSocket own) {
      own.beginExchange();
    }
    if (request.body() instanceof SourceRequestBody body) {
      body.sendBy(new BodySender(hashLanes, direct));
    }
    Response response =
        chain.proceed(proxyCredentials.authorize(chain.connection().route(), request));
    return tracker != null && needsHiding(response.code(), chain.connection())
        ? tracker.hideStatus(response)
        : response;
  }

  /** Statuses to which OkHttp reacts by itself; what a proxy asks of it is between the two. */
  private static boolean needsHiding(int status, Connection connection) {
    boolean isFromProxy =
        connection.route().proxy().type() == Proxy.Type.HTTP && connection.handshake() == null;
    return status == 503 || (status == 407 && !isFromProxy);
  }
}
