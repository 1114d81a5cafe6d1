package io.github.camelus3.transfer;

import io.github.camelus3.client.UnfinishedUpload;
import io.github.camelus3.client.UploadPage;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Aborts old unfinished uploads. Crashes leave those that cannot be resumed, and so do lost
 * responses to Initiate. Thread safe.
 */
public final class UploadSweeper {
  private static final int PER_PAGE = 1000;

  private final Us3Client client;
  private final UploadStore store;
  private final Clock clock;

  /**
   * A sweeper for the buckets of {@code client}.
   *
   * @param store uploads with a state in this store are not aborted; null for none
   */
  public UploadSweeper(Us3Client client, UploadStore store) {
    this(client, store, Clock.systemUTC());
  }

  UploadSweeper(Us3Client client, UploadStore store, Clock clock) {
    this.client = Objects.requireNonNull(client, "client");
    this.store = store;
    this.clock = clock;
  }

  /**
   * Aborts unfinished uploads under a prefix that are older than {@code age}. The store first
   * deletes states that have not changed for that long. An upload of another process cannot be told
   * from an abandoned one, so {@code age} must be longer than any upload takes.
   *
   * @param age one minute or more, because clocks differ
   * @return the aborted uploads, in the order of the listing
   * @throws Us3Exception the first failed abort, after all others were tried; or the failed
   *     listing, which not every region supports
   */
  public List<UnfinishedUpload> sweep(String bucket, String prefix, Duration age)
      throws IOException {
    if (age.compareTo(Duration.ofMinutes(1)) < 0) {
      throw new IllegalArgumentException("age must be one minute or more: " + age);
    }
    Instant before = clock.instant().minus(age);
    Set<String> kept = kept(before);
    List<UnfinishedUpload> aborted = new ArrayList<>();
    Us3Exception failure = null;
    for (UnfinishedUpload upload : unfinished(bucket, prefix)) {
      if (upload.startTime().isBefore(before) && !kept.contains(upload.uploadId())) {
        try {
          abort(upload);
          aborted.add(upload);
        } catch (Us3Exception e) {
          failure = first(failure, e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return List.copyOf(aborted);
  }

  private Set<String> kept(Instant before) throws IOException {
    Set<String> ids = new HashSet<>();
    if (store != null) {
      store.expire(before);
      store.list().forEach(saved -> ids.add(saved.upload().uploadId()));
    }
    return ids;
  }

  private List<UnfinishedUpload> unfinished(String bucket, String prefix) throws IOException {
    List<UnfinishedUpload> all = new ArrayList<>();
    Set<String> markers = new HashSet<>();
    String marker = "";
    while (markers.add(marker)) { // a marker that is repeated would loop
      UploadPage page = client.listMultipartUploads(bucket, prefix, marker, PER_PAGE);
      all.addAll(page.uploads());
      marker = page.nextMarker();
      if (marker.isEmpty()) {
        break;
      }
    }
    return all;
  }

  private void abort(UnfinishedUpload upload) throws IOException {
    try {
      client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
    } catch (Us3ObjectNotFoundException e) {
      // finished or aborted meanwhile
    }
  }

  private static Us3Exception first(Us3Exception earlier, Us3Exception e) {
    if (earlier == null) {
      return e;
    }
    earlier.addSuppressed(e);
    return earlier;
  }
}
