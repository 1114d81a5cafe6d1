package io.github.camelus3.client;

import io.github.camelus3.sign.RequestToSign;
import io.github.camelus3.sign.UrlEncoding;
import io.github.camelus3.sign.Us3Signer;
import io.github.camelus3.sign.Utf8;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Creates pre-signed URLs, which let anyone GET or PUT one object until they expire. Sends nothing.
 * Source: UCloud API reference, "authorization-url". Thread safe.
 */
public final class Us3Links {
  private final ServiceHost host;
  private final Us3Signer signer;
  private final Clock clock;

  Us3Links(ServiceHost host, Us3Signer signer, Clock clock) {
    this.host = host;
    this.signer = signer;
    this.clock = clock;
  }

  /**
   * Creates a URL to GET an object.
   *
   * @param validity at least one second
   * @param attachmentName the file name that a browser suggests; null for none
   */
  public URI download(String bucket, String key, Duration validity, String attachmentName) {
    Map<String, String> query = new LinkedHashMap<>();
    if (attachmentName != null) {
      Utf8.bytes("attachmentName", attachmentName); // names the argument in the message
      query.put("ufileattname", attachmentName);
    }
    return link(
        RequestToSign.of("GET", Arguments.requireBucket(bucket), Arguments.requireKey(key)),
        validity,
        query);
  }

  /**
   * Creates a URL to PUT an object. Its user must send exactly these headers.
   *
   * @param validity at least one second
   * @param contentType the {@code Content-Type} to be sent, stripped; null for none
   * @param contentMd5 the {@code Content-MD5} to be sent, in lower-case hexadecimal, which binds
   *     the URL to one content; null for none
   */
  public URI upload(
      String bucket, String key, Duration validity, String contentType, String contentMd5) {
    if (contentMd5 != null && !contentMd5.matches("[0-9a-f]{32}")) {
      throw new IllegalArgumentException(
          "Content-MD5 must be 32 lower-case hexadecimal digits: " + contentMd5);
    }
    RequestToSign put =
        RequestToSign.of("PUT", Arguments.requireBucket(bucket), Arguments.requireKey(key))
            .withContentType(Arguments.requireMimeType(contentType))
            .withContentMd5(contentMd5);
    return link(put, validity, Map.of());
  }

  private URI link(RequestToSign request, Duration validity, Map<String, String> more) {
    if (validity.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("validity must be at least 1 s: " + validity);
    }
    Map<String, String> query = new LinkedHashMap<>(more);
    query.putAll(signer.presignedQuery(request, clock.instant().plus(validity)));
    return URI.create(
        host.baseUrl(request.bucket())
            + '/'
            + UrlEncoding.path(request.key())
            + '?'
            + UrlEncoding.query(query));
  }
}
