package io.github.camelus3.emulator.callback;

import java.io.IOException;

/**
 * No complete reply arrived. The message is that of Go's net/http, since the service passes it on.
 * The one documented text is "dial tcp ...: getsockopt: connection refused", which Go 1.5 to 1.9
 * print; the others are those versions' too.
 */
public final class CallbackFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private CallbackFailure(String message, Throwable cause) {
    super(message, cause);
  }

  static CallbackFailure of(String message) {
    return new CallbackFailure(message, null);
  }

  static CallbackFailure unknownHost(String host, Throwable cause) {
    return new CallbackFailure("dial tcp: lookup " + host + ": no such host", cause);
  }

  /** The callback service refused the connection. */
  public static CallbackFailure refused(String address, Throwable cause) {
    return new CallbackFailure("dial tcp " + address + ": getsockopt: connection refused", cause);
  }

  /** A network error other than a refused connection or a timeout. */
  static CallbackFailure unreachable(String address, Throwable cause) {
    boolean network = String.valueOf(cause.getMessage()).contains("etwork is unreachable");
    String reason = network ? "network is unreachable" : "no route to host";
    return new CallbackFailure("dial tcp " + address + ": getsockopt: " + reason, cause);
  }

  static CallbackFailure connectTimeout(String address) {
    return of("dial tcp " + address + ": i/o timeout");
  }

  /** No reply arrived before the timeout. */
  public static CallbackFailure headerTimeout() {
    return of("net/http: timeout awaiting response headers");
  }

  static CallbackFailure bodyTimeout() {
    return of("net/http: request canceled (Client.Timeout exceeded while reading body)");
  }

  static CallbackFailure handshakeTimeout() {
    return of("net/http: TLS handshake timeout");
  }

  /** The callback service closed the connection before its reply. */
  static CallbackFailure noReply() {
    return of("EOF");
  }

  /** The callback service closed the connection in the middle of its reply. */
  static CallbackFailure cutReply() {
    return of("unexpected EOF");
  }

  static CallbackFailure reset(String local, String remote, Throwable cause) {
    return new CallbackFailure(
        "read tcp " + local + "->" + remote + ": read: connection reset by peer", cause);
  }

  static CallbackFailure malformed(String what) {
    return of("net/http: HTTP/1.x transport connection broken: " + what);
  }

  static CallbackFailure notTls(Throwable cause) {
    return new CallbackFailure("tls: first record does not look like a TLS handshake", cause);
  }

  static CallbackFailure untrusted(Throwable cause) {
    return new CallbackFailure("x509: certificate signed by unknown authority", cause);
  }

  static CallbackFailure outOfDate(Throwable cause) {
    return new CallbackFailure("x509: certificate has expired or is not yet valid", cause);
  }

  static CallbackFailure wrongName(String host, Throwable cause) {
    return new CallbackFailure(
        "x509: certificate is not valid for any names, but wanted to match " + host, cause);
  }

  static CallbackFailure handshake(Throwable cause) {
    return new CallbackFailure("remote error: tls: handshake failure", cause);
  }
}
