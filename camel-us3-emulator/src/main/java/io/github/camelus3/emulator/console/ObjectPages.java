package io.github.camelus3.emulator.console;

import io.github.camelus3.emulator.protocol.Ascii;
import io.github.camelus3.emulator.protocol.MediaTypes;
import io.github.camelus3.emulator.protocol.PercentCoding;
import io.github.camelus3.emulator.protocol.ResponseBody;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.Buckets;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.OpenObject;
import io.github.camelus3.emulator.store.Upload;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Buckets, objects and unfinished uploads as JSON, in pages. Reads the store without a request, so
 * that looking leaves no trace in the list. Thread safe.
 */
final class ObjectPages {
  static final int PAGE_SIZE = 100;

  private static final int MAX_UPLOADS = 200;

  /** A larger image is not shown. */
  private static final long MAX_IMAGE_BYTES = 10L * 1024 * 1024;

  private static final int MAX_TEXT_BYTES = 64 * 1024;

  /** Types that a browser draws and never executes. */
  private static final Set<String> IMAGES =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/avif");

  /** Sorts behind every key with the prefix. */
  private static final String LAST = new String(Character.toChars(Character.MAX_CODE_POINT));

  private final Buckets buckets;

  ObjectPages(Buckets buckets) {
    this.buckets = buckets;
  }

  /** Every bucket with the number and size of its objects. */
  List<Map<String, Object>> buckets() {
    return buckets.all().stream().map(ObjectPages::bucket).toList();
  }

  private static Map<String, Object> bucket(BucketStore store) {
    long[] total = new long[2];
    store
        .entriesAfter("", "")
        .forEach(
            entry -> {
              total[0]++;
              total[1] += entry.size();
            });
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", store.name());
    json.put("public", store.isPublic());
    json.put("objects", total[0]);
    json.put("bytes", total[1]);
    json.put("uploads", store.uploads().size());
    return json;
  }

  /** The objects and folders under a prefix, {@link #PAGE_SIZE} at once. */
  Map<String, Object> page(String bucket, String prefix, String after) {
    BucketStore store = buckets.get(bucket);
    List<Map<String, Object>> items = new ArrayList<>();
    String marker = after;
    boolean more = true;
    while (more && items.size() < PAGE_SIZE) {
      Iterator<ObjectEntry> entries = store.entriesAfter(marker, prefix).iterator();
      more = entries.hasNext();
      String folder = null;
      while (folder == null && items.size() < PAGE_SIZE && entries.hasNext()) {
        ObjectEntry entry = entries.next();
        folder = folder(entry.key(), prefix);
        items.add(folder == null ? item(entry) : Map.of("folder", folder));
        marker = folder == null ? entry.key() : folder + LAST;
      }
      more = folder != null || entries.hasNext();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("items", items);
    json.put(
        "next", more && store.entriesAfter(marker, prefix).findFirst().isPresent() ? marker : null);
    return json;
  }

  private static String folder(String key, String prefix) {
    int slash = key.indexOf('/', prefix.length());
    return slash < 0 || slash == key.length() - 1 ? null : key.substring(0, slash + 1);
  }

  private static Map<String, Object> item(ObjectEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("key", entry.key());
    json.put("size", entry.size());
    json.put("eTag", entry.eTag());
    json.put("type", entry.mimeType());
    json.put("modified", entry.modifiedAtMillis());
    json.put("storageClass", entry.storageClass());
    return json;
  }

  /** One object, with the beginning of a text. */
  Map<String, Object> detail(String bucket, String key) throws IOException {
    try (OpenObject open = buckets.get(bucket).open(key)) {
      ObjectVersion object = open.object();
      Map<String, Object> json = item(object.entry());
      json.put("bucket", bucket);
      json.put("metadata", object.metadata());
      json.put("tags", object.entry().tags());
      json.put("acl", object.entry().acl());
      boolean isImage = isImage(object) && object.size() <= MAX_IMAGE_BYTES;
      json.put("image", isImage);
      json.put("text", isImage ? null : text(open));
      json.put("textBytes", Math.min(object.size(), MAX_TEXT_BYTES));
      return json;
    }
  }

  /** The beginning of a text; null for other bytes. */
  private static String text(OpenObject open) throws IOException {
    byte[] bytes;
    try (InputStream in = open.from(0)) {
      bytes = in.readNBytes(MAX_TEXT_BYTES);
    }
    for (byte b : bytes) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return null;
      }
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    int last = Math.max(0, text.length() - 4); // the limit may cut a character
    return text.substring(0, last).indexOf('\uFFFD') >= 0 ? null : text;
  }

  private static boolean isImage(ObjectVersion object) {
    return IMAGES.contains(MediaTypes.essence(object.mimeType()));
  }

  /** The bytes: an image to draw, anything else as a download that no browser executes. */
  void content(HttpServerExchange exchange, String bucket, String key) throws IOException {
    try (OpenObject open = buckets.get(bucket).open(key)) {
      ObjectVersion object = open.object();
      boolean isImage = isImage(object) && !exchange.getQueryParameters().containsKey("download");
      exchange
          .getResponseHeaders()
          .put(new HttpString("Content-Security-Policy"), "sandbox; default-src 'none'")
          .put(
              Headers.CONTENT_TYPE,
              isImage
                  ? Ascii.lowerCase(MediaTypes.essence(object.mimeType()))
                  : "application/octet-stream")
          .put(Headers.CONTENT_DISPOSITION, isImage ? "inline" : "attachment; " + fileName(key));
      exchange.setResponseContentLength(object.size());
      try (InputStream in = open.from(0)) {
        ResponseBody.copy(in, exchange.getOutputStream(), object.size());
      }
    }
  }

  private static String fileName(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return "filename*=UTF-8''" + PercentCoding.encode(name.isEmpty() ? "object" : name);
  }

  /** The first unfinished uploads, each with the number and size of its parts. */
  List<Map<String, Object>> uploads(String bucket) {
    return buckets.get(bucket).uploads().stream()
        .limit(MAX_UPLOADS)
        .map(ObjectPages::upload)
        .toList();
  }

  /** The parts of an upload behind a part, {@link #PAGE_SIZE} at once. */
  Map<String, Object> parts(String bucket, String uploadId, long after) {
    List<Upload.Part> parts =
        buckets.get(bucket).uploads().stream()
            .filter(upload -> upload.id().equals(uploadId))
            .findFirst()
            .orElseThrow(() -> ConsoleError.missing("upload " + uploadId))
            .parts();
    List<Upload.Part> following = parts.stream().filter(part -> part.number() > after).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("items", following.stream().limit(PAGE_SIZE).map(ObjectPages::part).toList());
    json.put("more", Math.max(0, following.size() - PAGE_SIZE));
    return json;
  }

  private static Map<String, Object> part(Upload.Part part) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("number", part.number());
    json.put("size", part.body().size());
    json.put("eTag", part.body().partETag());
    json.put("stored", part.stored().toEpochMilli());
    return json;
  }

  private static Map<String, Object> upload(Upload upload) {
    List<Upload.Part> parts = upload.parts();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", upload.id());
    json.put("key", upload.key());
    json.put("type", upload.attributes().mimeType());
    json.put("started", upload.started().toEpochMilli());
    json.put("partSize", upload.partSizeBytes());
    json.put("parts", parts.size());
    json.put("bytes", parts.stream().mapToLong(part -> part.body().size()).sum());
    return json;
  }
}
