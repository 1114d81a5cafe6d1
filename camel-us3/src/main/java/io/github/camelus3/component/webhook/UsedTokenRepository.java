package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.CallbackToken;
import java.time.Clock;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Remembers in memory which tokens have been used, by {@link CallbackToken#id()}, until they
 * expire. Never more than a maximum: then the one that expires first is forgotten. Every token that
 * expires no later than a forgotten one counts as used. So a token is never taken twice, whatever
 * is forgotten and however the clock moves. Thread safe.
 */
final class UsedTokenRepository extends ServiceSupport implements IdempotentRepository {
  /** Some 10 MB when full; 65536 callbacks within the life of a token are 18 a second. */
  private static final int MAX_TOKENS = 1 << 16;

  private final int maxTokens;
  private final Clock clock;

  /** In the order in which they expire. Guarded by this. */
  private final TreeSet<String> used = new TreeSet<>();

  /** Ids up to this one count as used. Guarded by this. */
  private String highestEvicted = "";

  UsedTokenRepository() {
    this(MAX_TOKENS, Clock.systemUTC());
  }

  UsedTokenRepository(int maxTokens, Clock clock) {
    this.maxTokens = maxTokens;
    this.clock = clock;
  }

  @Override
  public synchronized boolean add(String id) {
    String lowestValid = lowestId(clock.instant().getEpochSecond());
    if (id.compareTo(highestEvicted) <= 0 || id.compareTo(lowestValid) < 0) {
      return false; // one that has expired since it was checked may be forgotten already
    }
    evict(used.headSet(lowestValid, false));
    boolean isNew = used.add(id);
    if (used.size() > maxTokens) {
      evict(used.headSet(used.first(), true));
    }
    return isNew;
  }

  /** The floor rises with what is forgotten: the clock may go back to where it was valid. */
  private void evict(NavigableSet<String> evicted) {
    if (!evicted.isEmpty()) {
      highestEvicted = evicted.last();
      evicted.clear();
    }
  }

  /** What comes before every id of a token that expires then. */
  private static String lowestId(long expirySecond) {
    return String.format("%012d", expirySecond);
  }

  @Override
  public synchronized boolean contains(String id) {
    return id.compareTo(highestEvicted) <= 0 || used.contains(id);
  }

  @Override
  public synchronized boolean remove(String id) {
    return used.remove(id);
  }

  @Override
  public boolean confirm(String id) {
    return true;
  }

  @Override
  public synchronized void clear() {
    used.clear();
    highestEvicted = "";
  }

  synchronized int size() {
    return used.size();
  }
}
