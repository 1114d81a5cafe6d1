package io.github.camelus3.benchmarks.sink;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import okhttp3.tls.HeldCertificate;
import org.conscrypt.Conscrypt;

/** A new self-signed certificate for the loopback address, with its key. Immutable. */
public final class SinkCertificate {
  /** The password of the trust store. */
  public static final String PASSWORD = "changeit";

  private static final String ALIAS = "sink";

  private final HeldCertificate held;

  private SinkCertificate(HeldCertificate held) {
    this.held = held;
  }

  static SinkCertificate create() {
    String address = InetAddress.getLoopbackAddress().getHostAddress();
    return new SinkCertificate(
        new HeldCertificate.Builder().addSubjectAlternativeName(address).build());
  }

  /** The certificate without its key. */
  public X509Certificate certificate() {
    return held.certificate();
  }

  /** Conscrypt's TLS for a server, so that the sink takes as little CPU time as possible. */
  SSLContext serverContext() throws IOException {
    try {
      KeyStore keys = emptyStore();
      char[] password = PASSWORD.toCharArray();
      Certificate[] chain = {held.certificate()};
      keys.setKeyEntry(ALIAS, held.keyPair().getPrivate(), password, chain);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS", Conscrypt.newProvider());
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the sink has no TLS", e);
    }
  }

  /** Writes a PKCS #12 trust store with {@link #PASSWORD} for {@code javax.net.ssl.trustStore}. */
  public void writeTrustStore(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore trusted = emptyStore();
      trusted.setCertificateEntry(ALIAS, held.certificate());
      trusted.store(out, PASSWORD.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException("the trust store cannot be written: " + file, e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
