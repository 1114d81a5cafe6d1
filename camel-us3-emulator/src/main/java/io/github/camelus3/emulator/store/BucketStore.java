package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One bucket: an index in memory, the bytes in {@code blobs/}, and one JSON file per object in
 * {@code entries/}. Thread safe: writers lock the bucket while they change index and entry, never
 * while they transfer bytes.
 */
public final class BucketStore {
  private static final Logger LOG = LoggerFactory.getLogger(BucketStore.class);

  /** Keys are sorted by their UTF-8 bytes, as in other object stores. */
  public static final Comparator<String> KEY_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private final String name;
  private volatile boolean isPublic;
  private final Path blobs;
  private final Path entries;
  private final Instant created;
  private final ConcurrentSkipListMap<String, ObjectEntry> index =
      new ConcurrentSkipListMap<>(KEY_ORDER);
  private final ConcurrentHashMap<String, Upload> uploads = new ConcurrentHashMap<>();

  /** Guarded by this. Once true, nothing may be stored. */
  private boolean deleted;

  private BucketStore(String name, boolean isPublic, Path directory, Instant created) {
    this.name = name;
    this.isPublic = isPublic;
    this.blobs = directory.resolve("blobs");
    this.entries = directory.resolve("entries");
    this.created = created;
  }

  /** Opens the bucket in the directory with its objects; creates a missing directory. */
  public static BucketStore open(String name, boolean isPublic, Path directory) throws IOException {
    Files.createDirectories(directory);
    Instant created = Files.getLastModifiedTime(directory).toInstant();
    BucketStore store = new BucketStore(name, isPublic, directory, created);
    Files.createDirectories(store.blobs);
    Files.createDirectories(store.entries);
    store.load();
    return store;
  }

