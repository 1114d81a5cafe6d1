package io.github.camelus3.transfer;

import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.util.Set;

/**
 * Gives out the parts of a source, each once and in order. A repeatable source is sliced, which
 * holds no bytes. A stream is read under a lock, one part at a time, into the buffers of the worker
 * that asks, so that there are as many parts in memory as workers.
 */
final class PartReader {
  /**
   * With the array's header a whole fraction of a G1 region, which is 1 MiB in a small heap. Arrays
   * of half a region and more are a burden to G1, and of those a header above a fraction one less
   * has room: three of 256 KiB in a region, a quarter of the heap lost.
   */
  private static final int CHUNK_BYTES = (64 << 10) - 16;

  private final ObjectSource source;
  private final int partSize;
  private final Set<Integer> done;
  private int nextNumber; // guarded by this, as the next one
  private boolean exhausted;

  /**
   * Supplies the parts that are not done yet.
   *
   * @param done numbers of parts to leave out; empty unless the source is repeatable
   */
  PartReader(ObjectSource source, int partSize, Set<Integer> done) {
    this.source = source;
    this.partSize = partSize;
    this.done = done;
  }

  /** A part; valid until the worker asks for its next one. */
  record Part(int number, ObjectSource source) {}

  /** One worker's access. For the worker's thread alone. */
  final class Worker {
    private byte[][] chunks;

    /** The next part; null when there is none. */
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

  /** Whether another worker could find a part. */
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
