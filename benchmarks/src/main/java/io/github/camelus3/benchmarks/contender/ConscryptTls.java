package io.github.camelus3.benchmarks.contender;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.conscrypt.Conscrypt;

/** Conscrypt's TLS. Its provider is not registered. */
final class ConscryptTls {
  private ConscryptTls() {}

  /** Connections that trust the JDK's default trust store. */
  static RawTransport transport() throws GeneralSecurityException {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init((KeyStore) null);
    SSLContext context = SSLContext.getInstance("TLS", Conscrypt.newProvider());
    context.init(null, trust.getTrustManagers(), null);
    return new TlsTransport(context.getSocketFactory());
  }
}
