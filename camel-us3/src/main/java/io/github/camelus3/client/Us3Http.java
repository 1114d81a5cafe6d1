package io.github.camelus3.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.client.http.ProxyRefusedException;
import io.github.camelus3.client.http.SendTracker;
import io.github.camelus3.client.http.StaleConnections.StaleConnectionException;
import io.github.camelus3.client.source.SourceChangedException;
import io.github.camelus3.sign.UrlEncoding;
import io.github.camelus3.sign.Us3Signer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Signs requests, sends them on the calling thread and reads the responses. Thread safe. */
final class Us3Http {
  static final String USER_AGENT = "camel-us3/1.0";

  /** The maximum length of a response that is held in memory; callback replies can be large. */
  private static final int MAX_RESPONSE_BYTES = 16 << 20;

  private static final RequestBody EMPTY = RequestBody.create(new byte[0], null);

  /** Several idle connections may be stale; after this many, a call fails. */
  private static final int MAX_STALE_CONNECTIONS = 8;

  private final BucketUrls urls;
  private final Us3Signer signer;
  private final Transport transport;
  private final Retries retries;
  private final Us3Http forCleanup;
  private final boolean isOwner; // of the connections

  Us3Http(ServiceHost host, Us3Signer signer, Transport transport) {
    this(new BucketUrls(host), signer, transport, null, true);
  }

  private Us3Http(
      BucketUrls urls, Us3Signer signer, Transport transport, Us3Http forCleanup, boolean isOwner) {
    this.urls = urls;
    this.signer = signer;
    this.transport = transport;
    this.retries = transport.retries();
    this.forCleanup = forCleanup == null ? this : forCleanup;
    this.isOwner = isOwner;
  }

  /** The same in a nested scope, which can be closed alone. */
  Us3Http inner() {
    return new Us3Http(urls, signer, transport.inner(), forCleanup, false);
  }

  /** As {@link #inner()}, with one more listener, also for cleanup requests. */
  Us3Http inner(RequestListener more) {
    Us3Http cleanup = new Us3Http(urls, signer, forCleanup.transport.observed(more), null, false);
    return new Us3Http(urls, signer, transport.observed(more).inner(), cleanup, false);
  }

  Us3Connections connections() {
    return transport.connections();
  }

  /**
   * Sends cleanup requests, which closing this scope does not cancel. Closing the client that was
   * built cancels them.
   */
  Us3Http forCleanup() {
    return forCleanup;
  }

  /** Whether requests are retried at all. */
  boolean retries() {
    return transport.retryOptions().maxRetries() > 0;
  }

  /** Cancels the requests in flight and their retry delays; later requests fail. */
  void close() {
    transport.scope().close();
    if (isOwner) {
      transport.closeIdleConnections();
      transport.hashThreads().close();
    }
  }

  /** Parses a response into the result of a request. */
  interface Reader<T> {
    T read(HttpResponse response) throws IOException;
  }

  /**
   * Sends a request, with retries, and reads the whole response. A success with a body other than
   * JSON is a failure.
   *
   * @throws Us3Exception if the response is an error, or is lost
   * @throws IOException if the source of the body cannot be read
   */
  HttpResponse send(ApiRequest request) throws IOException {
    return read(
        request,
        response -> {
          response.requireNoPage(request);
          return response;
        });
  }

  /**
   * As {@link #send(ApiRequest)}, with a reader instead of the check for JSON. The request is also
   * retried after a success that the reader refuses.
   */
  <T> T read(ApiRequest request, Reader<T> reader) throws IOException {
    return send(request, reader, Recovery.none());
  }

  /** As {@link #read}. Every failure is passed to the recovery before a retry. */
  <T> T send(ApiRequest request, Reader<T> reader, Recovery<T> recovery) throws IOException {
    return retries.run(request, tracker -> reader.read(sendOnce(request, tracker)), recovery);
  }

  /** Sends a DELETE. For a retry, a 404 is a success: the first attempt deleted the object. */
  void remove(ApiRequest request) throws IOException {
    send(
        request,
        response -> {
          response.requireNoPage(request);
          return response;
        },
        (failure, attempt) ->
            attempt > 1 && failure instanceof Us3ObjectNotFoundException
                ? HttpResponse.NONE
                : null);
  }

