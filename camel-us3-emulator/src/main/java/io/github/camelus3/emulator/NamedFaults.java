package io.github.camelus3.emulator;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The faults that command line and console know, by name. */
final class NamedFaults {
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final int SLOW_BYTES_PER_SECOND = 64 * 1024;
  private static final Map<String, Named> FAULTS = faults();

  /** A fault and its meaning for a person. */
  private record Named(Fault fault, String meaning) {}

  private NamedFaults() {}

  private static Map<String, Named> faults() {
    Map<String, Named> faults = new LinkedHashMap<>();
    faults.put(
        "drop-before-body",
        new Named(Fault.dropBeforeBody(), "Cuts the connection after the head of the request."));
    faults.put(
        "drop-in-body",
        new Named(Fault.dropInBody(), "Cuts the connection after half of the body."));
    faults.put(
        "drop-after-body",
        new Named(
            Fault.dropAfterBody(), "Cuts the connection after the whole body; nothing is stored."));
    faults.put(
        "lose-answer",
        new Named(
            Fault.loseAnswer(),
            "Executes the request, then cuts the connection before the response."));
    faults.put(
        "lose-finish-answer",
        new Named(
            Fault.loseAnswer().on(Us3Api.FINISH_MULTIPART_UPLOAD),
            "Finishes the multipart upload, but its response is lost."));
    faults.put(
        "truncate-answer",
        new Named(
            Fault.truncateAnswer(), "Cuts the connection in the middle of the response's body."));
    faults.put(
        "truncate-download",
        new Named(Fault.truncateAnswer().on(Us3Api.GET_FILE), "Cuts a download in the middle."));
    faults.put(
        "ignore-range",
        new Named(
            Fault.ignoreRange().on(Us3Api.GET_FILE),
            "Sends 200 and the whole object instead of 206."));
    faults.put(
        "repeat-first-page",
        new Named(
            Fault.repeatFirstPage().on(Us3Api.LIST_OBJECTS),
            "ListObjects ignores its marker and sends the first page again."));
    faults.put(
        "list-error",
        new Named(Fault.internalError().on(Us3Api.LIST_OBJECTS), "ListObjects responds 500."));
    faults.put(
        "download-error",
        new Named(Fault.internalError().on(Us3Api.GET_FILE), "GetFile responds 500."));
    faults.put(
        "delete-error",
        new Named(Fault.internalError().on(Us3Api.DELETE_FILE), "DeleteFile responds 500."));
    faults.put(
        "copy-error", new Named(Fault.internalError().on(Us3Api.COPY), "Copy responds 500."));
    faults.put("delay", new Named(Fault.delay(DELAY), "Delays the response by two seconds."));
    faults.put(
        "slow-read",
        new Named(
            Fault.slowRead(SLOW_BYTES_PER_SECOND), "Reads the request's body at 64 KiB a second."));
    faults.put(
        "internal-error",
        new Named(Fault.internalError(), "Responds 500 with RetCode -1; nothing is executed."));
    faults.put(
        "bad-gateway", new Named(Fault.badGateway(), "Responds 502 with a gateway's HTML page."));
    faults.put("throttled", new Named(Fault.throttled(), "Responds 503 without Retry-After."));
    faults.put(
        "throttled-retry-after",
        new Named(Fault.throttled(Duration.ofSeconds(1)), "Responds 503 with Retry-After: 1."));
    faults.put(
        "duplicate-part",
        new Named(
            Fault.duplicatePart().on(Us3Api.UPLOAD_PART),
            "A part is refused with 500 and RetCode -1014, as if it were stored."));
    faults.put(
        "wrong-part-etag",
        new Named(
            Fault.wrongETag().on(Us3Api.UPLOAD_PART), "The response to a part has another ETag."));
    faults.put(
        "wrong-put-etag",
        new Named(
            Fault.wrongETag().on(Us3Api.PUT_FILE), "The response to PutFile has another ETag."));
    faults.put(
        "wrong-finish-etag",
        new Named(
            Fault.wrongETag().on(Us3Api.FINISH_MULTIPART_UPLOAD),
            "The response to Finish has another ETag."));
    faults.put(
        "callback-refused",
        new Named(
            Fault.callbackRefused(), "The callback's connection is refused: 599, RetCode 20003."));
    faults.put(
        "callback-timeout",
        new Named(Fault.callbackTimeout(), "The callback times out: 599, RetCode 20003."));
    faults.put(
        "callback-text",
        new Named(
            Fault.callbackTextPlain(), "The callback's reply is plain text: 599, RetCode 20008."));
    faults.put(
        "callback-invalid-json",
        new Named(
            Fault.callbackInvalidJson(),
            "The callback's reply is invalid JSON: 599, RetCode 20008."));
    faults.put(
        "callback-rejected",
        new Named(
            Fault.callbackRejected(403, "{\"error\":\"rejected\"}"),
            "The application rejects the upload with 403."));
    faults.put(
        "callback-slow",
        new Named(
            Fault.callbackSlow(DELAY),
            "The callback is sent; its reply is delayed by two seconds."));
    faults.put(
        "block-size-64k",
        new Named(Fault.blockSize(64 * 1024), "The initiated upload has parts of 64 KiB."));
    faults.put(
        "block-size-32m",
        new Named(Fault.blockSize(32 * 1024 * 1024), "The initiated upload has parts of 32 MiB."));
    return faults;
  }

  static Set<String> names() {
    return FAULTS.keySet();
  }

  static Collection<Fault> all() {
    return FAULTS.values().stream().map(Named::fault).toList();
  }

  static Optional<Fault> find(String name) {
    return Optional.ofNullable(FAULTS.get(name)).map(Named::fault);
  }

  /** One sentence about a fault that exists. */
  static String meaning(String name) {
    return FAULTS.get(name).meaning();
  }
}
