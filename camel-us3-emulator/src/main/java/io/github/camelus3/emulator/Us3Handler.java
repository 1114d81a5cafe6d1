package io.github.camelus3.emulator;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: read the head, tell the call, check the credential, act, answer. Every
 * refusal becomes an answer here. Each request has a worker thread of its own.
 */
final class Us3Handler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Us3Handler.class);

  private static final String SESSION_ID = "X-SessionId";

  private final Service service;
  private final Faults faults;
  private final Traffic traffic;
  private final RequestLog requestLog;
  private final ExchangeReader reader;
  private final Workers workers;

  Us3Handler(
      Service service, Faults faults, Traffic traffic, RequestLog requestLog, Workers workers) {
    this.service = service;
    this.faults = faults;
    this.traffic = traffic;
    this.requestLog = requestLog;
    this.reader = new ExchangeReader(traffic);
    this.workers = workers;
  }

  @Override
  public void handleRequest(HttpServerExchange exchange) throws Exception {
    if (exchange.isInIoThread()) {
      traffic.requestBegins();
      exchange.addExchangeCompleteListener(
          (completed, next) -> {
            traffic.requestEnds();
            next.proceed();
          });
      exchange.dispatch(this);
      return;
    }
    if (!workers.enter()) {
      ExchangeWriter.cut(exchange);
      return;
    }
    try {
      exchange.startBlocking();
      handle(exchange);
    } finally {
      workers.leave();
    }
  }

  private void handle(HttpServerExchange exchange) throws IOException, InterruptedException {
    RequestLog.Slot slot = requestLog.begin();
    Request request;
    try {
      request = reader.read(exchange);
    } catch (Us3Error e) { // a target that is not UTF-8: there is no key to log it under
      ExchangeWriter.write(exchange, session(Answer.error(e)), false);
      return;
    }
    Us3Api api = Router.route(request);
    FaultEffect fault = faults.take(FaultTarget.of(request, api));
    Job job = new Job(exchange, request, api, fault, slot);
    finish(job, api == Us3Api.UPLOAD_PART ? performPart(job) : perform(job));
  }

  /** A request being handled. */
  private record Job(
      HttpServerExchange exchange,
      Request request,
      Us3Api api,
      FaultEffect fault,
      RequestLog.Slot slot) {}

  private Optional<Answer> performPart(Job job) throws InterruptedException {
    traffic.partBegins();
    try {
      Optional<Answer> answer = perform(job);
      traffic.awaitParts();
      return answer;
    } finally {
      traffic.partEnds(); // before the answer: a client may send its next part on seeing it
    }
  }

  /** Empty when the connection is to be cut. */
  private Optional<Answer> perform(Job job) {
    try {
      Optional<Answer> answer = answer(job);
      if (!job.fault.delay().isZero()) {
        Pause.pause(job.fault.delay());
      }
      return answer;
    } catch (IOException e) {
      LOG.debug("{} {}: the client went away", job.api, job.request.key(), e);
      return Optional.empty();
    }
  }

  private Optional<Answer> answer(Job job) throws IOException {
    OptionalLong cutAfter = job.fault.cutAfter(job.request.contentLength());
    if (cutAfter.isPresent()) {
      new BoundedInputStream(job.exchange.getInputStream(), cutAfter.getAsLong())
          .transferTo(OutputStream.nullOutputStream());
      return Optional.empty();
    }
    if (job.fault.instead().isPresent()) {
      return job.fault.instead();
    }
    try {
      InputStream body = job.fault.change(job.exchange.getInputStream());
      Answer answer =
          service.answer(job.fault.change(job.request), job.api, body, job.fault, job.slot::bucket);
      return Optional.of(job.fault.change(answer));
    } catch (Us3Error e) {
      return Optional.of(Answer.error(e));
    } catch (RuntimeException e) {
      LOG.warn("{} {}: the emulator failed", job.api, job.request.key(), e);
      return Optional.of(Answer.error(new Us3Error(500, -1, "internal error")));
    }
  }

  private static void finish(Job job, Optional<Answer> answer) {
    boolean lost = answer.isEmpty() || job.fault.ending() == FaultEffect.Ending.LOST;
    Answer last = Cors.allow(job.request, session(lost ? Answer.empty(0) : answer.orElseThrow()));
    job.slot.fill(record(job, last));
    LOG.debug(
        "{} {}: {}, RetCode {}, session {}",
        job.api,
        job.request.key(),
        last.status(),
        last.retCode(),
        last.headers().get(SESSION_ID));
    if (lost) {
      ExchangeWriter.cut(job.exchange);
      return;
    }
    try {
      boolean head = job.request.isHead();
      if (job.fault.ending() == FaultEffect.Ending.TRUNCATED) {
        ExchangeWriter.writeHalf(job.exchange, last, head);
      } else {
        ExchangeWriter.write(job.exchange, last, head);
      }
    } catch (IOException e) {
      LOG.debug("{} {}: the client did not take its answer", job.api, job.request.key(), e);
      ExchangeWriter.cut(job.exchange);
    }
  }

  private static ReceivedRequest record(Job job, Answer answer) {
    Request request = job.request;
    return new ReceivedRequest(
        request.method(),
        request.rawTarget(),
        job.api,
        job.slot.bucket(),
        request.key(),
        RequestLog.headers(request.headers()),
        RequestLog.query(request.query()),
        answer.status(),
        answer.retCode(),
        answer.headers().get(SESSION_ID),
        request.connectionId(),
        request.remotePort());
  }

  private static Answer session(Answer answer) {
    return answer.with(SESSION_ID, UUID.randomUUID().toString());
  }
}
