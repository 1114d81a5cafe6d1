package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.ObjectEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ListObjects: a page of keys, or of direct children and common prefixes. Some numbers are strings,
 * as in the real responses. Source: ufile-api list_objects.md.
 */
final class ObjectListing {
  private static final int DEFAULT_MAX_KEYS = 100;
  private static final int MAX_MAX_KEYS = 1000;

  private final String prefix;
  private final String marker;
  private final String delimiter;
  private final int maxKeys;
  private final List<ObjectEntry> contents = new ArrayList<>();
  private final List<String> commonPrefixes = new ArrayList<>();
  private String last = "";
  private boolean truncated;

  private ObjectListing(QueryParameters query) {
    prefix = query.first("prefix");
    marker = query.first("marker");
    delimiter = query.first("delimiter");
    maxKeys = query.intValue("max-keys", DEFAULT_MAX_KEYS, "invalid maxkeys:", -15005);
    if (maxKeys < 0 || maxKeys > MAX_MAX_KEYS) {
      throw invalid("invalid maxkeys:" + maxKeys);
    }
    if (!delimiter.isEmpty() && !delimiter.equals("/")) {
      throw invalid("invalid delimiter:" + delimiter);
    }
  }

  private static Us3Error invalid(String message) {
    return new Us3Error(400, Us3Error.INVALID_PARAMETER, message);
  }

  static Response list(Call call) {
    ObjectListing listing = new ObjectListing(call.query());
    listing.collect(call.bucket());
    return Response.json(200, listing.json(call.bucket().name()));
  }

  private void collect(BucketStore bucket) {
    Iterator<ObjectEntry> entries = bucket.entriesAfter(marker, prefix).iterator();
    while (entries.hasNext() && !truncated) {
      ObjectEntry entry = entries.next();
      String rolledUp = rolledUp(entry.key());
      boolean listed = rolledUp.isEmpty() ? !isThePrefixItself(entry) : isNew(rolledUp);
      if (listed && contents.size() + commonPrefixes.size() == maxKeys) {
        truncated = maxKeys > 0;
        return;
      }
      if (listed) {
        add(entry, rolledUp);
      }
    }
  }

  /** The common prefix of a deeper key, including the delimiter; "" for a direct child. */
  private String rolledUp(String key) {
    int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return end < 0 ? "" : key.substring(0, end + 1);
  }

  private boolean isThePrefixItself(ObjectEntry entry) {
    return !delimiter.isEmpty() && prefix.endsWith("/") && entry.key().equals(prefix);
  }

  /** The last common prefix of the previous page is not listed again. */
  private boolean isNew(String rolledUp) {
    boolean before = !marker.isEmpty() && BucketStore.KEY_ORDER.compare(rolledUp, marker) <= 0;
    return !before && !rolledUp.equals(last);
  }

  private void add(ObjectEntry entry, String rolledUp) {
    if (rolledUp.isEmpty()) {
      contents.add(entry);
      last = entry.key();
    } else {
      commonPrefixes.add(rolledUp);
      last = rolledUp;
    }
  }

  private Map<String, Object> json(String bucket) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Name", bucket);
    json.put("Prefix", prefix);
    json.put("MaxKeys", Integer.toString(maxKeys));
    json.put("Delimiter", delimiter);
    json.put("IsTruncated", truncated);
    json.put("NextMarker", truncated ? last : "");
    json.put("Contents", contents.stream().map(ObjectListing::json).toList());
    json.put(
        "CommonPrefixes", commonPrefixes.stream().map(text -> Map.of("Prefix", text)).toList());
    return json;
  }

  private static Map<String, Object> json(ObjectEntry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Key", entry.key());
    json.put("MimeType", entry.mimeType());
    json.put("LastModified", entry.modified().getEpochSecond());
    json.put("CreateTime", entry.created().getEpochSecond());
    json.put("ETag", entry.eTag());
    json.put("Size", Long.toString(entry.size()));
    json.put("StorageClass", entry.storageClass());
    json.put("UserMeta", entry.metadata());
    return json;
  }
}
