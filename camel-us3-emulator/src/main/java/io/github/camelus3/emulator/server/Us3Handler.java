package io.github.camelus3.emulator.server;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.BoundedInputStream;
import io.github.camelus3.emulator.protocol.Request;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.rules.Cors;
import io.github.camelus3.emulator.rules.FaultEffect;
import io.github.camelus3.emulator.rules.FaultTarget;
import io.github.camelus3.emulator.rules.Router;
import io.github.camelus3.emulator.rules.Service;
import io.github.camelus3.emulator.rules.TakenFault;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles a request: reads the head, finds the call and its fault, executes it and writes the
 * response. Errors become responses here. Each request has its own worker thread.
 */
public final class Us3Handler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Us3Handler.class);

  private static final String SESSION_ID = "X-SessionId";

  private final Service service;
  private final Function<FaultTarget, TakenFault> faults;
  private final ConnectionCounters counters;
  private final RequestLog requestLog;
  private final RequestLines lines;
  private final Consumer<RequestTrace> traces;
  private final ExchangeReader reader;
  private final RequestThreads threads;

  /**
   * Handles requests by the service's rules, with the faults of a function.
   *
   * @param traces receives each request after its response; must not block
   */
  public Us3Handler(
      Service service,
      Function<FaultTarget, TakenFault> faults,
      ConnectionCounters counters,
      RequestLog requestLog,
      RequestLines lines,
      Consumer<RequestTrace> traces,
      RequestThreads threads) {
    this.service = service;
    this.faults = faults;
    this.counters = counters;
    this.requestLog = requestLog;
    this.lines = lines;
    this.traces = traces;
    this.reader = new ExchangeReader(counters);
    this.threads = threads;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (exchange.isInIoThread()) {
      counters.requestBegins();
      reader.headIsRead(exchange);
      exchange.addExchangeCompleteListener(
          (completed, next) -> {
            counters.requestEnds();
            next.proceed();
          });
      exchange.dispatch(this);
      return;
    }
    if (!threads.enter()) {
      ExchangeWriter.cut(exchange);
      return;
    }
    boolean handled = false;
    counters.requestBegins(); // ends when its trace is there, which is after the response
    try {
      exchange.startBlocking();
      handle(exchange);
      handled = true;
    } finally {
      if (!handled) {
        ExchangeWriter.cut(exchange); // else Undertow would complete the response
      }
      threads.leave();
      counters.requestEnds();
    }
  }

  private void handle(HttpServerExchange exchange) throws IOException, InterruptedException {
    long started = System.nanoTime();
    Request request;
    try {
      request = reader.read(exchange);
    } catch (Us3Error e) { // not UTF-8: the request has no key for the log
      Response response = session(Response.error(e), UUID.randomUUID().toString());
      write(exchange, "target that is not UTF-8", response, false, false);
      return;
    }
    if (Health.isAskedBy(request)) {
      write(exchange, Health.TARGET, Health.response(), request.isHead(), false);
      return;
    }
    RequestLog.Slot slot = requestLog.begin();
    Us3Api api = Router.route(request);
    TakenFault fault = faults.apply(FaultTarget.of(request, api));
    Job job = new Job(exchange, request, api, fault.effect(), fault.name(), slot, started);
    Optional<Response> response = api == Us3Api.UPLOAD_PART ? performPart(job) : perform(job);
    try {
      finish(job, response);
    } finally {
      response.ifPresent(Response::close);
    }
  }

  /** A request being handled. */
  private record Job(
      HttpServerExchange exchange,
      Request request,
      Us3Api api,
      FaultEffect fault,
      String faultName,
      RequestLog.Slot slot,
      long startedNanos) {}

  private Optional<Response> performPart(Job job) throws InterruptedException {
    counters.partBegins();
    try {
      Optional<Response> response = perform(job);
      counters.awaitParts();
      return response;
    } finally {
      counters
          .partEnds(); // before the response: on receiving it, the client may send the next part
    }
  }

  /** Returns empty to cut the connection. */
  private Optional<Response> perform(Job job) {
    Optional<Response> response = Optional.empty();
    try {
      response = respond(job);
      if (!job.fault.delay().isZero()) {
        Pause.pause(job.fault.delay());
      }
      return response;
    } catch (IOException e) {
      response.ifPresent(Response::close);
      LOG.debug("{} {}: the client disconnected", job.api, job.request.key(), e);
      return Optional.empty();
    }
  }

  private Optional<Response> respond(Job job) throws IOException {
    OptionalLong cutAfter = job.fault.cutAfter(job.request.contentLength());
    if (cutAfter.isPresent()) {
      new BoundedInputStream(ClientStreams.input(job.exchange), cutAfter.getAsLong())
          .transferTo(OutputStream.nullOutputStream());
      return Optional.empty();
    }
    if (job.fault.instead().isPresent()) {
      return job.fault.instead();
    }
    try {
      InputStream body = job.fault.change(ClientStreams.input(job.exchange));
      Response response =
          service.respond(
              job.fault.change(job.request), job.api, body, job.fault, job.slot::bucket);
      return Optional.of(job.fault.change(response));
    } catch (Us3Error e) {
      return Optional.of(Response.error(e));
    } catch (IOException e) {
      if (isOfTheClient(e)) {
        throw e;
      }
      return Optional.of(failed(job, e));
    } catch (RuntimeException e) {
      return Optional.of(failed(job, e));
    }
  }

  /**
   * Whether the connection failed or the emulator is closing. Other errors are those of the disk.
   */
  private static boolean isOfTheClient(IOException e) {
    return e instanceof ClientDisconnectedException
        || e instanceof InterruptedIOException
        || e instanceof ClosedByInterruptException;
  }

  private static Response failed(Job job, Exception e) {
    LOG.warn("{} {}: the emulator failed", job.api, job.request.key(), e);
    return Response.error(new Us3Error(500, -1, "internal error"));
  }

  private void finish(Job job, Optional<Response> response) {
    boolean lost = response.isEmpty() || job.fault.ending() == FaultEffect.Ending.LOST;
    Response last =
        Cors.allow(
            job.request,
            session(lost ? Response.empty(0) : response.orElseThrow(), job.request.sessionId()));
    ReceivedRequest received = record(job, last);
    job.slot.fill(received);
    Duration took = Duration.ofNanos(System.nanoTime() - job.startedNanos);
    lines.add(received, last.reason(), bytes(job.request, last), took);
    if (lost) {
      ExchangeWriter.cut(job.exchange);
    } else {
      boolean half = job.fault.ending() == FaultEffect.Ending.TRUNCATED;
      String call = job.api + " " + job.request.key();
      write(job.exchange, call, last, job.request.isHead(), half);
    }
    traces.accept(trace(job, received, last));
  }

  private static RequestTrace trace(Job job, ReceivedRequest received, Response response) {
    return new RequestTrace(
        job.request,
        received,
        response.status() == 0 ? Map.of() : response.headers(),
        job.exchange.getResponseBytesSent(),
        Duration.ofNanos(System.nanoTime() - job.startedNanos),
        response.reason(),
        job.faultName);
  }

  /** The size of the body that the call is about; -1 for a chunked one. */
  private static long bytes(Request request, Response response) {
    boolean download = request.contentLength() == 0 && !request.isHead();
    return download ? response.body().length() : request.contentLength();
  }

  /** Writes the response; a failure cuts the connection. */
  private void write(
      HttpServerExchange exchange, String call, Response response, boolean head, boolean half) {
    if (threads.isStopping()) {
      exchange.setPersistent(false);
    }
    try {
      if (half) {
        ExchangeWriter.writeHalf(exchange, response, head);
      } else {
        ExchangeWriter.write(exchange, response, head);
      }
    } catch (IOException e) {
      if (isOfTheClient(e)) {
        LOG.debug("{}: the client disconnected during its response", call, e);
      } else {
        LOG.warn("{}: the emulator failed in the middle of its response", call, e);
      }
      ExchangeWriter.cut(exchange);
    }
  }

  private static ReceivedRequest record(Job job, Response response) {
    Request request = job.request;
    return new ReceivedRequest(
        request.method(),
        request.rawTarget(),
        job.api,
        job.slot.bucket(),
        request.key(),
        RequestLog.headers(request.headers()),
        RequestLog.query(request.query()),
        response.status(),
        response.retCode(),
        response.headers().get(SESSION_ID),
        request.connectionId(),
        request.remotePort());
  }

  private static Response session(Response response, String id) {
    return response.with(SESSION_ID, id);
  }
}
