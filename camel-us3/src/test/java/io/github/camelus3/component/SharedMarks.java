package io.github.camelus3.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.spi.IdempotentRepository;

/**
 * A repository in a database that several processes share, as Camel's JDBC ones are: {@code add}
 * looks first and inserts then, and fails when another process has inserted in between.
 */
class SharedMarks implements IdempotentRepository {
  /** What a database says of a row that is there already. */
  static final class DuplicateKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DuplicateKeyException(String key) {
      super("duplicate key value violates unique constraint: " + key);
    }
  }

  final Set<String> marks = ConcurrentHashMap.newKeySet();
  final List<String> removed = Collections.synchronizedList(new ArrayList<>());
  final List<String> failedAdds = Collections.synchronizedList(new ArrayList<>());
  private final Set<String> unseen = ConcurrentHashMap.newKeySet();

  /** Another process marks the key; this one sees nothing of it until it adds the key itself. */
  void markUnseen(String key) {
    unseen.add(key);
    marks.add(key);
  }

  @Override
  public boolean add(String key) {
    if (contains(key)) {
      return false;
    }
    Thread.yield(); // the other processes' turn
    if (!marks.add(key)) {
      unseen.remove(key);
      failedAdds.add(key);
      throw new DuplicateKeyException(key);
    }
    return true;
  }

  @Override
  public boolean contains(String key) {
    return marks.contains(key) && !unseen.contains(key);
  }

  @Override
  public boolean remove(String key) {
    removed.add(key);
    return marks.remove(key);
  }

  @Override
  public boolean confirm(String key) {
    return true;
  }

  @Override
  public void clear() {
    marks.clear();
  }

  @Override
  public void start() {}

  @Override
  public void stop() {}
}
