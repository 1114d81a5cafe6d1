package io.github.camelus3.emulator.callback;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS of one connection, with the JVM's authorities. Keeps the certificate of the service, to name
 * the reason that Go names: Go checks dates, names and authority in this order, the JDK the
 * authority first. One thread uses it.
 */
final class CallbackTls {
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

  private final String host;
  private X509Certificate presented;
  private boolean untrusted;

  CallbackTls(String host) {
    this.host = host;
  }

  /** Encrypts the connection. */
  Socket over(Socket plain, int port) throws IOException {
    SSLSocket socket =
        (SSLSocket) context().getSocketFactory().createSocket(plain, host, port, true);
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

  private SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Recorder(authorities())}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the JVM has no TLS", e);
    }
  }

  /** Those of {@code javax.net.ssl.trustStore}, or of the JDK. */
  private static X509TrustManager authorities() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new GeneralSecurityException("the JVM has no X.509");
  }

  private final class Recorder implements X509TrustManager {
    private final X509TrustManager authorities;

    Recorder(X509TrustManager authorities) {
      this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      presented = chain[0];
      untrusted = true;
      authorities.checkServerTrusted(chain, authType);
      untrusted = false;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      authorities.checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.getAcceptedIssuers();
    }
  }

  /** The failure in Go's words. */
  CallbackFailure refusal(SSLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("plaintext connection")
        || message.contains("Unsupported or unrecognized")) {
      return CallbackFailure.notTls(e);
    }
    if (presented != null) {
      try {
        presented.checkValidity();
        CertificateNames names = CertificateNames.of(presented);
        if (!names.covers(host)) {
          return CallbackFailure.of(names.mismatch(host), e);
        }
      } catch (CertificateParsingException unreadable) {
        return CallbackFailure.untrusted(e);
      } catch (CertificateException outOfDate) {
        return CallbackFailure.outOfDate(e);
      }
    }
    if (untrusted) {
      return CallbackFailure.untrusted(e);
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
