package io.github.camelus3.emulator.callback;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * TLS of one connection, with the JVM's default context. When that refuses the certificate of the
 * service, a second connection reads the certificate, to name the reason that Go names: Go checks
 * dates, names and authority in this order, the JDK the authority first. One thread uses it.
 */
final class CallbackTls {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

  private final String host;
  private final int port;

  CallbackTls(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /** Opens another connection to the service. */
  interface Dial {
    Socket open() throws IOException;
  }

  /** Encrypts the connection. */
  Socket over(Socket plain, Dial again) throws IOException {
    SSLSocket socket = socket(defaultContext(), plain);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
      return socket;
    } catch (SSLException e) {
      throw e.getCause() instanceof CertificateException ? distrust(e, again) : refusal(e);
    }
  }

  private SSLSocket socket(SSLContext context, Socket plain) throws IOException {
    return (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
  }

  /** That of the application, of the properties {@code javax.net.ssl.*}, or of the JDK. */
  private static SSLContext defaultContext() throws IOException {
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("the JVM has no TLS", e);
    }
  }

  private CallbackFailure distrust(SSLException e, Dial again) {
    Optional<X509Certificate> presented = presented(again);
    if (presented.isEmpty()) {
      return CallbackFailure.untrusted(e);
    }
    try {
      presented.get().checkValidity();
      CertificateNames names = CertificateNames.of(presented.get());
      return names.covers(host)
          ? CallbackFailure.untrusted(e)
          : CallbackFailure.of(names.mismatch(host), e);
    } catch (CertificateParsingException unreadable) {
      return CallbackFailure.untrusted(e);
    } catch (CertificateException outOfDate) {
      return CallbackFailure.outOfDate(e);
    }
  }

  /** Nothing is sent over this connection. */
  private Optional<X509Certificate> presented(Dial again) {
    Recorder recorder = new Recorder();
    try (Socket plain = again.open()) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {recorder}, null);
      socket(context, plain).startHandshake();
    } catch (IOException | GeneralSecurityException e) {
      return Optional.ofNullable(recorder.certificate); // it refuses all
    }
    return Optional.empty();
  }

  /** Keeps the certificate and refuses it. */
  private static final class Recorder implements X509TrustManager {
    private X509Certificate certificate;

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      certificate = chain[0];
      throw new CertificateException("recorded");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("not a server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** The failure in Go's words, after a certificate that the JVM accepts. */
  static CallbackFailure refusal(SSLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("plaintext connection")
        || message.contains("Unsupported or unrecognized")) {
      return CallbackFailure.notTls(e);
    }
    Matcher alert = ALERT.matcher(message);
    if (alert.find()) {
      return CallbackFailure.alert(alert.group(1), e);
    }
    return e.getCause() instanceof EOFException
        ? CallbackFailure.noReply()
        : CallbackFailure.handshake(e);
  }
}