  private HttpResponse sendOnce(ApiRequest request, SendTracker tracker) throws IOException {
    HttpResponse response;
    try {
      response = run(() -> call(request, tracker), Us3Http::readWhole);
    } catch (IOException e) {
      throw translate(request, tracker, e);
    }
    requireSuccess(request, response);
    if (tracker.isCutShort()) { // a success before that cannot be the request's own
      String what = "HTTP " + response.status() + " arrived before the whole request was sent";
      throw lost(request.call(), tracker, new IOException(what));
    }
    return response;
  }

  /** Reads a response while its call can still be cancelled. */
  private interface ResponseReader<T> {
    T read(Response response) throws IOException;
  }

  /** Runs a call in the scope; starts it again if its connection was closed while idle. */
  private <T> T run(Supplier<Call> calls, ResponseReader<T> reader) throws IOException {
    for (int stale = 0; ; stale++) {
      Call call = calls.get();
      Runnable cancel = call::cancel;
      if (!transport.scope().enter(cancel)) {
        throw new IOException("the client is closed");
      }
      try {
        return reader.read(execute(call));
      } catch (StaleConnectionException e) {
        transport.closeIdleConnections();
        if (stale == MAX_STALE_CONNECTIONS) {
          throw e;
        }
      } finally {
        transport.scope().leave(cancel);
      }
    }
  }

  /** OkHttp throws an undeclared InterruptedException while it waits for a connection. */
  private static Response execute(Call call) throws IOException {
    SendTracker tracker = call.request().tag(SendTracker.class);
    try {
      return tracker.showStatus(call.execute());
    } catch (ProtocolException e) {
      Response response = tracker.withoutForbiddenBody();
      if (response == null) {
        throw e;
      }
      return response;
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception interrupted) {
      Thread.currentThread().interrupt();
      InterruptedIOException e = new InterruptedIOException("interrupted while connecting");
      e.initCause(interrupted);
      throw e;
    }
  }

  /**
   * Sends a request, with retries, and returns the response with its body unread. The caller closes
   * it.
   *
   * @param statuses the successful statuses
   */
  Response open(ApiRequest request, Set<Integer> statuses) throws IOException {
    return retries.run(request, tracker -> openOnce(request, statuses, tracker), Recovery.none());
  }

  private Response openOnce(ApiRequest request, Set<Integer> statuses, SendTracker tracker)
      throws IOException {
    try {
      return run(
          () -> call(request, tracker), response -> requireStatus(request, response, statuses));
    } catch (IOException e) {
      throw translate(request, tracker, e);
    }
  }

  private static Response requireStatus(
      ApiRequest request, Response response, Set<Integer> statuses) throws IOException {
    if (statuses.contains(response.code())) {
      return response;
    }
    try (response) {
      if (response.isSuccessful()) { // the body may be an object's, not for a message
        throw HttpResponse.of(response, new byte[0]).unexpected(request, "HTTP " + response.code());
      }
      throw ErrorMapper.toException(request, readWhole(response));
    }
  }

  /**
   * Calls the bucket API, with retries, and reads its JSON.
   *
   * @param url with the signature in its query
   * @throws Us3Exception if the response is an error, or is lost
   */
  JsonNode getBucketApi(ApiRequest request, String url, Recovery<JsonNode> recovery)
      throws IOException {
    return retries.run(
        request, tracker -> getBucketApiOnce(request.call(), url, tracker), recovery);
  }

  private JsonNode getBucketApiOnce(ApiCall call, String url, SendTracker tracker)
      throws IOException {
    Request request =
        new Request.Builder()
            .url(url)
            .header("User-Agent", USER_AGENT)
            .tag(SendTracker.class, tracker)
            .build();
    HttpResponse response;
    try {
      response = run(() -> transport.http().newCall(request), Us3Http::readWhole);
    } catch (IOException e) {
      throw lost(call, tracker, e);
    }
    return BucketApiResponse.requireSuccess(call, response);
  }

  private static void requireSuccess(ApiRequest request, HttpResponse response)
      throws Us3ServiceException {
    boolean ownJson = request.policyJson() == null;
    if (!response.isSuccess() || (ownJson && response.retCode() != 0)) {
      throw ErrorMapper.toException(request, response);
    }
  }

