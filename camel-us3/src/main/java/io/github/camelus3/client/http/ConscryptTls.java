package io.github.camelus3.client.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.conscrypt.Conscrypt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS by Conscrypt, whose native code encrypts faster than the JDK's. The provider serves these
 * contexts alone and is not registered with the JVM. Thread safe.
 */
public final class ConscryptTls {
  private static final Logger LOG = LoggerFactory.getLogger(ConscryptTls.class);
  private static final AtomicBoolean REPORTED = new AtomicBoolean();

  private ConscryptTls() {}

  /**
   * A context of Conscrypt; empty if it is not on the class path, or has no native code for this
   * platform. The latter is logged once.
   *
   * @param trust checks the server's certificates
   */
  public static Optional<SSLContext> ifUsable(X509TrustManager trust) {
    if (!isOnClassPath()) {
      return Optional.empty();
    }
    try {
      return Optional.of(context(trust));
    } catch (GeneralSecurityException | LinkageError e) {
      if (REPORTED.compareAndSet(false, true)) {
        LOG.warn("Conscrypt cannot be used on this platform; TLS is the JDK's: {}", e.toString());
      }
      return Optional.empty();
    }
  }

  /**
   * A context of Conscrypt.
   *
   * @param trust checks the server's certificates
   * @throws IllegalArgumentException if Conscrypt cannot be used
   */
  public static SSLContext require(X509TrustManager trust) {
    if (!isOnClassPath()) {
      throw new IllegalArgumentException(
          "tlsProvider conscrypt needs org.conscrypt:conscrypt-openjdk-uber on the class path");
    }
    try {
      return context(trust);
    } catch (GeneralSecurityException | LinkageError e) {
      throw new IllegalArgumentException(
          "tlsProvider conscrypt cannot be used on this platform: " + e, e);
    }
  }

  /** Whether a context is Conscrypt's. */
  static boolean provides(SSLContext context) {
    return context.getProvider().getName().equals("Conscrypt");
  }

  private static boolean isOnClassPath() {
    try {
      Class.forName("org.conscrypt.Conscrypt", false, ConscryptTls.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static SSLContext context(X509TrustManager trust) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS", Conscrypt.newProvider());
    context.init(null, new TrustManager[] {new JdkTrustManager(trust)}, null);
    return context;
  }

  /**
   * Passes certificates on to a trust manager of the JDK. With TLS 1.3 Conscrypt calls the key
   * exchange {@code GENERIC}, which the JDK's refuse: they call it {@code UNKNOWN}.
   */
  private static final class JdkTrustManager extends X509ExtendedTrustManager {
    private final X509TrustManager trust;

    JdkTrustManager(X509TrustManager trust) {
      this.trust = trust;
    }

    private static String nameInJdk(String authType) {
      return "GENERIC".equals(authType) ? "UNKNOWN" : authType;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      trust.checkServerTrusted(chain, nameInJdk(authType));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      throw new CertificateException("this context is for engines");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      if (trust instanceof X509ExtendedTrustManager extended) {
        extended.checkServerTrusted(chain, nameInJdk(authType), engine);
      } else {
        checkServerTrusted(chain, authType);
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("this context is a client's");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return trust.getAcceptedIssuers();
    }
  }
}
