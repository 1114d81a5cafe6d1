package io.github.camelus3.component.consumer;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectPage;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Listing;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.Us3SortBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A position in the listing of a bucket. Behind the last object it starts again with the first one.
 * Holds at most one page. A page that cannot be listed is requested again by the next call. For one
 * thread.
 */
final class ListingCursor {
  static final Comparator<String> KEY_ORDER = Us3Listing.KEY_ORDER;

  private static final Comparator<ObjectInfo> BY_KEY =
      Comparator.comparing(ObjectInfo::key, KEY_ORDER);
  private static final Comparator<ObjectInfo> BY_TIME =
      Comparator.comparing(
          ObjectInfo::lastModified, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final PollSettings settings;
  private final Us3SortBy order;
  private final Deque<ObjectInfo> page = new ArrayDeque<>();
  private final Supplier<String> start;
  private String marker;
  private boolean hasMore = true;

  /** The marker of the page in memory. */
  private String pageMarker;

  /** The time of the response with that page. */
  private long pageReadNanos;

  /** The last key of that page that was returned; null if there is none. */
  private String lastKey;

  /**
   * Starts at the first object.
   *
   * @param start called at the start of each round: returns the key behind which the round begins,
   *     empty for all objects
   */
  ListingCursor(PollSettings settings, Us3SortBy order, Supplier<String> start) {
    this.settings = settings;
    this.order = order;
    this.start = start;
  }

  /** Whether the next object is the first of a round. */
  boolean isAtStart() {
    return marker == null && page.isEmpty();
  }

  /**
   * Returns the next object. Returns empty at the end of a round, and if {@code mayContinue} says
   * no; then the next call continues the round.
   *
   * @param mayContinue called before each page, because many pages can hold common prefixes only
   */
  Optional<ObjectInfo> next(Us3Client client, BooleanSupplier mayContinue) throws IOException {
    while (page.isEmpty() && hasMore) {
      if (!mayContinue.getAsBoolean()) {
        return Optional.empty();
      }
      readPage(client);
    }
    if (page.isEmpty()) {
      marker = null;
      hasMore = true;
      return Optional.empty();
    }
    ObjectInfo next = page.poll();
    lastKey = next.key();
    return Optional.of(next);
  }

  /** Makes an object the next one again. */
  void pushBack(ObjectInfo object) {
    page.addFirst(object);
    lastKey = null;
  }

  /**
   * Drops a page that is older than {@code age}. The next call lists it again, from the current
   * position if the page is in the order of the listing, else from its start.
   */
  void dropPageOlderThan(Duration age) {
    if (!page.isEmpty() && System.nanoTime() - pageReadNanos > age.toNanos()) {
      page.clear();
      marker = isInListingOrder() && lastKey != null ? lastKey : pageMarker;
      hasMore = true;
    }
  }

  private boolean isInListingOrder() {
    return order == Us3SortBy.none && !settings.options().listing().isPrefixFileList();
  }

  private void readPage(Us3Client client) throws IOException {
    if (marker == null) {
      marker = start.get();
    }
    if (settings.selection().fileName() != null) {
      hasMore = false;
      readOne(client, settings.selection().fileName());
      return;
    }
    ListRequest request = settings.listing(marker);
    ObjectPage read =
        settings.options().listing().isPrefixFileList()
            ? client.listing().prefixFiles(request)
            : client.listing().objects(request);
    pageMarker = marker;
    pageReadNanos = System.nanoTime();
    lastKey = null;
    marker = read.nextMarker();
    hasMore = read.isTruncated();
    List<ObjectInfo> objects = new ArrayList<>();
    read.objects().forEach(object -> objects.add(infoOf(object)));
    switch (order) {
      case none -> {}
      case key -> objects.sort(BY_KEY);
      case lastModified -> objects.sort(BY_TIME.thenComparing(BY_KEY));
      case random -> Collections.shuffle(objects);
    }
    page.addAll(objects);
  }

  private void readOne(Us3Client client, String key) throws IOException {
    try {
      page.add(client.headObject(settings.bucket(), key));
    } catch (Us3ObjectNotFoundException e) {
      // the object does not exist yet
    }
  }

  /** Converts a listed object, which has no HTTP status and no session ID. */
  private static ObjectInfo infoOf(ObjectSummary listed) {
    return new ObjectInfo(listed, 0, null);
  }
}
