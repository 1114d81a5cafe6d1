package io.github.camelus3.emulator.callback;

import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.ResponseBody;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;

/**
 * A connection for one callback, without keep-alive: a service may close an idle connection at the
 * moment of its reuse, and a callback must not be sent twice. One thread uses it. Another thread
 * may close it, which cancels the exchange.
 */
final class CallbackConnection implements Closeable {
  /** Go's least time for an address when others follow. */
  private static final Duration LEAST_FOR_AN_ADDRESS = Duration.ofSeconds(2);

  private final CallbackUrl url;
  private final long end;

  /** Guarded by this; null before the first dial. */
  private Socket plain;

  /** Guarded by this. */
  private boolean closed;

  /** The current phase, for the message of a timeout. */
  private volatile Phase phase = Phase.LOOKUP;

  private volatile String address;

  /** Null until an address has failed. */
  private volatile CallbackFailure first;

  private enum Phase {
    LOOKUP,
    DIAL,
    HANDSHAKE,
    HEADERS,
    BODY
  }

  /** To be used within the limit. */
  CallbackConnection(CallbackUrl url, Duration limit) {
    this.url = url;
    this.end = System.nanoTime() + limit.toNanos();
    this.address = url.address(url.host());
  }

  /** A reply with its headers. */
  record Received(CallbackExchange.Reply reply, HeaderFields fields) {
    String location() {
      return fields.first("Location");
    }
  }

  /**
   * Sends the request and reads the whole reply.
   *
   * @param sent receives the request's headers as soon as they are sent
   */
  Received exchange(CallbackHop request, Consumer<HeaderFields> sent) throws IOException {
    Socket connected = connect(lookup());
    try {
      phase = Phase.HANDSHAKE;
      Socket socket = url.isHttps() ? encrypted(connected) : connected;
      phase = Phase.HEADERS;
      HeaderFields fields = headers(request);
      socket.getOutputStream().write(bytes(request, fields));
      socket.getOutputStream().flush();
      sent.accept(fields);
      CallbackReader reader = new CallbackReader(new BufferedInputStream(socket.getInputStream()));
      CallbackReader.Head head = reader.head();
      phase = Phase.BODY;
      byte[] body = decoded(head, reader.body(head));
      return new Received(
          new CallbackExchange.Reply(
              head.status(), head.first("Content-Type"), ResponseBody.of(body)),
          head.fields());
    } catch (SSLException e) {
      throw CallbackTls.refusal(e);
    } catch (SocketException e) {
      String local = url.address(connected.getLocalAddress().getHostAddress());
      throw CallbackFailure.reset(
          local.substring(0, local.lastIndexOf(':') + 1) + connected.getLocalPort(), address, e);
    }
  }

  private Socket encrypted(Socket connected) throws IOException {
    return new CallbackTls(url.host(), url.port())
        .over(connected, () -> again(connected.getRemoteSocketAddress()));
  }

  private Socket again(SocketAddress server) throws IOException {
    Socket socket = new Socket();
    open(socket);
    socket.connect(server);
    return socket;
  }

  /** Go's client asks for gzip and decodes it. */
  private static byte[] decoded(CallbackReader.Head head, byte[] body) throws IOException {
    if (body.length == 0 || !head.first("Content-Encoding").equalsIgnoreCase("gzip")) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return CallbackReader.all(in);
    } catch (ZipException e) {
      boolean isTrailer = String.valueOf(e.getMessage()).contains("trailer");
      throw CallbackFailure.alone("gzip: invalid " + (isTrailer ? "checksum" : "header"));
    } catch (EOFException e) {
      throw CallbackFailure.cutReply();
    }
  }

  /**
   * Like Go, tries all addresses in their order, each for its share of the remaining time, and
   * reports the failure of the first.
   */
  Socket connect(InetAddress... hosts) throws IOException {
    for (int i = 0; i < hosts.length; i++) {
      Duration remaining = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
      try {
        return connect(hosts[i], share(remaining, hosts.length - i));
      } catch (CallbackFailure e) {
        first = first == null ? e : first;
      }
    }
    throw Objects.requireNonNull(first, "a name without addresses is unknown");
  }

  /** How long to try the next of so many addresses. */
  static Duration share(Duration remaining, int addresses) {
    Duration share = remaining.dividedBy(addresses);
    Duration least = min(LEAST_FOR_AN_ADDRESS, remaining);
    return share.compareTo(least) < 0 ? least : share;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  private Socket connect(InetAddress host, Duration limit) throws IOException {
    Socket socket = new Socket();
    open(socket);
    address = url.address(host.getHostAddress());
    phase = Phase.DIAL;
    try {
      long millis = Math.max(1, limit.toMillis()); // 0 would be no limit
      socket.connect(
          new InetSocketAddress(host, url.port()), (int) Math.min(Integer.MAX_VALUE, millis));
    } catch (SocketTimeoutException e) {
      socket.close();
      throw CallbackFailure.connectTimeout(address);
    } catch (ConnectException e) {
      socket.close();
      throw CallbackFailure.refused(address, e);
    } catch (SocketException e) {
      socket.close();
      throw CallbackFailure.unreachable(address, e);
    }
    socket.setTcpNoDelay(true);
    return socket;
  }

  /** A closed connection must not be opened again by the thread that tries addresses. */
  private synchronized void open(Socket socket) throws IOException {
    if (closed) {
      socket.close();
      throw new SocketException("closed");
    }
    plain = socket;
  }

  private InetAddress[] lookup() throws CallbackFailure {
    try {
      return InetAddress.getAllByName(url.host());
    } catch (UnknownHostException e) {
      throw CallbackFailure.unknownHost(url.host(), e);
    }
  }

  /** Sends the headers of Go's net/http, but no keep-alive. The service documents none. */
  private HeaderFields headers(CallbackHop request) {
    List<HeaderFields.Field> fields = new ArrayList<>();
    fields.add(field("Host", url.hostHeader()));
    fields.add(field("User-Agent", "Go-http-client/1.1"));
    if (!request.method().equals("GET")) {
      fields.add(field("Content-Length", Integer.toString(body(request).length)));
    }
    if (!request.contentType().isEmpty()) {
      fields.add(field("Content-Type", request.contentType()));
    }
    if (!request.referer().isEmpty()) {
      fields.add(field("Referer", request.referer()));
    }
    url.authorization().ifPresent(value -> fields.add(field("Authorization", value)));
    fields.add(field("Accept-Encoding", "gzip"));
    fields.add(field("Connection", "close"));
    return new HeaderFields(fields);
  }

  /** Line breaks in a value become blanks. */
  private static HeaderFields.Field field(String name, String value) {
    return new HeaderFields.Field(name, value.replaceAll("[\\r\\n\\x00]", " "));
  }

  private static byte[] body(CallbackHop request) {
    return request.body().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] bytes(CallbackHop request, HeaderFields headers) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(url.target()).append(" HTTP/1.1\r\n");
    for (HeaderFields.Field field : headers.fields()) {
      head.append(field.name()).append(": ").append(field.value()).append("\r\n");
    }
    head.append("\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    out.write(body(request));
    return out.toByteArray();
  }

  /** The failure that Go reports for a timeout in the current phase. */
  CallbackFailure late() {
    return switch (phase) {
      case LOOKUP, DIAL -> first == null ? CallbackFailure.connectTimeout(address) : first;
      case HANDSHAKE -> CallbackFailure.handshakeTimeout();
      case HEADERS -> CallbackFailure.headerTimeout();
      case BODY -> CallbackFailure.bodyTimeout();
    };
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (plain != null) {
      plain.close();
    }
  }
}
