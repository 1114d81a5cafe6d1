package io.github.camelus3.emulator;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a request: read the head, tell the call, check the credential, act, answer. Every
 * refusal becomes an answer here. Each request has a worker thread of its own.
 */
final class Us3Handler implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Us3Handler.class);

  private final Service service;
  private final Faults faults;
  private final Traffic traffic;
  private final RequestLog requestLog;
  private final ExchangeReader reader;

  Us3Handler(Service service, Faults faults, Traffic traffic, RequestLog requestLog) {
    this.service = service;
    this.faults = faults;
    this.traffic = traffic;
    this.requestLog = requestLog;
    this.reader = new ExchangeReader(traffic);
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
    exchange.startBlocking();
    RequestLog.Slot slot = requestLog.begin();
    Request request;
    try {
      request = reader.read(exchange);
    } catch (Us3Error e) { // a target that is not UTF-8: there is no key to log it under
      ExchangeWriter.write(exchange, session(Answer.error(e)), false);
      return;
    }
    Us3Api api = Router.route(request);
    if (api == Us3Api.UPLOAD_PART) {
      handlePart(exchange, request, slot);
    } else {
      handle(exchange, request, api, slot);
    }
  }

  private void handlePart(HttpServerExchange exchange, Request request, RequestLog.Slot slot)
      throws InterruptedException {
    traffic.partBegins();
    Optional<Answer> answer;
    try {
      answer = perform(exchange, request, Us3Api.UPLOAD_PART, slot);
      traffic.awaitParts();
    } finally {
      traffic.partEnds(); // before the answer: a client may send its next part on seeing it
    }
    finish(exchange, request, Us3Api.UPLOAD_PART, slot, answer);
  }

  private void handle(
      HttpServerExchange exchange, Request request, Us3Api api, RequestLog.Slot slot) {
    finish(exchange, request, api, slot, perform(exchange, request, api, slot));
  }

  /** Empty when the connection is to be cut. */
  private Optional<Answer> perform(
      HttpServerExchange exchange, Request request, Us3Api api, RequestLog.Slot slot) {
    try {
      Optional<FaultEffect> fault = faults.take(api, request.key(), partNumber(request));
      if (fault.isPresent() && fault.get() instanceof FaultEffect.Instead instead) {
        return Optional.of(instead.answer());
      }
      return Optional.of(service.answer(request, api, exchange.getInputStream(), slot::bucket));
    } catch (Us3Error e) {
      return Optional.of(Answer.error(e));
    } catch (IOException e) {
      LOG.debug("{} {}: the client went away", request.method(), request.key(), e);
      return Optional.empty();
    } catch (RuntimeException e) {
      LOG.warn("{} {} {}: the emulator failed", api, request.method(), request.key(), e);
      return Optional.of(Answer.error(new Us3Error(500, -1, "internal error")));
    }
  }

  private void finish(
      HttpServerExchange exchange,
      Request request,
      Us3Api api,
      RequestLog.Slot slot,
      Optional<Answer> answer) {
    Answer last = Cors.allow(request, session(answer.orElse(Answer.empty(0))));
    String session = last.headers().get("X-SessionId");
    slot.fill(record(request, api, slot.bucket(), last, session));
    LOG.debug(
        "{} {}: {}, RetCode {}, session {}",
        api,
        request.key(),
        last.status(),
        last.retCode(),
        session);
    if (answer.isEmpty()) {
      ExchangeWriter.cut(exchange);
      return;
    }
    try {
      ExchangeWriter.write(exchange, last, request.isHead());
    } catch (IOException e) {
      LOG.debug("{} {}: the client did not take its answer", api, request.key(), e);
      ExchangeWriter.cut(exchange);
    }
  }

  private static ReceivedRequest record(
      Request request, Us3Api api, String bucket, Answer answer, String session) {
    return new ReceivedRequest(
        request.method(),
        request.rawTarget(),
        api,
        bucket,
        request.key(),
        RequestLog.headers(request.headers()),
        RequestLog.query(request.query()),
        answer.status(),
        answer.retCode(),
        session,
        request.connectionId(),
        request.remotePort());
  }

  private static Answer session(Answer answer) {
    return answer.with("X-SessionId", UUID.randomUUID().toString());
  }

  private static OptionalInt partNumber(Request request) {
    String text = request.query().first("partNumber");
    return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }
}
