package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectPage;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Goes round and round through the objects of a bucket. Holds one page of them at most, and goes on
 * where it is left, so that a poll need not begin at the bucket's first key. A page that cannot be
 * listed is asked for again. For one thread.
 */
final class BucketWalk {
  /** Source: UCloud API reference, "list_objects": keys are in the order of their bytes. */
  static final Comparator<String> KEY_ORDER =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private static final Comparator<ObjectSummary> BY_KEY =
      Comparator.comparing(ObjectSummary::key, KEY_ORDER);
  private static final Comparator<ObjectSummary> BY_TIME =
      Comparator.comparing(
          ObjectSummary::lastModified, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final Us3Client client;
  private final PollSettings settings;
  private final Us3SortBy order;
  private final Deque<ObjectSummary> page = new ArrayDeque<>();
  private final Supplier<String> start;
  private String marker;
  private boolean hasMore = true;

  /**
   * Stands before the first round.
   *
   * @param start asked at the beginning of a round: the key to begin behind, empty for all
   */
  BucketWalk(Us3Client client, PollSettings settings, Us3SortBy order, Supplier<String> start) {
    this.client = client;
    this.settings = settings;
    this.order = order;
    this.start = start;
  }

  /** Whether the next object is the first of a round. */
  boolean isAtStart() {
    return marker == null && page.isEmpty();
  }

  /** The next object; empty at the end of a round, behind which the next one begins. */
  Optional<ObjectSummary> next() throws IOException {
    while (page.isEmpty() && hasMore) {
      readPage();
    }
    if (page.isEmpty()) {
      marker = null;
      hasMore = true;
      return Optional.empty();
    }
    return Optional.of(page.poll());
  }

  /** Makes these the next objects again, in their order. */
  void putBack(Collection<ObjectSummary> objects) {
    List<ObjectSummary> reversed = new ArrayList<>(objects);
    Collections.reverse(reversed);
    reversed.forEach(page::addFirst);
  }

  private void readPage() throws IOException {
    if (marker == null) {
      marker = start.get();
    }
    if (settings.selection().fileName() != null) {
      hasMore = false;
      readOne(settings.selection().fileName());
      return;
    }
    ListRequest request = settings.listing(marker);
    ObjectPage read =
        settings.options().getListApi() == Us3ListApi.prefixFileList
            ? client.listing().prefixFiles(request)
            : client.listing().objects(request);
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

  private void readOne(String key) throws IOException {
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
