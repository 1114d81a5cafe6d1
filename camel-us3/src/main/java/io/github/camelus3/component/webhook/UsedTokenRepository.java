package io.github.camelus3.component.webhook;

import io.github.camelus3.callback.CallbackToken;
import java.time.Clock;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Keeps the {@link CallbackToken#id()} of used tokens in memory until they expire. The number of
 * IDs is limited; above the limit the ID that expires first is evicted. IDs up to the highest
 * evicted one count as used. A token is therefore never accepted twice, whatever is evicted and
 * however the clock moves. Thread safe.
 */
final class UsedTokenRepository extends ServiceSupport implements IdempotentRepository {
  /** About 10 MB when full. With a token life of one hour, 65536 tokens are 18 a second. */
  private static final int MAX_TOKENS = 1 << 16;

  private final int maxTokens;
  private final Clock clock;

  /** IDs in the order of their expiry. Guarded by this. */
  private final TreeSet<String> used = new TreeSet<>();

  /** IDs up to this one count as used. Guarded by this. */
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
      return false; // the token has expired since its check, so its ID may be evicted already
    }
    evict(used.headSet(lowestValid, false));
    boolean isNew = used.add(id);
    if (used.size() > maxTokens) {
      evict(used.headSet(used.first(), true));
    }
    return isNew;
  }

  /** Records the highest evicted ID, because the clock may go back to a time before its expiry. */
  private void evict(NavigableSet<String> evicted) {
    if (!evicted.isEmpty()) {
      highestEvicted = evicted.last();
      evicted.clear();
    }
  }

  /** A text that sorts before the ID of every token with this expiry. */
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
