package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * An unfinished multipart upload. Thread safe: parts may arrive concurrently and in any order;
 * Finish reads them under this object's lock.
 */
public final class Upload {
  private final String id;
  private final String key;
  private final ObjectAttributes attributes;
  private final Instant started;
  private final int partSizeBytes;
  private final Path directory;
  private final ConcurrentSkipListMap<Integer, Part> parts = new ConcurrentSkipListMap<>();

  /** Guarded by this. Once true, parts are rejected. */
  private boolean closed;

  /** An upload whose parts are stored in the directory. */
  public Upload(
      String id,
      String key,
      ObjectAttributes attributes,
      Instant started,
      int partSizeBytes,
      Path directory) {
    this.id = id;
    this.key = key;
    this.attributes = attributes;
    this.started = started;
    this.partSizeBytes = partSizeBytes;
    this.directory = directory;
  }

  /** The upload ID. */
  public String id() {
    return id;
  }

  /** The key of the Initiate request. */
  public String key() {
    return key;
  }

  /** The attributes of the future object. */
  public ObjectAttributes attributes() {
    return attributes;
  }

  /** When the upload was initiated. */
  public Instant started() {
    return started;
  }

  /** The size of every part but the last. */
  public int partSizeBytes() {
    return partSizeBytes;
  }

  /** The stored parts, sorted by number. */
  public List<Part> parts() {
    return List.copyOf(parts.values());
  }

  /** Stores a part. An existing number is rejected unless it may be overwritten. */
  public synchronized void add(int number, ReceivedBody body, Instant now, boolean mayOverwrite)
      throws IOException {
    checkOpen();
    Part before = parts.get(number);
    if (before != null && !mayOverwrite) {
      throw Us3Error.duplicatePart();
    }
    parts.put(number, new Part(number, body.movedTo(directory), now));
    if (before != null) {
      delete(before);
    }
  }

  /** Throws "file not exist" after the upload is finished or aborted. */
  public synchronized void checkOpen() {
    if (closed) {
      throw Us3Error.fileNotExist();
    }
  }

  /** Deletes the parts. Closing twice does nothing. */
  synchronized void close() {
    closed = true;
    parts.values().forEach(Upload::delete);
    parts.clear();
  }

  private static void delete(Part part) {
    try {
      Files.deleteIfExists(part.body().file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A stored part; its bytes are in one file. */
  public record Part(int number, ReceivedBody body, Instant stored) {}
}
