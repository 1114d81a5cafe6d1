package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Knows of a call whether any of its request has left, and over what connection. */
public final class SendTracker extends EventListener {
  private volatile boolean sent;
  private volatile boolean cutShort;
  private volatile boolean isNewConnection; // written by a thread of OkHttp's that connects
  private Response head; // of the last response; written and read by the calling thread
  private int hiddenStatus; // 0 for none; written and read by the calling thread

  /** Whether others have used the connection before. */
  boolean isKeptConnection() {
    return !isNewConnection;
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    isNewConnection = true;
  }

  @Override
  public void requestHeadersStart(Call call) {
    sent = true;
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    head = response;
  }

  /**
   * The response with a status that OkHttp does nothing about by itself. It would send a request
   * again for a 503 with some {@code Retry-After}, fail for others, and fail for a 407 of the
   * service.
   */
  Response hideStatus(Response response) {
    hiddenStatus = response.code();
    return response.newBuilder().code(200).build();
  }

  /** The response as it came. */
  public Response showStatus(Response response) {
    return hiddenStatus == 0 ? response : response.newBuilder().code(hiddenStatus).build();
  }

  /**
   * The response without its body, if its status allows none and OkHttp has therefore refused the
   * body that came all the same; else null.
   */
  public Response withoutForbiddenBody() {
    boolean isForbidden = head != null && (head.code() == 204 || head.code() == 205);
    return isForbidden
        ? head.newBuilder().body(ResponseBody.create(new byte[0], null)).build()
        : null;
  }

  @Override
  public void requestFailed(Call call, IOException e) {
    cutShort = true;
  }

  /** Whether any of the request has been sent. */
  public boolean isSent() {
    return sent;
  }

  /** Whether the request was not sent whole. */
  public boolean isCutShort() {
    return cutShort;
  }

  /** The tracker of a call, which its request carries as a tag. */
  public static EventListener of(Call call) {
    SendTracker tracker = call.request().tag(SendTracker.class);
    return tracker == null ? EventListener.NONE : tracker;
  }
}
