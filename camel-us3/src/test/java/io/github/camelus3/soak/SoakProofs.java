package io.github.camelus3.soak;

import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3CallbackRejectedException;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3TransportException;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.emulator.OpenUpload;
import io.github.camelus3.emulator.StoredObject;
import io.github.camelus3.emulator.Us3Emulator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares the results of the route with the emulator's store, without the client. */
final class SoakProofs {
  /** The calls after which an object is stored. */
  private static final Set<String> LAST_CALLS = Set.of("PutFile", "FinishMultipartUpload");

  private final Us3Emulator us3;
  private final SoakCallbacks callbacks;
  private final List<String> failed = new ArrayList<>();
  private int wrongETags;

  SoakProofs(Us3Emulator us3, SoakCallbacks callbacks) {
    this.us3 = us3;
    this.callbacks = callbacks;
  }

  /** The claims that do not hold. */
  List<String> failed() {
    return failed;
  }

  private void require(boolean proven, String claim) {
    if (!proven) {
      failed.add(claim);
    }
  }

  void check(SoakOutcome outcome) {
    for (SoakOutcome.Attempt attempt : outcome.attempts()) {
      int calls = callbacks.calls(attempt.token());
      require(calls <= 1, outcome.description() + " had its callback sent " + calls + " times");
      attempt.failure().ifPresent(failure -> checkType(outcome, failure));
    }
    Optional<StoredObject> object = us3.object(SoakRoutes.BUCKET, outcome.upload().key());
    boolean isWhole =
        object.isPresent() && Arrays.equals(object.get().bytes(), outcome.upload().bytes());
    require(
        object.isEmpty() || isWhole,
        outcome.description() + " is stored with other bytes than were sent");
    if (outcome.isAcknowledged()) {
      checkAcknowledged(outcome, isWhole);
    } else {
      checkRefused(outcome, object.isPresent());
    }
  }

  private void checkAcknowledged(SoakOutcome outcome, boolean isWhole) {
    require(isWhole, outcome.description() + " was acknowledged but is not stored");
    checkETag(outcome);
    if (outcome.upload().withPolicy()) {
      String token = outcome.last().token();
      require(
          callbacks.calls(token) == 1,
          outcome.description() + " was acknowledged without its callback");
      require(
          SoakCallbacks.reply(token).equals(outcome.last().reply()),
          outcome.description() + " got the reply of another upload: " + outcome.last().reply());
    }
  }

  /**
   * The ETag of an object in parts of another size than 4 MiB is not documented. The client returns
   * the ETag of the Finish response, even a wrong one.
   */
  private void checkETag(SoakOutcome outcome) {
    String reported = outcome.last().eTag();
    if (reported == null || reported.equals(eTag(outcome.upload()))) {
      return;
    }
    wrongETags++;
    require(
        outcome.upload().mode() != Us3UploadMode.put
            && wrongETags <= SoakFaults.finishedWithWrongETag(us3.faultsHappened()),
        outcome.description() + " was acknowledged with another ETag: " + reported);
  }

  private static String eTag(SoakUpload upload) {
    ObjectETag eTag = new ObjectETag();
    eTag.update(upload.bytes(), 0, upload.size());
    return eTag.eTag();
  }

  private void checkType(SoakOutcome outcome, Exception failure) {
    require(
        failure instanceof Us3Exception,
        outcome.description() + " failed with an exception of another family: " + failure);
    if (failure instanceof Us3CallbackRejectedException rejected) {
      require(
          rejected.getReply().equals(SoakFaults.REJECTION),
          outcome.description() + " was rejected with " + rejected.getReply());
    }
  }

  private void checkRefused(SoakOutcome outcome, boolean isStored) {
    Exception failure = outcome.last().failure().orElseThrow();
    if (failure instanceof Us3CallbackException) {
      require(isStored, outcome.description() + " is not stored in spite of " + failure);
    } else if (!outcomeIsUnknown(failure)) {
      require(!isStored, outcome.description() + " is stored in spite of " + failure);
    }
    if (outcome.upload().resume()) {
      require(
          failure instanceof Us3CallbackException,
          outcome.description() + " failed in every attempt: " + failure);
    }
  }

  /** Whether the exception says that the outcome of the last request is unknown. */
  private static boolean outcomeIsUnknown(Exception failure) {
    if (failure instanceof Us3IntegrityException || !(failure instanceof Us3Exception us3)) {
      return false;
    }
    boolean unsent =
        failure instanceof Us3TransportException transport && !transport.isRequestSent();
    return LAST_CALLS.contains(us3.getOperation()) && us3.isRetryable() && !unsent;
  }

  /**
   * Checks that no upload with a known ID is left, unless its exception reports a failed abort.
   * Requests whose responses were lost may have initiated others. Returns the number of uploads
   * left.
   */
  int checkUnfinished(List<SoakOutcome> outcomes) {
    List<SoakOutcome.Attempt> attempts =
        outcomes.stream().flatMap(outcome -> outcome.attempts().stream()).toList();
    Set<String> knownIds = new HashSet<>();
    attempts.forEach(attempt -> knownIds.add(attempt.uploadId()));
    attempts.stream()
        .filter(SoakProofs::reportsAFailedAbort)
        .forEach(attempt -> knownIds.remove(attempt.uploadId()));
    List<OpenUpload> open = us3.openUploads(SoakRoutes.BUCKET);
    for (OpenUpload upload : open) {
      require(!knownIds.contains(upload.uploadId()), "left unfinished: " + upload);
    }
    return open.size();
  }

  private static boolean reportsAFailedAbort(SoakOutcome.Attempt attempt) {
    return attempt.failure().stream()
        .flatMap(failure -> Arrays.stream(failure.getSuppressed()))
        .anyMatch(
            e ->
                e instanceof Us3Exception us3 && us3.getOperation().equals("AbortMultipartUpload"));
  }

  void checkSwept() {
    List<OpenUpload> open = us3.openUploads(SoakRoutes.BUCKET);
    require(open.isEmpty(), "left unfinished after the sweep: " + open);
  }

  void checkConnections() throws InterruptedException {
    require(
        us3.awaitDisconnected(Duration.ofSeconds(5)),
        us3.openConnections() + " connections left open");
  }

  void requireEmpty(List<String> left, String kind) {
    require(left.isEmpty(), kind + " left: " + left);
  }
}
