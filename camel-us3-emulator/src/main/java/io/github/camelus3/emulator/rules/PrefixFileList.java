package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.Upload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** PrefixFileList and the list of open uploads. Sources: the ufile-api pages of these names. */
final class PrefixFileList {
  private static final int DEFAULT_LIMIT = 20;
  private static final int MAX_LIMIT = 10_000;

  private PrefixFileList() {}

  static Response prefixFileList(Call call) {
    QueryParameters query = call.query();
    int limit = limit(query);
    BucketStore bucket = call.bucket();
    List<ObjectEntry> found =
        bucket
            .entriesAfter(query.first("marker"), query.first("prefix"))
            .limit(limit + 1L)
            .toList();
    List<ObjectEntry> page = found.subList(0, Math.min(limit, found.size()));
    boolean more = found.size() > page.size() && !page.isEmpty();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("BucketName", bucket.name());
    json.put("BucketId", bucket.id());
    json.put("NextMarker", more ? page.get(page.size() - 1).key() : "");
    json.put("DataSet", page.stream().map(entry -> file(bucket, entry, call.now())).toList());
    return Response.json(200, json);
  }

  static int limit(QueryParameters query) {
    String prefix = "invalid limit:";
    int limit = query.intValue("limit", DEFAULT_LIMIT, prefix, Us3Error.INVALID_PARAMETER);
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new Us3Error(400, Us3Error.INVALID_PARAMETER, prefix + query.first("limit"));
    }
    return limit;
  }

  private static Map<String, Object> file(BucketStore bucket, ObjectEntry entry, Instant now) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("BucketName", bucket.name());
    json.put("FileName", entry.key());
    json.put("Hash", entry.eTag());
    json.put("MimeType", entry.mimeType());
    json.put("first_object", "");
    json.put("Size", entry.size());
    json.put("CreateTime", entry.created().getEpochSecond());
    json.put("ModifyTime", entry.modified().getEpochSecond());
    json.put("StorageClass", entry.storageClass());
    json.put("RestoreStatus", restoreStatus(entry, now));
    return json;
  }

  private static String restoreStatus(ObjectEntry entry, Instant now) {
    if (entry.isFrozenAt(now)) {
      return "Frozen";
    }
    return entry.storageClass().equals(ObjectEntry.ARCHIVE) ? "Restored" : "";
  }

  static Response multipartUploads(Call call) {
    QueryParameters query = call.query();
    int limit = limit(query);
    List<Upload> rest =
        call.bucket().uploads().stream()
            .filter(upload -> upload.key().startsWith(query.first("prefix")))
            .filter(upload -> isAfter(upload, query))
            .toList();
    List<Upload> page = rest.subList(0, Math.min(limit, rest.size()));
    boolean truncated = page.size() < rest.size() && !page.isEmpty();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("RetCode", 0);
    json.put("ErrMsg", "");
    json.put("Bucket", call.bucket().name());
    json.put("NextMarker", truncated ? page.get(page.size() - 1).key() : "");
    json.put("UploadIdMarker", truncated ? page.get(page.size() - 1).id() : "");
    json.put("IsTruncated", truncated);
    json.put("DataSet", page.stream().map(PrefixFileList::upload).toList());
    return Response.json(200, json);
  }

  private static boolean isAfter(Upload upload, QueryParameters query) {
    int byKey = BucketStore.KEY_ORDER.compare(upload.key(), query.first("marker"));
    String idMarker = query.first("upload-id-marker");
    return byKey > 0 || (byKey == 0 && !idMarker.isEmpty() && upload.id().compareTo(idMarker) > 0);
  }

  private static Map<String, Object> upload(Upload upload) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("UploadId", upload.id());
    json.put("FileName", upload.key());
    json.put("StartTime", upload.started().getEpochSecond());
    json.put("StorageClass", upload.attributes().storageClass());
    return json;
  }
}
