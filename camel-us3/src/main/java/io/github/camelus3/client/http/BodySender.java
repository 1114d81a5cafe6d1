package io.github.camelus3.client.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import okio.BufferedSink;

/**
 * How a body gets to the connection. What OkHttp is given it copies several times more until it is
 * sent; on a connection of ours without TLS the bytes go to the socket themselves, see {@link
 * UploadOutput#send}.
 *
 * @param lanes where hashing may be done beside sending; null for nowhere
 * @param direct the connection's own output; null to send through OkHttp
 */
record BodySender(HashThreads lanes, DirectOutput direct) {
  /** Through OkHttp, hashed by the sending thread. */
  static final BodySender PLAIN = new BodySender(null, null);

  private static final int CHUNK_BYTES = 64 << 10;

  /** A body that is not larger goes out with its head in one piece. */
  private static final int SMALL_BYTES = 64 << 10;

  /**
   * Sends all bytes and shows them to the observer.
   *
   * @param length of the body; negative if unknown
   */
  void send(ReadableByteChannel bytes, ByteObserver observer, long length, BufferedSink sink)
      throws IOException {
    if (lanes == null) {
      send(bytes, observer, null, length, sink);
      return;
    }
    try (HashThreads.Turn turn = lanes.begin(observer, length)) {
      send(bytes, observer, turn.lane(), length, sink);
    }
  }

  private void send(
      ReadableByteChannel bytes,
      ByteObserver observer,
      HashThread lane,
      long length,
      BufferedSink sink)
      throws IOException {
    if (direct != null && length > SMALL_BYTES) {
      direct.send(bytes, observer, lane, length, sink);
      return;
    }
    try (BodyCopier pump = new BodyCopier(bytes, observer, lane, places(lane, length))) {
      while (pump.step(sink::write) >= 0) {
        // a chunk at a time
      }
    }
  }

  private static ByteBuffer[] places(HashThread lane, long length) {
    if (lane != null) {
      return lane.places();
    }
    boolean isShort = length >= 0 && length < CHUNK_BYTES;
    return new ByteBuffer[] {ByteBuffer.allocate(isShort ? (int) length : CHUNK_BYTES)};
  }
}