  private void load() throws IOException {
    try (Stream<Path> files = Files.list(entries)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (file.toString().endsWith(".json")) {
          ObjectEntry entry = Json.MAPPER.readValue(file.toFile(), ObjectEntry.class);
          index.put(entry.key(), entry);
        }
      }
    }
  }

  /** The bucket's name. */
  public String name() {
    return name;
  }

  /** An ID in the service's format, derived from the name. */
  public String id() {
    return "ufile-" + sha256(name).substring(0, 8);
  }

  /** The directory's modification time on disk, close to the creation of the bucket. */
  public Instant created() {
    return created;
  }

  /** Whether everyone may read the objects. */
  public boolean isPublic() {
    return isPublic;
  }

  void setPublic(boolean value) {
    isPublic = value;
  }

  /** A snapshot of the keys, sorted. */
  public List<String> keys() {
    return List.copyOf(index.keySet());
  }

  /** The entries whose key starts with {@code prefix} and sorts after {@code marker}, in order. */
  public Stream<ObjectEntry> entriesAfter(String marker, String prefix) {
    return index.tailMap(marker, false).values().stream()
        .filter(entry -> entry.key().startsWith(prefix));
  }

  /** Whether the bucket has no object. */
  public boolean isEmpty() {
    return index.isEmpty();
  }

  /** The current version of an object. */
  public Optional<ObjectVersion> find(String key) {
    return Optional.ofNullable(index.get(key)).map(this::stored);
  }

  /** The current version of an object; throws "file not exist" for a missing one. */
  public ObjectVersion get(String key) {
    return find(key).orElseThrow(Us3Error::fileNotExist);
  }

  /**
   * Opens an object. Entry and bytes are of the same version, which stays readable until it is
   * closed. Takes no lock: when the version is replaced between lookup and opening, the lookup is
   * retried.
   *
   * @throws IOException when the object exists but its bytes cannot be read
   */
  public OpenObject open(String key) throws IOException {
    ObjectVersion object = get(key);
    while (true) {
      try {
        return OpenObject.of(object);
      } catch (NoSuchFileException e) {
        ObjectVersion now = get(key);
        if (now.entry().blob().equals(object.entry().blob())) {
          throw e; // the file was deleted by something else
        }
        object = now;
      }
    }
  }

  private ObjectVersion stored(ObjectEntry entry) {
    return new ObjectVersion(name, entry, blobs.resolve(entry.blob()));
  }

  /** Stores the received bytes; replaces an object with the same key. */
  public ObjectVersion put(ObjectEntry entry, ReceivedBody body) throws IOException {
    return put(entry, body, before -> {});
  }

  /**
   * Stores the received bytes if a check of the version that they replace does not throw. No other
   * version is stored meanwhile.
   */
  public synchronized ObjectVersion put(
      ObjectEntry entry, ReceivedBody body, Consumer<Optional<ObjectVersion>> check)
      throws IOException {
    if (deleted) {
      throw Us3Error.bucketNotExists();
    }
    check.accept(find(entry.key()));
    Files.move(body.file(), blobs.resolve(entry.blob()));
    try {
      writeEntry(entry);
    } catch (IOException e) {
      discardBlob(entry);
      throw e;
    }
    ObjectEntry before = index.put(entry.key(), entry);
    if (before != null) {
      discardBlob(before);
    }
    return stored(entry);
  }

  /** Open readers keep their bytes. A file that cannot be deleted is harmless. */
  private void discardBlob(ObjectEntry entry) {
    try {
      Files.deleteIfExists(blobs.resolve(entry.blob()));
    } catch (IOException e) {
      LOG.warn("{}: the file of a replaced or deleted object cannot be deleted", entry.key(), e);
    }
  }

  /**
   * Changes an object's attributes, not its bytes. The change may throw; no other change is made
   * meanwhile.
   */
  public synchronized ObjectVersion update(String key, UnaryOperator<ObjectEntry> change)
      throws IOException {
    ObjectEntry changed = change.apply(get(key).entry());
    writeEntry(changed);
    index.put(key, changed);
    return stored(changed);
  }

  /**
   * Renames an object; replaces an object with the new key. The change may throw; no other change
   * is made meanwhile.
   */
  public synchronized void rename(String key, String newKey, UnaryOperator<ObjectEntry> change)
      throws IOException {
    ObjectEntry moved = change.apply(get(key).entry());
    if (key.equals(newKey)) {
      return;
    }
    writeEntry(moved);
    ObjectEntry before = index.put(newKey, moved);
    if (before != null) {
      discardBlob(before);
    }
    Files.deleteIfExists(entryFile(key));
    index.remove(key);
  }

  /** Deletes an object; throws "file not exist" for a missing one. */
  public synchronized void delete(String key) throws IOException {
    ObjectEntry entry = get(key).entry();
    Files.deleteIfExists(entryFile(key));
    index.remove(key);
    discardBlob(entry);
  }

  /** Deletes the object unless it has been replaced. */
  public synchronized void deleteIfSame(ObjectVersion object) throws IOException {
    ObjectEntry entry = index.get(object.key());
    if (entry != null && entry.blob().equals(object.entry().blob())) {
      delete(object.key());
    }
  }

  private void writeEntry(ObjectEntry entry) throws IOException {
    Path target = entryFile(entry.key());
    Path written = target.resolveSibling(target.getFileName() + ".tmp");
    Files.write(written, Json.MAPPER.writeValueAsBytes(entry));
    Files.move(written, target, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path entryFile(String key) {
    return entries.resolve(sha256(key) + ".json");
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Registers an initiated upload. */
  public void addUpload(Upload upload) {
    uploads.put(upload.id(), upload);
  }

  /** The unfinished upload with that ID. The status of an unknown ID is undocumented. */
  public Upload upload(String id) {
    return Optional.ofNullable(uploads.get(id)).orElseThrow(Us3Error::fileNotExist);
  }

  /** Removes a finished or aborted upload and deletes its parts. */
  public void removeUpload(Upload upload) {
    uploads.remove(upload.id());
    upload.close();
  }

  /** Unfinished uploads, sorted by key and ID. */
  public List<Upload> uploads() {
    List<Upload> sorted = new ArrayList<>(uploads.values());
    sorted.sort(Comparator.comparing(Upload::key, KEY_ORDER).thenComparing(Upload::id));
    return sorted;
  }

  /** Deletes all objects and uploads; later objects are rejected. */
  public synchronized void delete() {
    deleted = true;
    uploads().forEach(this::removeUpload);
    try {
      for (String key : keys()) {
        delete(key);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
