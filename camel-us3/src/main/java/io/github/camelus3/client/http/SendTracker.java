package io.github.camelus3.client.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Tracks of one call how much of its request was sent, and over which connection. */
public final class SendTracker extends EventListener {
  private volatile boolean sent;
  private volatile boolean cutShort;
  private volatile boolean isNewConnection; // written by a thread of OkHttp's that connects
  private volatile long sentAt; // nanoTime of the last byte of the request; 0 before
  private volatile long answeredAt; // nanoTime of the first byte of the response; 0 before
  private Response head; // of the last response; written and read by the calling thread
  private int hiddenStatus; // 0 for none; written and read by the calling thread

  /** Whether an earlier request used the connection. */
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
  public void requestHeadersEnd(Call call, Request request) {
    sentAt = System.nanoTime();
  }

  @Override
  public void requestBodyEnd(Call call, long byteCount) {
    sentAt = System.nanoTime();
  }

  @Override
  public void responseHeadersStart(Call call) {
    answeredAt = System.nanoTime();
  }

  /**
   * The nanoseconds from the last byte sent to the first byte received, or to {@code end} without a
   * response; 0 if the request was not sent whole.
   */
  public long responseNanos(long end) {
    long until = answeredAt == 0 ? end : answeredAt;
    return sentAt == 0 ? 0 : Math.max(0, until - sentAt);
  }

  @Override
  public void responseHeadersEnd(Call call, Response response) {
    head = response;
  }

  /**
   * Hides a status to which OkHttp reacts by itself, until {@link #showStatus}. OkHttp retries a
   * 503 that has {@code Retry-After: 0}, and fails for a 407 of the service.
   */
  Response hideStatus(Response response) {
    hiddenStatus = response.code();
    return response.newBuilder().code(200).build();
  }

  /** Restores the status that was hidden. */
  public Response showStatus(Response response) {
    return hiddenStatus == 0 ? response : response.newBuilder().code(hiddenStatus).build();
  }

  /**
   * The response without its body, if its status (204, 205) allows no body and OkHttp therefore
   * failed; null otherwise.
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

  /** Whether only a part of the request was sent. */
  public boolean isCutShort() {
    return cutShort;
  }

  /** The tracker that a call's request carries as its tag. */
  public static EventListener of(Call call) {
    SendTracker tracker = call.request().tag(SendTracker.class);
    return tracker == null ? EventListener.NONE : tracker;
  }
}
