package io.github.camelus3.client.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/**
 * A TLS connection: encrypts several records into one buffer and sends them with one system call.
 * Bytes that were received or encrypted stay here when a read or write ends early.
 *
 * <p>One thread reads and writes. Any thread may call {@link #close()}, which waits for nobody.
 */
final class TlsChannel {
  /**
   * Measured with one part in flight: with one record for each write the JDK takes a quarter more
   * CPU time, with eight a third more.
   */
  private static final int RECORDS_IN_HEAP = 4;

  private static final int RECORDS_OUTSIDE_HEAP = 8;

  private static final int RECEIVE_BYTES = 64 << 10;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final RawConnection connection;
  private final boolean outsideHeap;
  private final ReentrantLock inUse = new ReentrantLock();
  private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BYTES).limit(0);
  private ByteBuffer decrypted; // bytes that were not read; grows to the largest record
  private ByteBuffer encrypted; // bytes that were not sent
  private boolean owesHandshakeRecord; // whether one is encrypted and not sent
  private long sentBytes;
  private boolean closedByPeer;
  private SSLException failure; // null while records can be decrypted

  /**
   * A channel before its handshake.
   *
   * @param outsideHeap whether the engine's code is native, as Conscrypt's, and copies what is in
   *     the heap; the JDK's ciphers copy what is outside
   */
  TlsChannel(SSLEngine engine, RawConnection connection, boolean outsideHeap) {
    this.engine = engine;
    this.connection = connection;
    this.outsideHeap = outsideHeap;
    this.decrypted = ByteBuffer.allocate(applicationBytes()).limit(0);
    this.encrypted = newEncrypted().limit(0);
  }

  private ByteBuffer newEncrypted() {
    return outsideHeap
        ? ByteBuffer.allocateDirect(RECORDS_OUTSIDE_HEAP * packetBytes())
        : ByteBuffer.allocate(RECORDS_IN_HEAP * packetBytes());
  }

  private int applicationBytes() {
    return engine.getSession().getApplicationBufferSize();
  }

  private int packetBytes() {
    return engine.getSession().getPacketBufferSize();
  }

  /**
   * Waits for the handshake, each time for bytes at most as long as the socket's timeout.
   *
   * @throws SSLHandshakeException if the peer's certificate is refused, or the peer refuses
   */
  void handshake() throws IOException {
    inUse.lock();
    try {
      engine.beginHandshake();
      while (isHandshakeStep()) {
        // one step after another
      }
    } catch (SSLException e) {
      sendAlert();
      throw e;
    } finally {
      inUse.unlock();
    }
  }

  /** Runs one step; whether there was one. */
  private boolean isHandshakeStep() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> runTasks();
      case NEED_WRAP -> {
        sendEncrypted();
        encrypt(NOTHING);
        sendEncrypted();
      }
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        if (!decrypt() && (closedByPeer || receive(true) < 0)) {
          throw new SSLHandshakeException("the peer closed the connection during the handshake");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void sendEncrypted() throws IOException {
    while (!drain()) {
      connection.awaitRoom(false, connection.timeoutMillis());
    }
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  /** Tells the peer the end, or why the handshake failed, if that can be sent without a wait. */
  private void sendAlert() {
    if (encrypted.hasRemaining()) {
      return; // the alert would follow half a record
    }
    try {
      engine.closeOutbound();
      encrypt(NOTHING);
      drain();
    } catch (IOException e) {
      // the connection is closed all the same, and the first failure is reported
    }
  }

  /** Waits for bytes, at most as long as the socket's timeout; negative at the end. */
  int read(byte[] bytes, int offset, int length) throws IOException {
    return read(bytes, offset, length, true);
  }

  /** Reads without a wait; 0 also after records without data, such as session tickets. */
  int readNow(byte[] bytes) throws IOException {
    return read(bytes, 0, bytes.length, false);
  }

  private int read(byte[] bytes, int offset, int length, boolean waits) throws IOException {
    inUse.lock();
    try {
      while (!decrypted.hasRemaining()) {
        if (decrypt()) {
          continue;
        }
        if (closedByPeer) {
          return -1;
        }
        if (waits && owesHandshakeRecord) {
          sendEncrypted(); // the peer may wait for it
          owesHandshakeRecord = false;
        }
        int count = receive(waits);
        if (count < 0 && received.hasRemaining()) {
          throw new EOFException("the peer closed the connection inside a TLS record");
        }
        if (count <= 0) {
          return count;
        }
      }
      int count = Math.min(length, decrypted.remaining());
      decrypted.get(bytes, offset, count);
      return count;
    } finally {
      inUse.unlock();
    }
  }

  /** The number of bytes that a read returns without a wait. */
  int available() {
    return decrypted.remaining();
  }

  private int receive(boolean waits) throws IOException {
    received.compact();
    try {
      if (!received.hasRemaining()) {
        throw new SSLException("a TLS record is longer than " + RECEIVE_BYTES + " bytes");
      }
      return waits ? connection.read(received) : connection.readNow(received);
    } finally {
      received.flip();
    }
  }

  /**
   * Decrypts a record, or continues a handshake.
   *
   * @return whether something was done; false if more bytes must be received, or at the end
   */
  private boolean decrypt() throws IOException {
    SSLEngineResult result = unwrap();
    switch (result.getStatus()) {
      case BUFFER_OVERFLOW -> {
        if (applicationBytes() <= decrypted.capacity()) {
          throw new SSLException("a TLS record is longer than " + decrypted.capacity() + " bytes");
        }
        decrypted = ByteBuffer.allocate(applicationBytes()).limit(0);
        return true;
      }
      case CLOSED -> {
        if (connection.isEnded()) {
          throw new SocketException("Socket closed");
        }
        closedByPeer = true;
        return false;
      }
      default -> {
        return continueHandshake(result.getHandshakeStatus()) || result.bytesConsumed() > 0;
      }
    }
  }

  private SSLEngineResult unwrap() throws SSLException {
    if (failure != null) {
      throw new SSLException(failure.getMessage(), failure); // never a clean end
    }
    decrypted.clear();
    try {
      return engine.unwrap(received, decrypted);
    } catch (SSLException e) {
      failure = e;
      throw e;
    } finally {
      decrypted.flip();
    }
  }

  /** Runs tasks and sends handshake records between data, such as new keys; whether it did. */
  private boolean continueHandshake(SSLEngineResult.HandshakeStatus status) throws IOException {
    if (status == SSLEngineResult.HandshakeStatus.NEED_TASK) {
      runTasks();
      return true;
    }
    if (status == SSLEngineResult.HandshakeStatus.NEED_WRAP && !encrypted.hasRemaining()) {
      encrypt(NOTHING);
      owesHandshakeRecord = !drain();
      return true;
    }
    return false; // a record that cannot be sent now goes out before the next data
  }

  /**
   * Encrypts and sends bytes without a wait.
   *
   * @return how many bytes were encrypted; 0 while earlier ones are not sent
   */
  long write(ByteBuffer... buffers) throws IOException {
    inUse.lock();
    try {
      long count = drain() ? encrypt(buffers) : 0;
      drain();
      return count;
    } finally {
      inUse.unlock();
    }
  }

  /** Encrypts as many bytes as fit; at least one record, also of none. Earlier ones are sent. */
  private long encrypt(ByteBuffer... buffers) throws IOException {
    if (encrypted.capacity() < packetBytes()) {
      encrypted = newEncrypted();
    }
    ByteBuffer last = buffers[buffers.length - 1];
    long count = 0;
    encrypted.clear();
    try {
      do {
        SSLEngineResult result = engine.wrap(buffers, encrypted);
        if (result.getStatus() == SSLEngineResult.Status.CLOSED && result.bytesProduced() == 0) {
          throw new SocketException("the TLS connection is closed");
        }
        if (result.bytesProduced() == 0 && last.hasRemaining()) {
          throw new SSLException("TLS cannot send now: " + result);
        }
        count += result.bytesConsumed();
      } while (last.hasRemaining() && encrypted.remaining() >= packetBytes());
    } finally {
      encrypted.flip();
    }
    return count;
  }

  long sentBytes() {
    return sentBytes;
  }

  /** Sends encrypted bytes without a wait; whether all are sent. */
  boolean drain() throws IOException {
    inUse.lock();
    try {
      if (encrypted.hasRemaining()) {
        int before = encrypted.remaining();
        connection.write(encrypted);
        sentBytes += before - encrypted.remaining();
      }
      return !encrypted.hasRemaining();
    } finally {
      inUse.unlock();
    }
  }

  /**
   * Ends the waits of the thread that reads or writes. If there is none, the peer is notified. The
   * connection itself stays open.
   */
  void close() throws IOException {
    connection.end();
    if (!inUse.tryLock()) {
      return;
    }
    try {
      sendAlert();
      freeNativeMemory();
    } finally {
      inUse.unlock();
    }
  }

  /** Conscrypt frees its memory once both directions are closed, else with the garbage. */
  private void freeNativeMemory() {
    if (outsideHeap) {
      try {
        engine.closeInbound();
      } catch (SSLException e) {
        // the peer has not closed its direction; the connection is closed all the same
      }
    }
  }
}
