package io.github.camelus3.component;

import io.github.camelus3.component.activity.Activity;
import io.github.camelus3.component.activity.ClientActivity;
import io.github.camelus3.component.activity.FailedOperation;
import io.github.camelus3.component.activity.FailureSummary;
import io.github.camelus3.component.activity.OperationActivity;
import io.github.camelus3.component.activity.OperationCounts;
import io.github.camelus3.component.activity.PollActivity;
import io.github.camelus3.component.activity.WebhookActivity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;

/**
 * Shows what the {@code us3} components of a context do: clients, operations that run and wait, the
 * last failures, pollers and webhooks. Option {@value #LIMIT} is the most operations to show (100).
 */
@DevConsole(
    name = "us3",
    displayName = "UCloud US3",
    description = "Uploads, pollers and webhooks of UCloud US3")
public class Us3DevConsole extends AbstractDevConsole {
  /** The most operations to show. */
  public static final String LIMIT = "limit";

  private static final int DEFAULT_LIMIT = 100;

  public Us3DevConsole() {
    super("camel", "us3", "UCloud US3", "Uploads, pollers and webhooks of UCloud US3");
  }

  private <T> List<T> all(Function<Activity, ? extends Iterable<T>> part) {
    List<T> all = new ArrayList<>();
    activities().forEach(activity -> part.apply(activity).forEach(all::add));
    return all;
  }

  private Stream<Activity> activities() {
    return getCamelContext().getComponentNames().stream()
        .sorted()
        .map(name -> getCamelContext().hasComponent(name))
        .filter(Us3Component.class::isInstance)
        .map(component -> ((Us3Component) component).activity());
  }

  /** Oldest first. */
  private List<OperationActivity> operations(boolean isWaiting) {
    return all(Activity::operations).stream()
        .filter(operation -> operation.isWaiting() == isWaiting)
        .sorted(Comparator.comparing(OperationActivity::age).reversed())
        .toList();
  }

  private static int limit(Map<String, Object> options) {
    Object value = options.get(LIMIT);
    try {
      return value == null ? DEFAULT_LIMIT : Math.max(0, Integer.parseInt(value.toString()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("limit must be a number: " + value, e);
    }
  }

  private List<FailedOperation> failures() {
    return all(Activity::failures).stream()
        .sorted(Comparator.comparing(FailedOperation::time).reversed())
        .toList();
  }

  @Override
  protected Map<String, Object> doCallJson(Map<String, Object> options) {
    List<OperationActivity> running = operations(false);
    List<OperationActivity> waiting = operations(true);
    int limit = limit(options);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("totals", all(a -> List.of(a.totals())).stream().map(this::totals).toList());
    root.put("clients", all(Activity::clients).stream().map(this::client).toList());
    root.put("runningTotal", running.size());
    root.put("running", running.stream().limit(limit).map(this::operation).toList());
    root.put("waitingTotal", waiting.size());
    root.put("waiting", waiting.stream().limit(limit).map(this::operation).toList());
    root.put("failures", failures().stream().map(this::failure).toList());
    root.put("pollers", all(Activity::pollers).stream().map(this::poller).toList());
    root.put("webhooks", all(Activity::webhooks).stream().map(this::webhook).toList());
    return root;
  }

  private Map<String, Object> totals(OperationCounts counts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("succeeded", counts.succeeded());
    json.put("failed", counts.failed());
    json.put("sentBytes", counts.sentBytes());
    json.put("sentParts", counts.sentParts());
    json.put("retries", counts.retries());
    return json;
  }

  private Map<String, Object> client(ClientActivity client) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("host", client.host());
    json.put("users", client.users());
    json.put("running", client.running());
    json.put("waiting", client.waiting());
    json.put("openConnections", client.openConnections());
    json.put("idleConnections", client.idleConnections());
    return json;
  }

  private Map<String, Object> operation(OperationActivity operation) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("operation", operation.name());
    json.put("bucket", operation.bucket());
    put(json, "key", operation.key());
    put(json, "mode", operation.mode());
    put(json, "uploadId", operation.uploadId());
    json.put("exchangeId", operation.exchangeId());
    put(json, "routeId", operation.routeId());
    json.put("sentBytes", operation.sentBytes());
    json.put("inFlightBytes", operation.inFlightBytes());
    json.put("totalBytes", operation.totalBytes());
    json.put("sentParts", operation.sentParts());
    json.put("totalParts", operation.totalParts());
    json.put("bytesPerSecond", rate(operation));
    json.put("requestsInFlight", operation.requestsInFlight());
    json.put("retries", operation.retries());
    json.put("idleMillis", operation.idle().toMillis());
    json.put("ageMillis", operation.age().toMillis());
    return json;
  }

