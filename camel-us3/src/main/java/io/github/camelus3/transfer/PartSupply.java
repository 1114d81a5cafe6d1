package io.github.camelus3.transfer;

import io.github.camelus3.client.ObjectSource;
import java.io.IOException;

/**
 * Gives out the parts of a source, each once and in order. A repeatable source is sliced, which
 * holds no bytes. A stream is read under a lock, one part at a time, into the buffer of the worker
 * that asks, so that there are as many buffers as workers.
 */
final class PartSupply {
  private final ObjectSource source;
  private final int partSize;
  private int nextNumber;
  private boolean exhausted;

  PartSupply(ObjectSource source, int partSize) {
    this.source = source;
    this.partSize = partSize;
  }

  /** A part; valid until the worker asks for its next one. */
  record Part(int number, ObjectSource source) {}

  /** One worker's access. For the worker's thread alone. */
  final class Worker {
    private byte[] buffer;

    /** The next part; null when there is none. */
    Part next() throws IOException {
      return source.repeatable() ? slice() : read();
    }

    private Part read() throws IOException {
      if (buffer == null) {
        buffer = new byte[partSize];
      }
      synchronized (PartSupply.this) {
        if (exhausted) {
          return null;
        }
        int count = source.readNext(buffer);
        exhausted = count < partSize;
        return count == 0 ? null : new Part(nextNumber++, ObjectSource.bytes(buffer, 0, count));
      }
    }
  }

  /** Whether another worker could find a part. */
  synchronized boolean mayHaveMore() {
    return !exhausted;
  }

  private synchronized Part slice() {
    long length = source.length().orElseThrow();
    long offset = (long) nextNumber * partSize;
    if (offset >= length) {
      return null;
    }
    long count = Math.min(partSize, length - offset);
    exhausted = offset + count == length;
    return new Part(nextNumber++, source.slice(offset, count));
  }
}
