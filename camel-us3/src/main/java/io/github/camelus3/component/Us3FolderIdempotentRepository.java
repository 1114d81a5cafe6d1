package io.github.camelus3.component;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * An idempotent repository in a folder of a local file system, for any number of processes of one
 * machine. A key that was added and not yet confirmed is its owner's as long as the owner's process
 * lives, which is told by a file lock that ends with the process: what a process that was killed
 * had in hand can be added again at once. Confirmed keys stay for ever; each is a small file.
 * Thread safe. Whoever makes one stops it.
 */
public final class Us3FolderIdempotentRepository extends ServiceSupport
    implements IdempotentRepository {
  /** Owners of this process: opening and closing their files would end their locks. */
  private static final Set<String> OWNERS_HERE = ConcurrentHashMap.newKeySet();

  private final Path claims;
  private final Path confirmed;
  private final Path owners;
  private final String owner = UUID.randomUUID().toString();
  private FileChannel alive;

  /**
   * A repository.
   *
   * @param folder made when it is missing; for this use alone
   */
  public Us3FolderIdempotentRepository(Path folder) {
    Objects.requireNonNull(folder, "folder");
    claims = folder.resolve("claims");
    confirmed = folder.resolve("confirmed");
    owners = folder.resolve("owners");
  }

  @Override
  protected void doStart() throws Exception {
    for (Path folder : new Path[] {claims, confirmed, owners}) {
      Files.createDirectories(folder);
    }
    OWNERS_HERE.add(owner);
    alive =
        FileChannel.open(
            owners.resolve(owner), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    alive.lock();
  }

  @Override
  protected void doStop() throws Exception {
    if (alive != null) { // it was started
      alive.close();
      Files.deleteIfExists(owners.resolve(owner));
      OWNERS_HERE.remove(owner);
    }
  }

  /** Adds a key; false when it is confirmed, or in the hand of a living process. */
  @Override
  public boolean add(String key) {
    return checked(
        () -> {
          String name = name(key);
          if (Files.exists(confirmed.resolve(name)) || !claim(name)) {
            return false;
          }
          if (Files.exists(confirmed.resolve(name))) { // by another, just now
            Files.deleteIfExists(claims.resolve(name));
            return false;
          }
          return true;
        });
  }

  /** Whether a key is confirmed, or in the hand of a living process. */
  @Override
  public boolean contains(String key) {
    return checked(
        () -> {
          String name = name(key);
          return Files.exists(confirmed.resolve(name)) || isAlive(ownerOf(claims.resolve(name)));
        });
  }

  /** Takes a key out; one that another living process has in hand stays. */
  @Override
  public boolean remove(String key) {
    return checked(
        () -> {
          Path claim = claims.resolve(name(key));
          boolean wasMine = owner.equals(ownerOf(claim)) && Files.deleteIfExists(claim);
          return Files.deleteIfExists(confirmed.resolve(name(key))) || wasMine;
        });
  }

  /** Makes a key that was added stay for ever. */
  @Override
  public boolean confirm(String key) {
    return checked(
        () -> {
          String name = name(key);
          Files.move(claims.resolve(name), confirmed.resolve(name), StandardCopyOption.ATOMIC_MOVE);
          return true;
        });
  }

  /** Takes all keys out, also those that others have in hand. */
  @Override
  public void clear() {
    checked(
        () -> {
          for (Path folder : new Path[] {claims, confirmed}) {
            try (Stream<Path> files = Files.list(folder)) {
              for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
              }
            }
          }
          return true;
        });
  }

  /** Makes the claim, which appears with its owner in it or not at all. */
  private boolean claim(String name) throws IOException {
    Path claim = claims.resolve(name);
    Path mine = owners.resolve(owner + '-' + UUID.randomUUID());
    Files.writeString(mine, owner);
    try {
      Files.createLink(claim, mine);
      return true;
    } catch (FileAlreadyExistsException e) {
      return !isAlive(ownerOf(claim)) && takeOver(claim, mine);
    } finally {
      Files.deleteIfExists(mine);
    }
  }

  /** Replaces the claim of a dead owner, which only one process at a time may do. */
  private boolean takeOver(Path claim, Path mine) throws IOException {
    synchronized (OWNERS_HERE) { // a file lock is the whole process's
      try (FileChannel channel =
              FileChannel.open(
                  owners.resolve("takeover"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock ignored = channel.lock()) {
        String before = ownerOf(claim);
        if (before == null || isAlive(before)) { // confirmed, given back or taken over meanwhile
          return false;
        }
        Files.move(
            mine, claim, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return true;
      }
    }
  }

  /** Null when there is no such claim. */
  private static String ownerOf(Path claim) throws IOException {
    try {
      return Files.readString(claim);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private boolean isAlive(String other) throws IOException {
    if (other == null) {
      return false;
    }
    if (OWNERS_HERE.contains(other)) {
      return true;
    }
    synchronized (OWNERS_HERE) { // a file lock is the whole process's
      try (FileChannel channel = FileChannel.open(owners.resolve(other), StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        return lock == null;
      } catch (NoSuchFileException e) {
        return false;
      }
    }
  }

  private static String name(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private interface Work {
    boolean run() throws IOException;
  }

  private static boolean checked(Work work) {
    try {
      return work.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