  private IOException translate(ApiRequest request, SendTracker tracker, IOException e) {
    if (e instanceof Us3Exception) {
      return e;
    }
    IOException sourceFailure = request.body() == null ? null : request.body().sourceFailure();
    ApiCall call = request.call();
    if (sourceFailure instanceof SourceChangedException change) {
      return Us3IntegrityException.ofSource(call.operation(), call.bucket(), call.key(), change);
    }
    return sourceFailure != null ? sourceFailure : lost(call, tracker, e);
  }

  /** The exception for a lost response. Idle connections are closed, as they may be broken too. */
  private Us3Exception lost(ApiCall call, SendTracker tracker, IOException e) {
    ProxyRefusedException refused = ProxyRefusedException.in(e);
    if (refused != null) {
      HttpResponse response = HttpResponse.of(refused.response(), new byte[0]);
      return new Us3ServiceException(call, response.toError(refused.getMessage()));
    }
    transport.closeIdleConnections();
    return new Us3TransportException(call, tracker.isSent(), e);
  }

  private static HttpResponse readWhole(Response response) throws IOException {
    try (response;
        InputStream body = response.body().byteStream()) {
      boolean isHead = "HEAD".equals(response.request().method());
      byte[] bytes = isHead ? new byte[0] : read(body, response.body().contentLength());
      if (bytes.length == MAX_RESPONSE_BYTES && body.read() >= 0) {
        throw new IOException("the response is longer than " + MAX_RESPONSE_BYTES + " bytes");
      }
      return HttpResponse.of(response, bytes);
    }
  }

  /** Reads into one array if the length is known, which saves joining chunks. */
  private static byte[] read(InputStream body, long length) throws IOException {
    if (length < 0 || length > MAX_RESPONSE_BYTES) {
      return body.readNBytes(MAX_RESPONSE_BYTES);
    }
    byte[] bytes = new byte[(int) length];
    int count = body.readNBytes(bytes, 0, bytes.length);
    return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
  }

  private Call call(ApiRequest request, SendTracker tracker) {
    OkHttpClient client =
        request.policyJson() == null ? transport.http() : transport.callbackHttp();
    return client.newCall(
        new Request.Builder()
            .url(url(request))
            .headers(headers(request))
            .method(request.method(), body(request))
            .tag(SendTracker.class, tracker)
            .build());
  }

  private HttpUrl url(ApiRequest request) {
    String query = UrlEncoding.query(request.query());
    return urls.of(request.call().bucket())
        .newBuilder()
        .encodedPath('/' + UrlEncoding.path(request.path()))
        .encodedQuery(query.isEmpty() ? null : query)
        .build();
  }

  private Headers headers(ApiRequest request) {
    Headers.Builder headers = new Headers.Builder();
    add(
        headers,
        "Authorization",
        request.policyJson() == null
            ? signer.authorization(request.toSign())
            : signer.authorization(request.toSign(), request.policyJson()));
    if (request.contentType() != null) {
      add(headers, "Content-Type", request.contentType());
    }
    if (request.contentMd5() != null) {
      add(headers, "Content-MD5", request.contentMd5());
    }
    if (signer.credentials().securityToken() != null) {
      add(headers, "SecurityToken", signer.credentials().securityToken());
    }
    // lengths, ranges and ETags refer to the stored bytes, so no compression
    add(headers, "Accept-Encoding", "identity");
    add(headers, "User-Agent", USER_AGENT);
    request.headers().forEach(header -> add(headers, header.getKey(), header.getValue()));
    return headers.build();
  }

  /** Adds a header after the check that its value arrives unchanged and as one value. */
  private static void add(Headers.Builder headers, String name, String value) {
    headers.addUnsafeNonAscii(name, Arguments.requireHeaderValue("header " + name, value));
  }

  private static RequestBody body(ApiRequest request) {
    if (request.body() != null) {
      return request.body();
    }
    boolean mayHaveBody = "PUT".equals(request.method()) || "POST".equals(request.method());
    return mayHaveBody ? EMPTY : null;
  }
}
