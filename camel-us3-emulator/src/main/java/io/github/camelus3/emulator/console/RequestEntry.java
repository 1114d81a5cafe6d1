package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.server.RequestTrace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request in the journal. Immutable. */
record RequestEntry(long id, long atMillis, RequestTrace trace, boolean running)
    implements Journal.Entry {
  static RequestEntry of(long id, long atMillis, RequestTrace trace, boolean running) {
    RequestTrace kept =
        new RequestTrace(
            trace.request(),
            trace.received(),
            trace.responseHeaders(),
            trace.sentBytes(),
            trace.receivedBytes(),
            trace.took(),
            Journal.cut(trace.reason()),
            trace.fault());
    return new RequestEntry(id, atMillis, kept, running);
  }

  @Override
  public long weight() {
    long weight = 1000L + 3L * trace.request().rawTarget().length() + trace.reason().length();
    for (HeaderFields.Field field : trace.request().headers().fields()) {
      weight += 2L * field.name().length() + field.value().length();
    }
    for (Map.Entry<String, String> field : trace.responseHeaders().entrySet()) {
      weight += field.getKey().length() + field.getValue().length();
    }
    return weight;
  }

  @Override
  public String sessionId() {
    return trace.received().sessionId();
  }

  @Override
  public Map<String, Object> summary() {
    ReceivedRequest received = trace.received();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("at", atMillis);
    json.put("running", running);
    json.put("method", received.method());
    json.put("bucket", received.bucket());
    json.put("key", received.key());
    json.put("call", received.api().name());
    json.put("status", received.status());
    json.put("retCode", received.retCode());
    json.put("ms", trace.took().toMillis());
    json.put("in", trace.receivedBytes());
    json.put("out", trace.sentBytes());
    json.put("session", received.sessionId());
    json.put("reason", Masks.reason(trace.reason()));
    json.put("fault", trace.fault());
    return json;
  }

  Map<String, Object> detail() {
    Map<String, Object> json = summary();
    json.put("target", Masks.target(trace.request().rawTarget()));
    json.put("declared", trace.request().contentLength());
    json.put("connection", trace.request().connectionId());
    json.put("port", trace.request().remotePort());
    json.put("headers", Masks.headers(trace.request().headers()));
    List<List<String>> response = new ArrayList<>();
    trace
        .responseHeaders()
        .forEach((name, value) -> response.add(List.of(name, Masks.header(name, value))));
    json.put("responseHeaders", response);
    return json;
  }
}
