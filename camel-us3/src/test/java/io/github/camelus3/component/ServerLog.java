package io.github.camelus3.component;

import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.SentCallback;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures that metrics must show, computed from the log of the emulator. Each key must have at
 * most one upload, and faults must be of the calls in {@link #OPERATIONS} only.
 */
record ServerLog(List<ReceivedRequest> requests, List<SentCallback> callbacks) {
  /** The names that metrics have for the calls with faults. */
  static final Map<Us3Api, String> OPERATIONS =
      Map.of(
          Us3Api.PUT_FILE, "PutFile",
          Us3Api.INITIATE_MULTIPART_UPLOAD, "InitiateMultipartUpload",
          Us3Api.UPLOAD_PART, "UploadPart",
          Us3Api.FINISH_MULTIPART_UPLOAD, "FinishMultipartUpload",
          Us3Api.GET_FILE, "GetFile",
          Us3Api.COPY, "Copy",
          Us3Api.DELETE_FILE, "DeleteFile");

  private static final int DUPLICATE_PART = -1014;
  private static final Pattern KEY_OF_CALLBACK = Pattern.compile("[?&]key=([^&]+)");

  static ServerLog of(Us3Emulator us3) {
    return new ServerLog(us3.requests(), us3.callbacks());
  }

  /** All attempts at one request, in their order. */
  record Call(List<ReceivedRequest> attempts) {
    ReceivedRequest first() {
      return attempts.get(0);
    }

    ReceivedRequest last() {
      return attempts.get(attempts.size() - 1);
    }

    String key() {
      return first().key();
    }

    List<ReceivedRequest> retried() {
      return attempts.subList(0, attempts.size() - 1);
    }

    boolean had(Integer... statuses) {
      Set<Integer> wanted = Set.of(statuses);
      return attempts.stream().anyMatch(attempt -> wanted.contains(attempt.status()));
    }

    boolean isOfPart() {
      return first().api() == Us3Api.UPLOAD_PART;
    }

    long bytes() {
      return Long.parseLong(first().header("Content-Length").orElseThrow());
    }
  }

  /** The calls of these kinds, in the order of their first attempts. */
  List<Call> calls(Us3Api... apis) {
    Set<Us3Api> wanted = Set.of(apis);
    Map<String, List<ReceivedRequest>> calls = new LinkedHashMap<>();
    for (ReceivedRequest request : requests) {
      if (wanted.contains(request.api())) {
        calls.computeIfAbsent(name(request), name -> new ArrayList<>()).add(request);
      }
    }
    return calls.values().stream().map(Call::new).toList();
  }

  /** Without the bucket, which the log does not show for a request that was not executed. */
  private static String name(ReceivedRequest request) {
    return request.api()
        + request.queryParameter("uploadId").orElse("")
        + ' '
        + request.queryParameter("partNumber").orElse("")
        + ' '
        + request.key();
  }

  /** The attempts that another one followed, by operation and reason. */
  Map<String, Long> retries() {
    return counts(
        calls(OPERATIONS.keySet().toArray(Us3Api[]::new)).stream()
            .flatMap(call -> call.retried().stream()),
        attempt -> OPERATIONS.get(attempt.api()) + ' ' + reason(attempt));
  }

  private static String reason(ReceivedRequest attempt) {
    return attempt.status() == 0 ? "Us3TransportException" : Integer.toString(attempt.status());
  }

  /** The requests with parts beyond the first for each. */
  long partsSentAgain() {
    return calls(Us3Api.UPLOAD_PART).stream().mapToLong(call -> call.retried().size()).sum();
  }

  /** Parts that a response has confirmed: that of the request, or that of a list of parts. */
  List<Call> confirmedParts() {
    return calls(Us3Api.UPLOAD_PART).stream()
        .filter(call -> call.had(200) || call.last().retCode() == DUPLICATE_PART)
        .toList();
  }

  /** Objects of PUT that a response has confirmed: that of the request, or that of HEAD. */
  private List<Call> confirmedPuts() {
    return calls(Us3Api.PUT_FILE).stream()
        .filter(call -> call.had(200) || callbackOutcomeByKey().containsKey(call.key()))
        .toList();
  }

  long confirmedBytes() {
    return Stream.concat(confirmedParts().stream(), confirmedPuts().stream())
        .mapToLong(Call::bytes)
        .sum();
  }

  /** The keys whose upload has succeeded. */
  Set<String> uploaded() {
    Map<String, String> callbacks = callbackOutcomeByKey();
    return calls(Us3Api.PUT_FILE, Us3Api.FINISH_MULTIPART_UPLOAD).stream()
        .filter(call -> call.had(200) || isFoundAfterFinish(call))
        .map(Call::key)
        .filter(key -> callbacks.getOrDefault(key, "accepted").equals("accepted"))
        .collect(Collectors.toSet());
  }

  /** Without a policy, a Finish whose response was lost is a success if HEAD finds the object. */
  private boolean isFoundAfterFinish(Call call) {
    return call.first().api() == Us3Api.FINISH_MULTIPART_UPLOAD
        && requests.stream()
            .filter(request -> request.api() == Us3Api.HEAD_FILE)
            .anyMatch(head -> head.key().equals(call.key()) && head.status() == 200);
  }

  /** What became of each callback. */
  Map<String, Long> callbackOutcomes() {
    return counts(callbackOutcomeByKey().values().stream(), Function.identity());
  }

  private Map<String, String> callbackOutcomeByKey() {
    Map<String, Call> sending =
        calls(Us3Api.PUT_FILE, Us3Api.FINISH_MULTIPART_UPLOAD).stream()
            .collect(Collectors.toMap(Call::key, Function.identity()));
    return callbacks.stream()
        .collect(
            Collectors.toMap(
                ServerLog::key, callback -> outcome(callback, sending.get(key(callback)).last())));
  }

  private static String key(SentCallback callback) {
    Matcher key = KEY_OF_CALLBACK.matcher(callback.url());
    if (!key.find()) {
      throw new AssertionError("callback without key: " + callback.url());
    }
    return key.group(1);
  }

  private static String outcome(SentCallback callback, ReceivedRequest last) {
    if (callback.failure().isPresent()) {
      return callback.status() == 0 ? "unreachable" : "invalid";
    }
    if (last.status() == 0) {
      return "reply.lost";
    }
    return callback.status() < 300 ? "accepted" : "rejected";
  }

  static <T> Map<String, Long> counts(Stream<T> values, Function<T, String> name) {
    return values.collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()));
  }
}
