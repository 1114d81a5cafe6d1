package io.github.camelus3.emulator.callback;

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
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection for one callback, without keep-alive: a service may close an idle connection at the
 * moment of its reuse, and a callback must not be sent twice. One thread uses it. Another thread
 * may close it, which cancels the exchange.
 */
final class CallbackConnection implements Closeable {
  /** A limit of this emulator: a small reply may decode to gigabytes. */
  private static final int MAX_DECODED_BYTES = 16 * 1024 * 1024;

  private final CallbackUrl url;
  private final Socket plain = new Socket();

  /** The current phase, for the message of a timeout. */
  private volatile Phase phase = Phase.LOOKUP;

  private volatile String address;

  private enum Phase {
    LOOKUP,
    DIAL,
    HANDSHAKE,
    HEADERS,
    BODY
  }

  CallbackConnection(CallbackUrl url) {
    this.url = url;
    this.address = url.address(url.host());
  }

  /** A reply, and where it redirects to; "" for nowhere. */
  record Received(CallbackExchange.Reply reply, String location) {}

  /** Sends the request and reads the whole reply. */
  Received exchange(CallbackHop request) throws IOException {
    Socket socket = connect();
    phase = Phase.HEADERS;
    try {
      socket.getOutputStream().write(bytes(request));
      socket.getOutputStream().flush();
      CallbackReader reader = new CallbackReader(new BufferedInputStream(socket.getInputStream()));
      CallbackReader.Head head = reader.head();
      phase = Phase.BODY;
      byte[] body = decoded(head, reader.body(head));
      return new Received(
          new CallbackExchange.Reply(
              head.status(), head.first("Content-Type"), ResponseBody.of(body)),
          head.first("Location"));
    } catch (SocketException e) {
      String local = url.address(plain.getLocalAddress().getHostAddress());
      throw CallbackFailure.reset(
          local.substring(0, local.lastIndexOf(':') + 1) + plain.getLocalPort(), address, e);
    }
  }

  /** Go's client asks for gzip and decodes it. */
  private static byte[] decoded(CallbackReader.Head head, byte[] body) throws IOException {
    if (body.length == 0 || !head.first("Content-Encoding").equalsIgnoreCase("gzip")) {
      return body;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] decoded = in.readNBytes(MAX_DECODED_BYTES + 1);
      if (decoded.length > MAX_DECODED_BYTES) {
        throw CallbackFailure.of("gzip: reply must be at most " + MAX_DECODED_BYTES + " bytes");
      }
      return decoded;
    } catch (ZipException e) {
      throw CallbackFailure.of("gzip: invalid header");
    } catch (EOFException e) {
      throw CallbackFailure.cutReply();
    }
  }

  private Socket connect() throws IOException {
    InetAddress host = lookup();
    address = url.address(host.getHostAddress());
    phase = Phase.DIAL;
    try {
      plain.connect(new InetSocketAddress(host, url.port()));
    } catch (ConnectException e) {
      throw CallbackFailure.refused(address, e);
    } catch (SocketException e) {
      throw CallbackFailure.unreachable(address, e);
    }
    plain.setTcpNoDelay(true);
    phase = Phase.HANDSHAKE;
    return url.isHttps() ? secured() : plain;
  }

  private InetAddress lookup() throws CallbackFailure {
    try {
      return InetAddress.getByName(url.host());
    } catch (UnknownHostException e) {
      throw CallbackFailure.unknownHost(url.host(), e);
    }
  }

  private Socket secured() throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket = (SSLSocket) factory.createSocket(plain, url.host(), url.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (SSLException e) {
      throw refusal(e);
    }
  }

  private CallbackFailure refusal(SSLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("plaintext connection")
        || message.contains("Unsupported or unrecognized")) {
      return CallbackFailure.notTls(e);
    }
    if (isOutOfDate(e)) {
      return CallbackFailure.outOfDate(e);
    }
    if (message.contains("PKIX")) {
      return CallbackFailure.untrusted(e);
    }
    return e.getCause() instanceof CertificateException
        ? CallbackFailure.wrongName(url.host(), e)
        : CallbackFailure.handshake(e);
  }

  private static boolean isOutOfDate(Throwable e) {
    return e != null
        && (e instanceof CertificateExpiredException
            || e instanceof CertificateNotYetValidException
            || isOutOfDate(e.getCause()));
  }

  /** Sends the headers of Go's net/http, but no keep-alive. The service documents none. */
  private byte[] bytes(CallbackHop request) throws IOException {
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder();
    head.append(request.method()).append(' ').append(url.target()).append(" HTTP/1.1\r\n");
    append(head, "Host", url.hostHeader());
    append(head, "User-Agent", "Go-http-client/1.1");
    if (!request.method().equals("GET")) {
      append(head, "Content-Length", Integer.toString(body.length));
    }
    if (!request.contentType().isEmpty()) {
      append(head, "Content-Type", request.contentType());
    }
    url.authorization().ifPresent(value -> append(head, "Authorization", value));
    append(head, "Accept-Encoding", "gzip");
    append(head, "Connection", "close");
    head.append("\r\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.UTF_8));
    out.write(body);
    return out.toByteArray();
  }

  /** Line breaks in a value become blanks. */
  private static void append(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value.replaceAll("[\\r\\n\\x00]", " ")).append("\r\n");
  }

  /** The failure that Go reports for a timeout in the current phase. */
  CallbackFailure late() {
    return switch (phase) {
      case LOOKUP, DIAL -> CallbackFailure.connectTimeout(address);
      case HANDSHAKE -> CallbackFailure.handshakeTimeout();
      case HEADERS -> CallbackFailure.headerTimeout();
      case BODY -> CallbackFailure.bodyTimeout();
    };
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
