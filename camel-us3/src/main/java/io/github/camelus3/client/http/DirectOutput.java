package io.github.camelus3.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.BufferedSink;
import okio.Timeout;

/**
 * The output of an {@link UploadSocket} or a {@link TlsSocket}. Collects the 8 KiB pieces that
 * OkHttp writes, each of which would be a system call of its own.
 *
 * <p>A large body bypasses OkHttp: it goes from its source to the socket through buffers outside
 * the heap, one of this class or those of a {@link HashThreads} thread. Meanwhile OkHttp writes
 * {@code length} placeholder bytes, so its length check works; this class discards them and sends
 * as much of the real body. The bytes are copied once instead of four times. OkHttp's write timeout
 * is kept here: OkHttp wakes its watchdog for each 8 KiB, a fifth of the time of an upload.
 *
 * <p>Placeholder bytes never reach the wire. After a body the connection is closed unless exactly
 * {@code length} of them were discarded. After a body that failed every write is refused.
 *
 * <p>For one thread at a time. Once the waits for the connection are ended, another thread may
 * close it.
 */
final class DirectOutput extends OutputStream {
  /**
   * Measured with one part in flight: 64 KiB is 2 to 8 % slower, 256 KiB 5 % faster. Each part in
   * flight has one.
   */
  private static final int BUFFER_BYTES = 128 << 10;

  private static final int MIN_CHUNK_BYTES = BUFFER_BYTES / 2;
  private static final int PLACEHOLDER_BYTES = 64 << 10;
  private static final Buffer PLACEHOLDER = new Buffer().write(new byte[PLACEHOLDER_BYTES]);

  private final Outlet outlet;

  private ByteBuffer gathered; // null before the first write: below TLS nothing may be gathered
  private boolean holds; // whether flush() keeps what is gathered
  private BodySender.Copier body; // null unless a body is being sent
  private long discarded; // placeholder bytes of this body
  private long sent; // bytes of this body
  private int timeoutMillis; // of a wait; 0 while OkHttp's own timeout runs
  private long sentBeforeStall = -1; // bytes of the connection
  private long stalledAtNanos;
  private boolean refusesWrites; // whether OkHttp may hold placeholder bytes of a failed body

  DirectOutput(Outlet outlet) {
    this.outlet = outlet;
  }

  /**
   * Sends a body after the bytes that OkHttp has written.
   *
   * @param sink OkHttp's sink, which writes to this output
   * @throws IOException also when the sink does not pass on what is written to it
   */
  void send(
      ReadableByteChannel bytes,
      ByteObserver observer,
      HashThreads.Lease lease,
      long length,
      BufferedSink sink)
      throws IOException {
    holds = true;
    refusesWrites = true;
    try {
      sink.flush(); // the request's head, which is sent with the first chunk
      ByteBuffer[] buffers = lease.hasThread() ? lease.buffers() : new ByteBuffer[] {behindHead()};
      try (BodySender.Copier copier = new BodySender.Copier(bytes, observer, lease, buffers)) {
        body = copier;
        discarded = 0;
        sent = 0;
        writePlaceholdersWithoutTimeout(length, sink);
      }
      requireAllDiscarded(length);
      refusesWrites = false;
    } finally {
      body = null;
      holds = false;
    }
  }

  private ByteBuffer behindHead() throws IOException {
    if (gathered().remaining() < MIN_CHUNK_BYTES) {
      sendGathered();
    }
    return gathered().slice(gathered.position(), gathered.remaining());
  }

  private void writePlaceholdersWithoutTimeout(long length, BufferedSink sink) throws IOException {
    Timeout timeout = sink.timeout();
    long nanos = timeout.timeoutNanos();
    timeout.clearTimeout();
    timeoutMillis = (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
    try {
      writePlaceholders(length, sink);
    } finally {
      timeoutMillis = 0;
      timeout.timeout(nanos, TimeUnit.NANOSECONDS);
    }
  }

  private static void writePlaceholders(long length, BufferedSink sink) throws IOException {
    Buffer bytes = new Buffer();
    for (long left = length; left > 0; ) {
      long count = Math.min(left, PLACEHOLDER_BYTES);
      PLACEHOLDER.copyTo(bytes, 0, count);
      sink.write(bytes, count);
      left -= count;
    }
    sink.flush();
  }

  private void requireAllDiscarded(long length) throws IOException {
    if (discarded != length || sent != length) {
      outlet.close();
      throw new IOException(
          "placeholder bytes discarded must be "
              + length
              + ": "
              + discarded
              + "; body bytes sent: "
              + sent);
    }
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (outlet.isEnded()) {
      throw new ClosedChannelException();
    }
    if (body != null) {
      discard(length);
    } else {
      gather(bytes, offset, length);
    }
  }

  private void discard(int placeholders) throws IOException {
    discarded += placeholders;
    while (sent < discarded) {
      int count = body.copyChunk(this::sendChunk);
      if (count < 0) {
        outlet.close();
        throw new EOFException("the body ends before its length");
      }
      sent += count;
    }
  }

  private ByteBuffer gathered() {
    if (gathered == null) {
      gathered = ByteBuffer.allocateDirect(BUFFER_BYTES);
    }
    return gathered;
  }

  private void gather(byte[] bytes, int offset, int length) throws IOException {
    if (refusesWrites && !holds) {
      outlet.close();
      throw new IOException("the request body before these bytes was not sent whole");
    }
    ByteBuffer target = gathered();
    int from = offset;
    int left = length;
    while (left > 0) {
      if (!target.hasRemaining()) {
        sendGathered();
      }
      int count = Math.min(left, target.remaining());
      target.put(bytes, from, count);
      from += count;
      left -= count;
    }
  }

  private void sendChunk(ByteBuffer chunk) throws IOException {
    if (gathered == null || gathered.position() == 0) {
      sendAll(chunk);
      return;
    }
    sendAll(gathered.flip(), chunk);
    gathered.clear();
  }

  private void sendGathered() throws IOException {
    sendAll(gathered.flip());
    gathered.clear();
  }

  private void sendAll(ByteBuffer... buffers) throws IOException {
    ByteBuffer last = buffers[buffers.length - 1];
    while (last.hasRemaining()) {
      if (outlet.write(buffers) == 0) {
        awaitRoom();
      }
    }
    while (!outlet.drain()) {
      awaitRoom();
    }
  }

  /** Waits for room. The timeout runs until bytes are sent, not until a wait ends. */
  private void awaitRoom() throws IOException {
    if (outlet.sentBytes() != sentBeforeStall) {
      sentBeforeStall = outlet.sentBytes();
      stalledAtNanos = System.nanoTime();
    }
    long stalled = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - stalledAtNanos);
    try {
      if (timeoutMillis > 0 && stalled >= timeoutMillis) {
        throw new SocketTimeoutException("Write timed out");
      }
      outlet.awaitRoom(timeoutMillis == 0 ? 0 : (int) (timeoutMillis - stalled));
    } catch (SocketTimeoutException e) {
      outlet.close(); // else OkHttp would wait for a response
      throw e;
    }
  }

  /** Closes the connection. */
  @Override
  public void close() throws IOException {
    outlet.close();
  }

  @Override
  public void flush() throws IOException {
    if (gathered != null && !holds && !refusesWrites && !outlet.isEnded()) {
      sendGathered();
    }
  }
}
