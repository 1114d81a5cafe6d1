package io.github.camelus3.emulator.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.StreamSourceConduit;

/**
 * Keeps the bytes of a request's head as they pass to Undertow, whose parser makes one blank of
 * several in a header's value: signatures are over the bytes that were sent. Of requests that a
 * client sends before the answer to the last one, nothing may be kept. Thread safe.
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

  /** What was read since the last request ended: the head and what came with it. */
  synchronized byte[] take() {
    keeping = false;
    byte[] bytes = head.toByteArray();
    head.reset();
    return bytes;
  }

  /** The request has ended, the next bytes are another one's head. */
  synchronized void next() {
    head.reset();
    keeping = true;
  }
}
