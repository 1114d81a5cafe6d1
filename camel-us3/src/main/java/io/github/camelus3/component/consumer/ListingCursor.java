package io.github.camelus3.component.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectPage;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.Us3SortBy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Goes round and round through the objects of a bucket. Holds one page of them at most, and goes on
 * where it is left, so that a poll need not begin at the bucket's first key. A page that cannot be
 * listed is asked for again. For one thread.
 */
final class ListingCursor {
  /** Source: UCloud API reference, "list_objects": keys are in the order of their bytes. */
  static final Comparator<String> KEY_ORDER =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private static final Comparator<ObjectSummary> BY_KEY =
      Comparator.comparing(ObjectSummary::key, KEY_ORDER);
  private static final Comparator<ObjectSummary> BY_TIME =
      Comparator.comparing(
          ObjectSummary::lastModified, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final PollSettings settings;
  private final Us3SortBy order;
  private final Deque<ObjectSummary> page = new ArrayDeque<>();
  private final Supplier<String> start;
  private String marker;
  private boolean hasMore = true;

  /** What the page was asked for with, when, and the last key of it that was given out. */
  private String pageMarker;

  private long pageReadNanos;
  private String lastKey;

  /**
   * Stands before the first round.
   *
   * @param start asked at the beginning of a round: the key to begin behind, empty for all
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
   * The next object; empty at the end of a round, behind which the next one begins, and when told
   * to stop, after which the round goes on.
   *
   * @param goesOn asked before each page, of which many may hold nothing but common prefixes
   */
  Optional<ObjectSummary> next(Us3Client client, BooleanSupplier goesOn) throws IOException {
    while (page.isEmpty() && hasMore) {
      if (!goesOn.getAsBoolean()) {
        return Optional.empty();
      }
      readPage(client);
    }
    if (page.isEmpty()) {
      marker = null;
      hasMore = true;
      return Optional.empty();
    }
    ObjectSummary next = page.poll();
    lastKey = next.key();
    return Optional.of(next);
  }

  /** Makes this the next object again. */
  void putBack(ObjectSummary object) {
    page.addFirst(object);
    lastKey = null;
  }

  /**
   * Drops a page that was read so long ago, and reads it again where the walk stands. A page in
   * another order than that of the listing is read again as a whole.
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
    List<ObjectSummary> objects = new ArrayList<>(read.objects());
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
      page.add(listed(client.headObject(settings.bucket(), key)));
    } catch (Us3ObjectNotFoundException e) {
      // nothing to poll yet
    }
  }

  /** What a listing would say of an object. */
  static ObjectSummary listed(ObjectInfo info) {
    return new ObjectSummary(
        info.bucket(),
        info.key(),
        info.sizeBytes(),
        info.eTag(),
        info.mimeType(),
        info.storageClass(),
        info.lastModified(),
        null,
        info.metadata(),
        null);
  }
}
