package io.github.camelus3.emulator.callback;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * The hosts of a certificate, in the order of the certificate. Without names, the common name of
 * the subject is the only one. Immutable.
 */
record CertificateNames(List<String> names, List<String> addresses) {
  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;

  static CertificateNames of(X509Certificate certificate) throws CertificateParsingException {
    List<String> names = new ArrayList<>();
    List<String> addresses = new ArrayList<>();
    Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
    for (List<?> alternative : alternatives == null ? List.<List<?>>of() : alternatives) {
      if (alternative.get(0).equals(DNS_NAME)) {
        names.add((String) alternative.get(1));
      } else if (alternative.get(0).equals(IP_ADDRESS)) {
        addresses.add((String) alternative.get(1));
      }
    }
    if (names.isEmpty()) {
      names.addAll(commonName(certificate));
    }
    return new CertificateNames(List.copyOf(names), List.copyOf(addresses));
  }

  private static List<String> commonName(X509Certificate certificate) {
    try {
      return new LdapName(certificate.getSubjectX500Principal().getName())
          .getRdns().stream()
              .filter(part -> part.getType().equalsIgnoreCase("CN"))
              .map(Rdn::getValue)
              .map(Object::toString)
              .toList();
    } catch (InvalidNameException e) {
      return List.of();
    }
  }

  boolean covers(String host) {
    return CallbackUrl.isAddress(host)
        ? addresses.stream().anyMatch(address -> isSame(address, host))
        : names.stream().anyMatch(name -> matches(name, host));
  }

  /** {@link CallbackUrl#isAddress} accepts only literals, so nothing is looked up. */
  private static boolean isSame(String address, String other) {
    try {
      return InetAddress.getByName(address).equals(InetAddress.getByName(other));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** An asterisk stands for the first label. */
  private static boolean matches(String name, String host) {
    int dot = host.indexOf('.');
    boolean any = name.startsWith("*.") && dot > 0;
    return any
        ? host.substring(dot).equalsIgnoreCase(name.substring(1))
        : name.equalsIgnoreCase(host);
  }

  /** Why the certificate is not one of the host, in Go's words. */
  String mismatch(String host) {
    List<String> valid = CallbackUrl.isAddress(host) ? addresses : names;
    if (!valid.isEmpty()) {
      return "x509: certificate is valid for " + String.join(", ", valid) + ", not " + host;
    }
    return CallbackUrl.isAddress(host)
        ? "x509: cannot validate certificate for "
            + host
            + " because it doesn't contain any IP SANs"
        : "x509: certificate is not valid for any names, but wanted to match " + host;
  }
}
