package io.github.camelus3.client;

import io.github.camelus3.client.http.ConscryptTls;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The implementation of TLS. */
public enum TlsProvider {
  /** Conscrypt if it is on the class path and runs on this platform, otherwise the JDK. */
  AUTO,
  /** The JVM's default provider, the JDK's own unless the JVM is set up otherwise. */
  JDK,
  /** Conscrypt, from the artifact {@code org.conscrypt:conscrypt-openjdk-uber}. */
  CONSCRYPT;

  /**
   * The context of a client.
   *
   * @param trust checks the server's certificates
   * @throws IllegalArgumentException if Conscrypt is required and cannot be used
   */
  SSLContext context(X509TrustManager trust) {
    return switch (this) {
      case JDK -> ofJvm(trust);
      case AUTO -> ConscryptTls.ifUsable(trust).orElseGet(() -> ofJvm(trust));
      case CONSCRYPT -> ConscryptTls.require(trust);
    };
  }

  private static SSLContext ofJvm(X509TrustManager trust) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JVM has no TLS: " + e, e);
    }
  }
}
