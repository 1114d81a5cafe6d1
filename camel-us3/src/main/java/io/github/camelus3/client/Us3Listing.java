package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.BiFunction;

/**
 * Lists objects by one of two APIs. ListObjects supports delimiters but is not available in every
 * region; PrefixFileList is older and available everywhere. Thread safe; closed with its {@link
 * Us3Client}.
 */
public final class Us3Listing {
  /**
   * The order in which the service lists keys: that of their bytes in UTF-8. Source: UCloud API
   * reference, "list_objects".
   */
  public static final Comparator<String> KEY_ORDER =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

  private final Us3Http http;

  Us3Listing(Us3Http http) {
    this.http = http;
  }

  /** ListObjects: one page. Source: UCloud API reference, "list_objects". */
  public ObjectPage objects(ListRequest request) throws IOException {
    ApiRequest list =
        ApiRequest.bucket("ListObjects", "GET", request.bucket())
            .query("listobjects", "")
            .query("delimiter", request.delimiter())
            .query("marker", request.marker())
            .query("max-keys", Integer.toString(request.maxKeys()))
            .query("prefix", request.prefix());
    return http.read(list, response -> objects(request, list, response));
  }

  private static ObjectPage objects(ListRequest request, ApiRequest list, HttpResponse response)
      throws Us3ServiceException {
    JsonNode json = response.requireJson(list);
    requireMember(list, response, json, "Contents", "IsTruncated");
    List<ObjectSummary> objects =
        objects(list, response, json.path("Contents"), "Key", Us3Listing::content);
    List<String> prefixes = new ArrayList<>();
    json.path("CommonPrefixes").forEach(node -> prefixes.add(node.path("Prefix").asText()));
    boolean isTruncated = json.path("IsTruncated").asBoolean();
    String next = json.path("NextMarker").asText("");
    return page(list, response, request, new ObjectPage(objects, prefixes, next, isTruncated));
  }

  /**
   * PrefixFileList: one page. The delimiter must be empty. Source: UCloud API reference,
   * "prefix_file_list".
   */
  public ObjectPage prefixFiles(ListRequest request) throws IOException {
    if (!request.delimiter().isEmpty()) {
      throw new IllegalArgumentException(
          "delimiter must be empty for PrefixFileList: " + request.delimiter());
    }
    ApiRequest list =
        ApiRequest.bucket("PrefixFileList", "GET", request.bucket())
            .query("list", "")
            .query("limit", Integer.toString(request.maxKeys()))
            .query("marker", request.marker())
            .query("prefix", request.prefix());
    return http.read(list, response -> files(request, list, response));
  }

  private static ObjectPage files(ListRequest request, ApiRequest list, HttpResponse response)
      throws Us3ServiceException {
    JsonNode json = response.requireJson(list);
    requireMember(list, response, json, "DataSet", "NextMarker");
    List<ObjectSummary> objects =
        objects(list, response, json.path("DataSet"), "FileName", Us3Listing::file);
    String next = json.path("NextMarker").asText("");
    return page(list, response, request, new ObjectPage(objects, List.of(), next, !next.isEmpty()));
  }

  /**
   * ListObjects: all objects after the marker. Pages are read lazily, common prefixes are skipped.
   * The iterator is for one thread. Its methods throw {@link UncheckedIOException}, whose cause is
   * the {@link Us3Exception}.
   */
  public Iterator<ObjectSummary> allObjects(ListRequest request) {
    return new Pages(this::objects, request);
  }

  /** PrefixFileList: all objects after the marker, like {@link #allObjects(ListRequest)}. */
  public Iterator<ObjectSummary> allPrefixFiles(ListRequest request) {
    return new Pages(this::prefixFiles, request);
  }

  private static void requireMember(
      ApiRequest request, HttpResponse response, JsonNode json, String list, String other)
      throws Us3ServiceException {
    if (!json.path(list).isArray() && !json.has(other)) {
      throw response.unexpected(request, "no " + list);
    }
  }

  private static List<ObjectSummary> objects(
      ApiRequest request,
      HttpResponse response,
      JsonNode nodes,
      String keyMember,
      BiFunction<String, JsonNode, ObjectSummary> parser)
      throws Us3ServiceException {
    List<ObjectSummary> objects = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node.path(keyMember).asText("").isEmpty()) {
        throw response.unexpected(request, "an object without " + keyMember);
      }
      objects.add(parser.apply(request.call().bucket(), node));
    }
    return objects;
  }

  /** Fails if the next page would not advance, which would list one page forever. */
  private static ObjectPage page(
      ApiRequest request, HttpResponse response, ListRequest list, ObjectPage page)
      throws Us3ServiceException {
    boolean advances = KEY_ORDER.compare(page.nextMarker(), list.marker()) > 0;
    if (page.isTruncated() && !advances) {
      throw response.unexpected(
          request, "the marker does not advance: " + list.marker() + ", then " + page.nextMarker());
    }
    return page;
  }

  private static ObjectSummary content(String bucket, JsonNode node) {
    Map<String, String> metadata = new HashMap<>();
    node.path("UserMeta")
        .properties()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue().asText()));
    return new ObjectSummary(
        bucket,
        node.path("Key").asText(),
        node.path("Size").asLong(-1), // the service sends a string
        node.hasNonNull("ETag") ? text(node, "ETag") : text(node, "Etag"),
        text(node, "MimeType"),
        text(node, "StorageClass"),
        seconds(node, "LastModified"),
        seconds(node, "CreateTime"),
        metadata,
        null);
  }

  private static ObjectSummary file(String bucket, JsonNode node) {
    return new ObjectSummary(
        bucket,
        node.path("FileName").asText(),
        node.path("Size").asLong(-1),
        text(node, "Hash"),
        text(node, "MimeType"),
        text(node, "StorageClass"),
        seconds(node, "ModifyTime"),
        seconds(node, "CreateTime"),
        Map.of(),
        text(node, "RestoreStatus"));
  }

  private static String text(JsonNode node, String member) {
    return node.hasNonNull(member) ? node.get(member).asText().replace("\"", "") : null;
  }

  private static Instant seconds(JsonNode node, String member) {
    return node.hasNonNull(member) ? Instant.ofEpochSecond(node.get(member).asLong()) : null;
  }

  /** Reads one page. */
  private interface PageReader {
    ObjectPage read(ListRequest request) throws IOException;
  }

  private static final class Pages implements Iterator<ObjectSummary> {
    private final PageReader reader;
    private ListRequest request;
    private Iterator<ObjectSummary> page = List.<ObjectSummary>of().iterator();
    private boolean more = true;

    Pages(PageReader reader, ListRequest request) {
      this.reader = reader;
      this.request = request;
    }

    @Override
    public boolean hasNext() {
      while (!page.hasNext() && more) {
        readPage();
      }
      return page.hasNext();
    }

    private void readPage() {
      try {
        ObjectPage next = reader.read(request);
        page = next.objects().iterator();
        more = next.isTruncated();
        request = request.withMarker(next.nextMarker());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ObjectSummary next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return page.next();
    }
  }
}
