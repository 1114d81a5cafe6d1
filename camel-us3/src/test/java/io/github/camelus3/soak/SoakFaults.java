package io.github.camelus3.soak;

import io.github.camelus3.emulator.Fault;
import io.github.camelus3.emulator.Us3Api;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The faults that can happen to a request of the soak. */
final class SoakFaults {
  /** Later responses are lost, except those after a callback. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(3);

  static final Duration CALLBACK_TIMEOUT = Duration.ofMillis(400);

  /** The reply of a callback service that rejects. */
  static final String REJECTION = "{\"error\":\"rejected\"}";

  private static final List<Us3Api> CALLS =
      List.of(
          Us3Api.PUT_FILE,
          Us3Api.INITIATE_MULTIPART_UPLOAD,
          Us3Api.UPLOAD_PART,
          Us3Api.FINISH_MULTIPART_UPLOAD,
          Us3Api.ABORT_MULTIPART_UPLOAD,
          Us3Api.LIST_PARTS,
          Us3Api.LIST_MULTIPART_UPLOADS,
          Us3Api.HEAD_FILE);

  /** Faults after which the client does not know the outcome of its request. */
  private static final List<Fault> LOST =
      List.of(
          Fault.loseAnswer(), Fault.truncateAnswer(), Fault.delay(READ_TIMEOUT.plusMillis(300)));

  private static final Fault WRONG_FINISH = Fault.wrongETag().on(Us3Api.FINISH_MULTIPART_UPLOAD);

  private SoakFaults() {}

  static Fault[] all() {
    Stream<Fault> anywhere =
        Stream.of(
            Fault.dropBeforeBody(),
            Fault.dropInBody(),
            Fault.dropAfterBody(),
            Fault.internalError(),
            Fault.badGateway(),
            Fault.throttled(),
            Fault.throttled(Duration.ofSeconds(1)));
    Stream<Fault> lost = CALLS.stream().flatMap(api -> LOST.stream().map(fault -> fault.on(api)));
    Stream<Fault> somewhere =
        Stream.of(
            Fault.slowRead(1 << 20).on(Us3Api.PUT_FILE),
            Fault.slowRead(1 << 20).on(Us3Api.UPLOAD_PART),
            Fault.wrongETag().on(Us3Api.PUT_FILE),
            Fault.wrongETag().on(Us3Api.UPLOAD_PART),
            WRONG_FINISH,
            Fault.duplicatePart().on(Us3Api.UPLOAD_PART),
            Fault.blockSize(32 << 20),
            Fault.blockSize(4 << 20),
            Fault.callbackRefused(),
            Fault.callbackTimeout(),
            Fault.callbackSlow(Duration.ofMillis(20)),
            Fault.callbackSlow(CALLBACK_TIMEOUT),
            Fault.callbackTextPlain(),
            Fault.callbackInvalidJson(),
            Fault.callbackRejected(403, REJECTION));
    return Stream.of(anywhere, lost, somewhere).flatMap(faults -> faults).toArray(Fault[]::new);
  }

  static int finishedWithWrongETag(Map<String, Integer> happened) {
    return happened.getOrDefault(WRONG_FINISH.toString(), 0);
  }
}
