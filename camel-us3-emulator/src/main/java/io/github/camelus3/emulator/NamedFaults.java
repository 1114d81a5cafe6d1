package io.github.camelus3.emulator;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The faults the command line knows, by name. */
final class NamedFaults {
  private static final Duration DELAY = Duration.ofSeconds(2);
  private static final int SLOW_BYTES_PER_SECOND = 64 * 1024;
  private static final Map<String, Fault> FAULTS = faults();

  private NamedFaults() {}

  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("drop-before-body", Fault.dropBeforeBody());
    faults.put("drop-in-body", Fault.dropInBody());
    faults.put("drop-after-body", Fault.dropAfterBody());
    faults.put("lose-answer", Fault.loseAnswer());
    faults.put("lose-finish-answer", Fault.loseAnswer().on(Us3Api.FINISH_MULTIPART_UPLOAD));
    faults.put("truncate-answer", Fault.truncateAnswer());
    faults.put("truncate-download", Fault.truncateAnswer().on(Us3Api.GET_FILE));
    faults.put("ignore-range", Fault.ignoreRange().on(Us3Api.GET_FILE));
    faults.put("repeat-first-page", Fault.repeatFirstPage().on(Us3Api.LIST_OBJECTS));
    faults.put("list-error", Fault.internalError().on(Us3Api.LIST_OBJECTS));
    faults.put("download-error", Fault.internalError().on(Us3Api.GET_FILE));
    faults.put("delete-error", Fault.internalError().on(Us3Api.DELETE_FILE));
    faults.put("copy-error", Fault.internalError().on(Us3Api.COPY));
    faults.put("delay", Fault.delay(DELAY));
    faults.put("slow-read", Fault.slowRead(SLOW_BYTES_PER_SECOND));
    faults.put("internal-error", Fault.internalError());
    faults.put("bad-gateway", Fault.badGateway());
    faults.put("throttled", Fault.throttled());
    faults.put("throttled-retry-after", Fault.throttled(Duration.ofSeconds(1)));
    faults.put("duplicate-part", Fault.duplicatePart().on(Us3Api.UPLOAD_PART));
    faults.put("wrong-part-etag", Fault.wrongETag().on(Us3Api.UPLOAD_PART));
    faults.put("wrong-put-etag", Fault.wrongETag().on(Us3Api.PUT_FILE));
    faults.put("wrong-finish-etag", Fault.wrongETag().on(Us3Api.FINISH_MULTIPART_UPLOAD));
    faults.put("callback-refused", Fault.callbackRefused());
    faults.put("callback-timeout", Fault.callbackTimeout());
    faults.put("callback-text", Fault.callbackTextPlain());
    faults.put("callback-invalid-json", Fault.callbackInvalidJson());
    faults.put("callback-rejected", Fault.callbackRejected(403, "{\"error\":\"rejected\"}"));
    faults.put("callback-slow", Fault.callbackSlow(DELAY));
    faults.put("block-size-64k", Fault.blockSize(64 * 1024));
    faults.put("block-size-32m", Fault.blockSize(32 * 1024 * 1024));
    return faults;
  }

  static Set<String> names() {
    return FAULTS.keySet();
  }

  static Collection<Fault> all() {
    return FAULTS.values();
  }

  static Optional<Fault> find(String name) {
    return Optional.ofNullable(FAULTS.get(name));
  }
}
