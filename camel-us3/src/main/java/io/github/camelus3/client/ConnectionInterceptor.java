package io.github.camelus3.client;

import java.io.IOException;
import java.net.Socket;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Does what can only be done once OkHttp has chosen a connection for a request. */
record ConnectionInterceptor(HashLanes hashLanes, ProxyCredentials proxyCredentials)
    implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    Socket socket = chain.connection().socket();
    Us3Http.SendTracker tracker = request.tag(Us3Http.SendTracker.class);
    if (tracker != null && tracker.needsLook()) {
      StaleConnections.refuse(socket);
    }
    UploadOutput direct = null; // none with TLS
    if (socket instanceof UploadSocket plain) {
      // OkHttp's own clock ends a read that takes too long; the socket's costs six system calls
      plain.setSoTimeout(0);
      direct = plain.getOutputStream();
    }
    if (request.body() instanceof ObjectBody body) {
      body.sendBy(new SendPath(hashLanes, direct));
    }
    return withoutCallToRetry(
        chain.proceed(proxyCredentials.authorize(chain.connection().route(), request)));
  }

  /**
   * The answer without {@code Retry-After: 0}, on which OkHttp sends a request without a body of
   * ours again, whatever it was told about retries.
   */
  private static Response withoutCallToRetry(Response response) {
    String retryAfter = response.header("Retry-After");
    return retryAfter != null && retryAfter.matches("0+")
        ? response.newBuilder().removeHeader("Retry-After").build()
        : response;
  }
}
