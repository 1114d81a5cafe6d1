package io.github.camelus3.transfer;

import java.io.Closeable;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Claims on uploads of stores that know no others than those of this process. Thread safe. */
final class ProcessClaims {
  private record Claimed(int store, String id) {}

  private static final Set<Claimed> CLAIMED = ConcurrentHashMap.newKeySet();

  private ProcessClaims() {}

  static Optional<Closeable> claim(UploadStore store, String id) {
    Claimed claimed = new Claimed(System.identityHashCode(store), id);
    return CLAIMED.add(claimed) ? Optional.of(() -> CLAIMED.remove(claimed)) : Optional.empty();
  }
}
