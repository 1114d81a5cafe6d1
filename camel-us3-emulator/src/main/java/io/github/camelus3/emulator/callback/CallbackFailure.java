package io.github.camelus3.emulator.callback;

import java.io.IOException;

/**
 * No complete reply arrived. The message is that of Go's net/http, since the service passes it on.
 * The one documented text is "dial tcp ...: getsockopt: connection refused", which Go 1.5 to 1.9
 * print. The texts are those of Go 1.9, compared with Go 1.19. Known differences from 1.19: the URL
 * has no quotes, its password is printed, common names of certificates are used, and an expired
 * certificate has no time.
 */
public final class CallbackFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean isAlone;

  /** The URL of the request, when a redirect has led there; else "". */
  private final String url;

  private CallbackFailure(String message, Throwable cause, boolean isAlone, String url) {
    super(message, cause);
    this.isAlone = isAlone;
    this.url = url;
  }

  static CallbackFailure of(String message) {
    return of(message, null);
  }

  static CallbackFailure of(String message, Throwable cause) {
    return new CallbackFailure(message, cause, false, "");
  }

  /** Go puts no method and URL before a failure of the reply's body, nor before one of the URL. */
  static CallbackFailure alone(String message) {
    return new CallbackFailure(message, null, true, "");
  }

  /** The same failure, of the request that a redirect has sent to that URL. */
  CallbackFailure at(String redirectedTo) {
    return new CallbackFailure(getMessage(), getCause(), isAlone, redirectedTo);
  }

  /** Whether Go puts no method and URL before it. */
  boolean isAlone() {
    return isAlone;
  }

  /** The whole text. The method in it is that of the first request. */
  String text(String firstUrl) {
    return isAlone
        ? getMessage()
        : "Post " + (url.isEmpty() ? firstUrl : url) + ": " + getMessage();
  }

  static CallbackFailure unknownHost(String host, Throwable cause) {
    return of("dial tcp: lookup " + host + ": no such host", cause);
  }

  /** The callback service refused the connection. */
  public static CallbackFailure refused(String address, Throwable cause) {
    return of("dial tcp " + address + ": getsockopt: connection refused", cause);
  }

  /** A network error other than a refused connection or a timeout. */
  static CallbackFailure unreachable(String address, Throwable cause) {
    boolean network = String.valueOf(cause.getMessage()).contains("etwork is unreachable");
    String reason = network ? "network is unreachable" : "no route to host";
    return of("dial tcp " + address + ": getsockopt: " + reason, cause);
  }

  static CallbackFailure connectTimeout(String address) {
    return of("dial tcp " + address + ": i/o timeout");
  }

  /** No reply arrived before the timeout. */
  public static CallbackFailure headerTimeout() {
    return of("net/http: timeout awaiting response headers");
  }

  static CallbackFailure bodyTimeout() {
    return alone("net/http: request canceled (Client.Timeout exceeded while reading body)");
  }

  static CallbackFailure handshakeTimeout() {
    return of("net/http: TLS handshake timeout");
  }

  /** The callback service closed the connection before its reply. */
  static CallbackFailure noReply() {
    return of("EOF");
  }

  /** The callback service closed the connection in the middle of the reply's body. */
  static CallbackFailure cutReply() {
    return alone("unexpected EOF");
  }

  static CallbackFailure reset(String local, String remote, Throwable cause) {
    return of("read tcp " + local + "->" + remote + ": read: connection reset by peer", cause);
  }

  static CallbackFailure malformed(String what) {
    return of("net/http: HTTP/1.x transport connection broken: " + what);
  }

  static CallbackFailure notTls(Throwable cause) {
    return of("tls: first record does not look like a TLS handshake", cause);
  }

  static CallbackFailure untrusted(Throwable cause) {
    return of("x509: certificate signed by unknown authority", cause);
  }

  static CallbackFailure outOfDate(Throwable cause) {
    return of("x509: certificate has expired or is not yet valid", cause);
  }

  /** The service refused the handshake. The JDK names the alert with underscores. */
  static CallbackFailure alert(String name, Throwable cause) {
    String words =
        name.equals("protocol_version") ? "protocol version not supported" : name.replace('_', ' ');
    return of("remote error: tls: " + words, cause);
  }

  static CallbackFailure handshake(Throwable cause) {
    return alert("handshake_failure", cause);
  }
}
