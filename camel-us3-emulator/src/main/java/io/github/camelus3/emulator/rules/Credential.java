package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A client's public key and signature, not yet verified. Immutable.
 *
 * @param encodedPolicy the upload policy as received; "" when there is none
 * @param date the fourth line of the string to sign: the {@code Date} header, or {@code Expires}
 * @param presigned whether it was found in a URL
 * @param expires when a pre-signed URL expires; empty for never, as with the C++ and PHP SDKs
 */
record Credential(
    String publicKey,
    String signature,
    String encodedPolicy,
    String date,
    boolean presigned,
    Optional<Instant> expires) {

  private static final String SCHEME = "UCloud ";

  /**
   * Finds the credential of a request, in its header or its query. The service does not support
   * both at once, so both count as none. Source: ufile authorization-url.md.
   */
  static Optional<Credential> in(HeaderFields headers, QueryParameters query) {
    Optional<Credential> header = inText(headers.first("Authorization"), headers.first("Date"));
    Optional<Credential> url = inQuery(query);
    if (header.isPresent() && url.isPresent()) {
      throw Us3Error.noAuthorization();
    }
    return header.or(() -> url);
  }

  /** Parses {@code UCloud publicKey:signature[:policy]}. Empty for any other text. */
  static Optional<Credential> inText(String authorization, String date) {
    if (!authorization.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String value = authorization.substring(SCHEME.length());
    int first = value.indexOf(':');
    if (first < 0) {
      return Optional.of(new Credential(value, "", "", date, false, Optional.empty()));
    }
    int second = value.indexOf(':', first + 1);
    String signature = value.substring(first + 1, second < 0 ? value.length() : second);
    String policy = second < 0 ? "" : value.substring(second + 1);
    return Optional.of(
        new Credential(
            value.substring(0, first), signature, policy, date, false, Optional.empty()));
  }

  private static Optional<Credential> inQuery(QueryParameters query) {
    if (!query.has("Signature") && !query.has("UCloudPublicKey")) {
      return Optional.empty();
    }
    String expires = query.first("Expires");
    return Optional.of(
        new Credential(
            query.first("UCloudPublicKey"),
            query.first("Signature"),
            "",
            expires,
            true,
            expires.isEmpty() ? Optional.empty() : Optional.of(instant(expires))));
  }

  /** A malformed time counts as expired. Undocumented; this is the safe choice. */
  private static Instant instant(String unixSeconds) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(unixSeconds));
    } catch (NumberFormatException | DateTimeException e) {
      return Instant.EPOCH;
    }
  }

  /** Compares whole seconds: a URL is valid until its second ends. */
  boolean hasExpired(Instant now) {
    return expires.map(end -> end.isBefore(now.truncatedTo(ChronoUnit.SECONDS))).orElse(false);
  }

  @Override
  public String toString() {
    return "Credential[publicKey=" + publicKey + "]"; // neither signature nor policy
  }
}
