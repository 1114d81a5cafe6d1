package io.github.camelus3.client.recorded;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A request as the service understands it; equal requests have the same effect.
 *
 * @param host without a port
 * @param key the decoded path behind the first slash
 * @param query decoded names and values, sorted; a bare name is one with an empty value
 * @param headers by lower-case name, without those of the transport and without empty ones, which
 *     are signed like absent ones
 * @param authorization empty when there is none
 * @param body the SHA-1; of a Finish the SHA-1s in its ETags of either form
 */
record SentRequest(
    String method,
    String host,
    String key,
    List<String> query,
    Map<String, String> headers,
    String authorization,
    long bodyLength,
    String body) {
  private static final Set<String> TRANSPORT =
      Set.of(
          "host",
          "user-agent",
          "content-length",
          "accept-encoding",
          "connection",
          "proxy-connection",
          "authorization");
  private static final String COPY_SOURCE = "x-ufile-copy-source";
  private static final int SHA1_BYTES = 20;

  /**
   * Reads a request.
   *
   * @param headers values by lower-case name
   * @param bodyText null when the body is no text
   */
  static SentRequest of(
      String method,
      String target,
      Map<String, String> headers,
      long bodyLength,
      String bodySha1,
      String bodyText) {
    String[] parts = target.split("\\?", 2);
    List<String> query = parts.length == 1 ? List.of() : query(parts[1]);
    boolean finish =
        method.equals("POST") && query.stream().anyMatch(one -> one.startsWith("uploadId="));
    Map<String, String> others = new TreeMap<>(headers);
    others.keySet().removeAll(TRANSPORT);
    others.values().removeIf(String::isEmpty);
    return new SentRequest(
        method,
        headers.getOrDefault("host", "").replaceFirst(":.*", ""),
        percentDecoded(parts[0].substring(1)),
        query,
        others,
        headers.getOrDefault("authorization", ""),
        finish ? -1 : bodyLength,
        finish ? sha1sIn(bodyText) : bodySha1);
  }

  private static List<String> query(String text) {
    return Arrays.stream(text.split("&", -1))
        .map(one -> one.contains("=") ? one : one + '=')
        .map(one -> URLDecoder.decode(one, UTF_8)) // a plus is a space here, and only here
        .sorted()
        .toList();
  }

  /** Decodes %XX alone; any other percent sign stays. */
  private static String percentDecoded(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream decoded = new ByteArrayOutputStream();
    for (int i = 0; i < bytes.length; i++) {
      String next = new String(bytes, i, Math.min(3, bytes.length - i), ISO_8859_1);
      if (next.matches("%[0-9A-Fa-f]{2}")) {
        decoded.write(HexFormat.fromHexDigits(next.substring(1)));
        i += 2;
      } else {
        decoded.write(bytes[i]);
      }
    }
    return decoded.toString(UTF_8);
  }

  private static String sha1sIn(String eTags) {
    return Arrays.stream(eTags.split(",", -1))
        .map(eTag -> Base64.getUrlDecoder().decode(eTag))
        .map(
            bytes ->
                Arrays.copyOfRange(bytes, Math.max(0, bytes.length - SHA1_BYTES), bytes.length))
        .map(HexFormat.of()::formatHex)
        .collect(Collectors.joining(","));
  }

  /** The part's number; -1 for anything but a part. */
  int partNumber() {
    return query.stream()
        .filter(one -> one.startsWith("partNumber="))
        .map(one -> Integer.parseInt(one.substring("partNumber=".length())))
        .findFirst()
        .orElse(-1);
  }

  SentRequest withoutUploadId() {
    List<String> others =
        query.stream().map(one -> one.replaceFirst("^uploadId=.+", "uploadId=*")).toList();
    return new SentRequest(method, host, key, others, headers, authorization, bodyLength, body);
  }

  SentRequest withoutAuthorization() {
    return new SentRequest(method, host, key, query, headers, "", bodyLength, body);
  }

  SentRequest withHeaders(Map<String, String> others) {
    return new SentRequest(
        method, host, key, query, new TreeMap<>(others), authorization, bodyLength, body);
  }

  /** With that header too, or instead of the one there is. */
  SentRequest withHeader(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name.toLowerCase(Locale.ROOT), value);
    return withHeaders(more);
  }

  /** With the decoded source of a copy; the Go SDK sends it unencoded. */
  SentRequest withDecodedCopySource() {
    return headers.containsKey(COPY_SOURCE)
        ? withHeader(COPY_SOURCE, percentDecoded(headers.get(COPY_SOURCE)))
        : this;
  }

  /** With the number of ETags in place of the body. */
  SentRequest withCountedETags() {
    String count = bodyLength < 0 ? body.split(",", -1).length + " ETags" : body;
    return new SentRequest(method, host, key, query, headers, authorization, bodyLength, count);
  }

  /** The same requests with parts, which are sent side by side, in the order of their numbers. */
  static List<SentRequest> inOrder(List<SentRequest> requests) {
    List<SentRequest> parts =
        requests.stream()
            .filter(request -> request.partNumber() >= 0)
            .sorted((a, b) -> Integer.compare(a.partNumber(), b.partNumber()))
            .toList();
    List<SentRequest> ordered = new ArrayList<>();
    int next = 0;
    for (SentRequest request : requests) {
      ordered.add(request.partNumber() < 0 ? request : parts.get(next++));
    }
    return ordered;
  }
}
