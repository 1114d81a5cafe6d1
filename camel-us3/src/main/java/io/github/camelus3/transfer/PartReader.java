package io.github.camelus3.transfer;

import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.util.Set;

/**
 * Reads the parts of a source, each once and in order. A repeatable source is sliced, which holds
 * no bytes. A stream is read under a lock, one part at a time, into the worker's own buffers: at
 * most one part for each worker is in memory.
 */
final class PartReader {
  /**
   * 64 KiB minus the 16-byte array header: sixteen fit a 1 MiB G1 region exactly, and no array is
   * humongous.
   */
  private static final int CHUNK_BYTES = (64 << 10) - 16;

  private final ObjectSource source;
  private final int partSize;
  private final Set<Integer> done;
  private int nextNumber; // guarded by this
  private boolean exhausted; // guarded by this

  /**
   * Reads the parts that are not done.
   *
   * @param done numbers of parts to skip; empty unless the source is repeatable
   */
  PartReader(ObjectSource source, int partSize, Set<Integer> done) {
    this.source = source;
    this.partSize = partSize;
    this.done = done;
  }

  /** A part. Valid until the worker's next call of {@link Worker#next}. */
  record Part(int number, ObjectSource source) {}

  /** The buffers of one worker. For its thread only. */
  final class Worker {
    private byte[][] chunks;

    /** Returns the next part; null when there is none. */
    Part next() throws IOException {
      return source.repeatable() ? slice() : read();
    }

    private Part read() throws IOException {
      synchronized (PartReader.this) {
        if (exhausted) {
          return null;
        }
        if (chunks == null) {
          chunks = new byte[(partSize + CHUNK_BYTES - 1) / CHUNK_BYTES][];
        }
        int count = fill();
        exhausted = count < partSize;
        return count == 0 ? null : new Part(nextNumber++, ObjectSource.chunks(chunks, count));
      }
    }

    private int fill() throws IOException {
      int filled = 0;
      for (int i = 0; filled < partSize; i++) {
        if (chunks[i] == null) {
          chunks[i] = new byte[Math.min(CHUNK_BYTES, partSize - filled)];
        }
        int count = source.readNext(chunks[i]);
        filled += count;
        if (count < chunks[i].length) {
          break;
        }
      }
      return filled;
    }
  }

  /** Whether there may be a part for another worker. */
  synchronized boolean mayHaveMore() {
    return !exhausted;
  }

  private synchronized Part slice() {
    while (done.contains(nextNumber)) {
      nextNumber++;
    }
    long length = source.length().orElseThrow();
    long offset = (long) nextNumber * partSize;
    if (offset >= length) {
      exhausted = true;
      return null;
    }
    long count = Math.min(partSize, length - offset);
    exhausted = offset + count == length;
    return new Part(nextNumber++, source.slice(offset, count));
  }
}