  private Map<String, Object> failure(FailedOperation failure) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("time", failure.time().toString());
    json.put("operation", failure.operation());
    json.put("bucket", failure.bucket());
    put(json, "key", failure.key());
    put(json, "uploadId", failure.uploadId());
    json.put("exchangeId", failure.exchangeId());
    put(json, "routeId", failure.routeId());
    putAll(json, failure.summary());
    return json;
  }

  private static void putAll(Map<String, Object> json, FailureSummary failure) {
    json.put("exception", failure.exception());
    put(json, "cause", failure.cause());
    json.put("retCode", failure.retCode());
    json.put("httpStatus", failure.httpStatus());
    put(json, "errMsg", failure.errMsg());
    put(json, "sessionId", failure.sessionId());
  }

  private Map<String, Object> poller(PollActivity poller) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bucket", poller.bucket());
    json.put("prefix", poller.prefix());
    put(json, "routeId", poller.routeId());
    json.put("position", poller.position());
    put(json, "lastPoll", poller.lastPoll() == null ? null : poller.lastPoll().toString());
    json.put("succeededPolls", poller.succeededPolls());
    json.put("failedPolls", poller.failedPolls());
    json.put("failuresInARow", poller.failuresInARow());
    PollActivity.Failure failure = poller.lastFailure();
    if (failure != null) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("time", failure.time().toString());
      putAll(error, failure.summary());
      json.put("lastError", error);
    }
    for (PollActivity.Event event : PollActivity.Event.values()) {
      json.put(event.name(), poller.countOf(event));
    }
    return json;
  }

  private Map<String, Object> webhook(WebhookActivity webhook) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("bucket", webhook.bucket());
    json.put("urls", List.copyOf(webhook.urls()));
    for (WebhookActivity.Verdict verdict : WebhookActivity.Verdict.values()) {
      json.put(verdict.name(), webhook.countOf(verdict));
    }
    if (webhook.lastRefusal() != null) {
      json.put("lastRefusal", webhook.lastRefusal().reason());
      json.put("lastRefusalTime", webhook.lastRefusal().time().toString());
    }
    return json;
  }

  private static void put(Map<String, Object> json, String name, Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  @Override
  protected String doCallText(Map<String, Object> options) {
    StringBuilder text = new StringBuilder();
    section(text, "Totals", all(activity -> List.of(activity.totals())), Us3DevConsole::line);
    section(text, "Clients", all(Activity::clients), Us3DevConsole::line);
    section(text, "Running", operations(false), limit(options), Us3DevConsole::line);
    section(text, "Waiting", operations(true), limit(options), Us3DevConsole::line);
    section(text, "Last failures", failures(), Us3DevConsole::line);
    section(text, "Pollers", all(Activity::pollers), Us3DevConsole::line);
    section(text, "Webhooks", all(Activity::webhooks), Us3DevConsole::line);
    return text.toString();
  }

  private static <T> void section(
      StringBuilder text, String title, List<T> values, Function<T, String> line) {
    section(text, title, values, values.size(), line);
  }

  private static <T> void section(
      StringBuilder text, String title, List<T> values, int limit, Function<T, String> line) {
    text.append(title).append(": ");
    if (values.size() > limit) {
      text.append(limit).append(" of ");
    }
    text.append(values.size()).append('\n');
    for (T value : values.subList(0, Math.min(limit, values.size()))) {
      // keys and messages are data, and may hold line breaks
      text.append("    ").append(line.apply(value).replaceAll("\\p{Cntrl}", "?")).append('\n');
    }
  }

  private static String line(OperationCounts counts) {
    return counts.succeeded()
        + " succeeded, "
        + counts.failed()
        + " failed, "
        + size(counts.sentBytes())
        + " sent, "
        + counts.sentParts()
        + " parts, "
        + counts.retries()
        + " retries";
  }

  private static String line(ClientActivity client) {
    return client.host()
        + " users="
        + client.users()
        + " running="
        + client.running()
        + " waiting="
        + client.waiting()
        + " connections="
        + client.openConnections()
        + " idle="
        + client.idleConnections();
  }

  private static String line(OperationActivity operation) {
    StringBuilder line = new StringBuilder(operation.toString());
    if (operation.isUpload()) {
      line.append(" mode=").append(operation.mode());
      line.append(" sent=").append(size(operation.sentBytes()));
      line.append(" of ").append(size(operation.totalBytes()));
      line.append(" parts=").append(operation.sentParts());
      line.append(" of ").append(operation.totalParts() < 0 ? "?" : operation.totalParts());
      line.append(" rate=").append(size(rate(operation))).append("/s");
      if (operation.uploadId() != null) {
        line.append(" uploadId=").append(operation.uploadId());
      }
    }
    if (!operation.isWaiting()) {
      line.append(" inFlight=").append(operation.requestsInFlight());
      line.append(" (").append(size(operation.inFlightBytes())).append(')');
      line.append(" retries=").append(operation.retries());
      line.append(" idle=").append(seconds(operation.idle()));
    }
    line.append(" age=").append(seconds(operation.age()));
    line.append(" exchangeId=").append(operation.exchangeId());
    line.append(" routeId=").append(operation.routeId());
    return line.toString();
  }

  private static String line(FailedOperation failure) {
    return failure.time()
        + " "
        + failure.operation()
        + ' '
        + failure.bucket()
        + (failure.key() == null ? "" : '/' + failure.key())
        + ' '
        + text(failure.summary())
        + " exchangeId="
        + failure.exchangeId()
        + " routeId="
        + failure.routeId();
  }

  private static String text(FailureSummary failure) {
    return failure.exception()
        + (failure.cause() == null ? "" : " cause=" + failure.cause())
        + " status="
        + failure.httpStatus()
        + " retCode="
        + failure.retCode()
        + (failure.errMsg() == null ? "" : " errMsg=\"" + failure.errMsg() + '"')
        + " sessionId="
        + failure.sessionId();
  }

  private static String line(PollActivity poller) {
    StringBuilder line = new StringBuilder(poller.bucket());
    line.append('/').append(poller.prefix());
    line.append(" routeId=").append(poller.routeId());
    line.append(" position=").append(poller.position());
    line.append(" lastPoll=").append(poller.lastPoll());
    line.append(" polls=").append(poller.succeededPolls());
    line.append(" failedPolls=").append(poller.failedPolls());
    line.append(" failuresInARow=").append(poller.failuresInARow());
    for (PollActivity.Event event : PollActivity.Event.values()) {
      line.append(' ').append(event).append('=').append(poller.countOf(event));
    }
    PollActivity.Failure failure = poller.lastFailure();
    if (failure != null) {
      line.append(" lastError: ").append(failure.time());
      line.append(' ').append(text(failure.summary()));
    }
    return line.toString();
  }

  private static String line(WebhookActivity webhook) {
    StringBuilder line = new StringBuilder(webhook.bucket());
    line.append(' ').append(webhook.urls());
    for (WebhookActivity.Verdict verdict : WebhookActivity.Verdict.values()) {
      line.append(' ').append(verdict).append('=').append(webhook.countOf(verdict));
    }
    if (webhook.lastRefusal() != null) {
      line.append(" lastRefusal: ").append(webhook.lastRefusal().time());
      line.append(' ').append(webhook.lastRefusal().reason());
    }
    return line.toString();
  }

  /** The mean of all bytes sent, per second of the running time. */
  private static long rate(OperationActivity operation) {
    long millis = operation.duration().toMillis();
    long bytes = operation.sentBytes() + operation.inFlightBytes();
    return millis == 0 ? 0 : bytes * 1000 / millis;
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
  }

  private static String size(long bytes) {
    if (bytes < 0) {
      return "?";
    }
    return bytes < 1 << 20
        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
  }
}
