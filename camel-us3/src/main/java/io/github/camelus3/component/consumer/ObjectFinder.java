package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.activity.PollActivity;
import java.io.IOException;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds objects to process, and marks them as in progress. Each search continues the listing where
 * the last one stopped. For one thread at a time.
 */
final class ObjectFinder {
  private final PollSettings settings;
  private final ListingCursor cursor;
  private final ListingProgress progress;
  private final PollActivity activity;

  ObjectFinder(
      PollSettings settings,
      ListingCursor cursor,
      ListingProgress progress,
      PollActivity activity) {
    this.settings = settings;
    this.cursor = cursor;
    this.progress = progress;
    this.activity = activity;
  }

  /**
   * Finds up to {@code most} objects. Finds none only after a whole round through the listing, or
   * if {@code mayContinue} says no.
   *
   * @param found receives the objects, also those before a failure
   * @param mayContinue called before each object and each page
   */
  void find(
      Us3Client client,
      Collection<? super ObjectClaim> found,
      int most,
      BooleanSupplier mayContinue)
      throws IOException {
    settings.claims().removeLeftMarks();
    Optional<String> done = settings.selection().doneFile().ofPoll();
    if (done.isPresent() && !exists(client, done.get())) {
      return;
    }
    boolean isWholeRound = cursor.isAtStart();
    findUntilEnd(client, found, most, mayContinue);
    if (found.isEmpty() && !isWholeRound) {
      findUntilEnd(client, found, most, mayContinue);
    }
  }

  private void findUntilEnd(
      Us3Client client,
      Collection<? super ObjectClaim> found,
      int most,
      BooleanSupplier mayContinue)
      throws IOException {
    while (found.size() < most && mayContinue.getAsBoolean()) {
      Optional<ObjectInfo> next = cursor.next(client, mayContinue);
      if (next.isEmpty()) {
        return;
      }
      claim(client, next.get()).ifPresent(found::add);
    }
  }

  private Optional<ObjectClaim> claim(Us3Client client, ObjectInfo object) throws IOException {
    boolean isDecided = false;
    try {
      Optional<ObjectClaim> claim = decide(client, object);
      isDecided = true;
      return claim;
    } finally {
      if (!isDecided) {
        cursor.pushBack(object);
      }
    }
  }

  private Optional<ObjectClaim> decide(Us3Client client, ObjectInfo object) throws IOException {
    ObjectClaims claims = settings.claims();
    activity.at(object.key());
    if (!settings.selection().selects(object)) {
      skip(object);
      return Optional.empty();
    }
    if (claims.isHandedOut(object)) {
      if (claims.isUnconfirmedElsewhere(object)) {
        progress.postponed(object.key());
      } else {
        skip(object);
      }
      return Optional.empty();
    }
    Optional<ObjectClaim> claim =
        isReady(client, object) ? claims.markInProgress(object) : Optional.empty();
    if (claim.isPresent()) {
      progress.started(object.key());
    } else {
      progress.postponed(object.key());
    }
    return claim;
  }

  private void skip(ObjectInfo object) {
    activity.count(PollActivity.Event.skipped);
    progress.skipped(object.key());
  }

  private boolean isReady(Us3Client client, ObjectInfo object) throws IOException {
    if (!settings.selection().isOldEnough(object) || settings.claims().isInProgress(object)) {
      return false;
    }
    Optional<String> done = settings.selection().doneFile().ofObject(object.key());
    return done.isEmpty() || exists(client, done.get());
  }

  private boolean exists(Us3Client client, String key) throws IOException {
    try {
      client.headObject(settings.bucket(), key);
      return true;
    } catch (Us3ObjectNotFoundException e) {
      return false;
    }
  }

  /**
   * Makes an object that was not delivered the next one to be found.
   *
   * @throws RuntimeException if the repository fails. The object is returned to the listing first
   */
  void returnToListing(ObjectClaim claim) {
    cursor.pushBack(claim.object());
    progress.returned(claim.object().key());
    claim.removeInProgress();
  }
}
