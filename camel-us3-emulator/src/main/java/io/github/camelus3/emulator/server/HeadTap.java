package io.github.camelus3.emulator.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Records the bytes of a request's head on their way to Undertow. Undertow's parser collapses
 * blanks in header values, but signatures cover the bytes as sent. The head of a pipelined request
 * may be missing. Thread safe.
 */
final class HeadTap extends AbstractStreamSourceConduit<StreamSourceConduit> {
  private final int limit;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private boolean keeping = true;

  HeadTap(StreamSourceConduit next, int limit) {
    super(next);
    this.limit = limit;
  }

  @Override
  public int read(ByteBuffer to) throws IOException {
    int start = to.position();
    int read = super.read(to);
    if (read > 0) {
      keep(to, start, read);
    }
    return read;
  }

  private synchronized void keep(ByteBuffer from, int start, int length) {
    if (!keeping) {
      return;
    }
    if (head.size() + length > limit) {
      keeping = false;
      return;
    }
    byte[] bytes = new byte[length];
    from.get(start, bytes);
    head.writeBytes(bytes);
  }

  /**
   * Returns the recorded bytes: the head, and the part of the body read with it. Stops recording.
   */
  synchronized byte[] take() {
    keeping = false;
    byte[] bytes = head.toByteArray();
    head.reset();
    return bytes;
  }

  /** Starts recording the next request's head. */
  synchronized void next() {
    head.reset();
    keeping = true;
  }
}
