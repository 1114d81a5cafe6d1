package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.Masks;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The strings that a request's signature may be for. Written from the documentation (ufile
 * authorization.md) and the SDKs' requests; deliberately not shared with any client.
 *
 * @param key the signed key; for UploadHit it is not the path
 */
record StringToSign(
    String method,
    String contentMd5,
    String contentType,
    String key,
    Us3Api api,
    HeaderFields headers,
    QueryParameters query) {

  private static final String UCLOUD_PREFIX = "x-ucloud-";

  static StringToSign of(Request request, Us3Api api) {
    return new StringToSign(
        request.method(),
        request.headers().first("Content-MD5"),
        request.headers().first("Content-Type"),
        api == Us3Api.UPLOAD_HIT ? request.query().first("FileName") : request.key(),
        api,
        request.headers(),
        request.query());
  }

  /**
   * All valid strings to sign for the bucket. Most SDKs sign no header; the documentation signs
   * {@code x-ucloud-*}. The Java SDK signs the copy source of a part, the Python SDK the query of
   * ListObjects.
   *
   * @param strict accept the documented {@code x-ucloud-*} form only
   */
  List<String> candidates(Credential credential, String bucket, boolean strict) {
    String head = String.join("\n", method, contentMd5, contentType, credential.date()) + "\n";
    List<String> candidates = new ArrayList<>();
    for (String canonical : canonicalHeaders(strict)) {
      for (String resource : resources(bucket)) {
        candidates.add(head + canonical + resource + credential.encodedPolicy());
      }
    }
    return candidates;
  }

  /** The documented form for a log, without secrets. */
  String shown(Credential credential, String bucket) {
    String text = candidates(credential, bucket, true).get(0);
    return Masks.stringToSign(text, credential.encodedPolicy());
  }

  private List<String> canonicalHeaders(boolean strict) {
    List<String> forms = new ArrayList<>(List.of(sortedUCloudHeaders(",")));
    if (!strict) {
      forms.add(sortedUCloudHeaders("")); // ufile-cppsdk appends repeated values
      forms.add("");
      forms.add(copyHeaders());
    }
    return forms.stream().distinct().toList();
  }

  private String sortedUCloudHeaders(String separator) {
    TreeMap<String, String> sorted = new TreeMap<>();
    for (HeaderFields.Field field : headers.fields()) {
      String name = Ascii.lowerCase(field.name());
      if (name.startsWith(UCLOUD_PREFIX)) {
        String value = field.value().strip().replaceAll("\\s*\\r?\\n\\s+", " ");
        sorted.merge(name, value, (a, b) -> a + separator + b);
      }
    }
    StringBuilder lines = new StringBuilder();
    sorted.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    return lines.toString();
  }

  /** Source: ufile-sdk-java, UploadCopyPartApi. */
  private String copyHeaders() {
    StringBuilder lines = new StringBuilder();
    for (String name : List.of("x-ufile-copy-source", "x-ufile-copy-source-range")) {
      if (headers.has(name)) {
        lines.append(name).append(':').append(headers.first(name)).append('\n');
      }
    }
    return lines.toString();
  }

  private List<String> resources(String bucket) {
    String plain = "/" + bucket + "/" + key;
    if (api == Us3Api.LIST_OBJECTS) {
      return List.of(plain, plain + listObjectsSuffix());
    }
    if (api == Us3Api.APPEND) {
      return List.of(plain, plain + "?append&position=" + query.first("position"));
    }
    return List.of(plain);
  }

  /** Source: ufile-sdk-python and ufile-cppsdk. */
  private String listObjectsSuffix() {
    StringBuilder suffix = new StringBuilder("\nlistobjects");
    for (String name : List.of("delimiter", "marker", "max-keys", "prefix")) {
      suffix.append('\n').append(name).append(':').append(query.first(name));
    }
    return suffix.toString();
  }
}
