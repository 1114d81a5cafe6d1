package io.github.camelus3.emulator.store;

import io.github.camelus3.emulator.protocol.Json;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All buckets in the order of creation. The first name is the default bucket, even after it is
 * deleted. Thread safe.
 */
public final class Buckets {
  private static final String TYPE_FILE = "bucket.json";

  private final Path directory;
  private final Map<String, BucketStore> live = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  private Buckets(Path directory) {
    this.directory = directory;
  }

  /** Opens the configured buckets and those of an earlier run in the directory. */
  public static Buckets open(Path directory, Map<String, Boolean> configured) throws IOException {
    Buckets buckets = new Buckets(directory);
    Files.createDirectories(directory);
    configured.forEach(buckets::create);
    try (Stream<Path> found = Files.list(directory)) {
      for (Path bucket : (Iterable<Path>) found.sorted()::iterator) {
        Path type = bucket.resolve(TYPE_FILE);
        if (Files.exists(type)) {
          BucketType kept = Json.MAPPER.readValue(type.toFile(), BucketType.class);
          buckets.create(bucket.getFileName().toString(), kept.isPublic());
        }
      }
    }
    return buckets;
  }

  /** Creates a bucket. Returns false for an existing one, which is left unchanged. */
  public synchronized boolean create(String name, boolean isPublic) {
    names.add(name);
    if (live.containsKey(name)) {
      return false;
    }
    Path bucket = directory.resolve(name);
    try {
      Files.createDirectories(bucket);
      writeType(name, isPublic);
      live.put(name, BucketStore.open(name, isPublic, bucket));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create bucket " + name, e);
    }
  }

  /** Makes the bucket's objects public or private. */
  public synchronized void setPublic(BucketStore bucket, boolean isPublic) {
    try {
      writeType(bucket.name(), isPublic);
      bucket.setPublic(isPublic);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot change bucket " + bucket.name(), e);
    }
  }

  private void writeType(String name, boolean isPublic) throws IOException {
    Files.write(
        directory.resolve(name).resolve(TYPE_FILE),
        Json.MAPPER.writeValueAsBytes(new BucketType(isPublic)));
  }

  /** Deletes a bucket with its contents. Its name is remembered as a deleted one. */
  public synchronized void delete(String name) {
    BucketStore bucket = live.remove(name);
    if (bucket != null) {
      bucket.delete();
      try {
        Directories.delete(directory.resolve(name));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot delete bucket " + name, e);
      }
    }
  }

  /** Replaces all buckets by the configured ones, empty. */
  public synchronized void reset(Map<String, Boolean> configured) {
    List.copyOf(live.keySet()).forEach(this::delete);
    names.clear();
    configured.forEach(this::create);
  }

  /** The bucket of that name. */
  public synchronized Optional<BucketStore> find(String name) {
    return Optional.ofNullable(live.get(name));
  }

  /** The bucket of that name; throws "bucket not exists" for a missing one. */
  public BucketStore get(String name) {
    return find(name).orElseThrow(Us3Error::bucketNotExists);
  }

  /** The existing buckets. */
  public synchronized List<BucketStore> all() {
    return List.copyOf(live.values());
  }

  /** Names of existing and of deleted buckets, the existing ones first. */
  public synchronized List<String> namesLiveFirst() {
    List<String> ordered = new ArrayList<>(live.keySet());
    names.stream().filter(name -> !live.containsKey(name)).forEach(ordered::add);
    return Collections.unmodifiableList(ordered);
  }

  /** The bucket of requests that name none. */
  public BucketStore defaultBucket() {
    return get(defaultName());
  }

  /** The default bucket's name, even after it is deleted. */
  public synchronized String defaultName() {
    return names.iterator().next();
  }

  private record BucketType(boolean isPublic) {}
}
