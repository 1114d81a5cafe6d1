package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.callback.PutPolicy;
import io.github.camelus3.emulator.protocol.KeyRules;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.ObjectAttributes;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.PartsInputStream;
import io.github.camelus3.emulator.store.ReceivedBody;
import io.github.camelus3.emulator.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** FinishMultipartUpload. Source: ufile-api finish_multipart_upload.md. */
final class FinishUpload {
  /** Enough for the maximum of parts: 5 TB in 4 MiB parts, 33 characters each. */
  private static final int MAX_BODY_BYTES = 64 * 1024 * 1024;

  private final ServiceContext context;

  FinishUpload(ServiceContext context) {
    this.context = context;
  }

  Response finish(Call call) throws IOException {
    Optional<PutPolicy> policy = context.callbacks().policy(call.encodedPolicy());
    Upload upload = Multipart.upload(call);
    List<String> eTags = eTags(call);
    ObjectVersion object;
    synchronized (upload) { // of two concurrent calls the second finds it closed
      upload.checkOpen();
      check(upload, eTags);
      object = join(call, upload);
      call.bucket().removeUpload(upload);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("Bucket", call.bucket().name());
    json.put("Key", object.key());
    json.put("FileSize", object.size());
    return context
        .callbacks()
        .respond(
            policy,
            call.request().sessionId(),
            call.fault(),
            call.bucket(),
            object,
            Response.json(200, json));
  }

  /** Accepts quotes (Python SDK) and a trailing comma (C SDK). */
  private static List<String> eTags(Call call) throws IOException {
    byte[] bytes = call.body().readNBytes(MAX_BODY_BYTES + 1);
    if (bytes.length > MAX_BODY_BYTES) {
      throw Us3Error.badRequest("etag list too long");
    }
    List<String> eTags = new ArrayList<>();
    for (String text : new String(bytes, StandardCharsets.UTF_8).split(",", -1)) {
      String eTag = text.strip().replace("\"", "");
      if (!eTag.isEmpty()) {
        eTags.add(eTag);
      }
    }
    return eTags;
  }

  /** Only the first code and text are documented. */
  private void check(Upload upload, List<String> eTags) {
    List<Upload.Part> parts = upload.parts();
    if (eTags.size() != parts.size()) {
      throw Us3Error.badRequest("invalid etag count"); // text: PicUploader issue 4
    }
    if (parts.isEmpty()) {
      throw Us3Error.badRequest("no part uploaded");
    }
    for (int i = 0; i < parts.size(); i++) {
      boolean last = i == parts.size() - 1;
      checkPlaceAndSize(parts.get(i), i, last ? -1 : upload.partSizeBytes());
    }
    if (!context.switches().finishByETagCount() && !matches(parts, eTags)) {
      throw Us3Error.badRequest("invalid etag");
    }
  }

  /** A negative {@code wantedSize} accepts any size. */
  private static void checkPlaceAndSize(Upload.Part part, int place, int wantedSize) {
    if (part.number() != place) {
      throw Us3Error.badRequest("part missing:" + place);
    }
    if (wantedSize >= 0 && part.body().size() != wantedSize) {
      throw Us3Error.badRequest("invalid part size:" + part.body().size());
    }
  }

  private boolean matches(List<Upload.Part> parts, List<String> eTags) {
    if (context.switches().strictETagOrder()) {
      for (int i = 0; i < parts.size(); i++) {
        if (!isETagOf(parts.get(i), eTags.get(i))) {
          return false;
        }
      }
      return true;
    }
    Map<String, Integer> missing = new LinkedHashMap<>();
    parts.forEach(part -> missing.merge(part.body().partETag(), 1, Integer::sum));
    Map<String, String> partForm = new LinkedHashMap<>();
    parts.forEach(part -> partForm.put(part.body().eTag(), part.body().partETag()));
    eTags.forEach(eTag -> missing.merge(partForm.getOrDefault(eTag, eTag), -1, Integer::sum));
    return missing.values().stream().allMatch(count -> count == 0);
  }

  /**
   * Accepts the part's ETag of 28 characters, and the 32 characters of an object with the same
   * bytes.
   */
  private static boolean isETagOf(Upload.Part part, String eTag) {
    return eTag.equals(part.body().partETag()) || eTag.equals(part.body().eTag());
  }

  private ObjectVersion join(Call call, Upload upload) throws IOException {
    BucketStore bucket = call.bucket();
    ObjectAttributes attributes = attributes(call, upload);
    String key = key(call);
    try (InputStream bytes = bytes(upload);
        ReceivedBody body = context.receiver().receive(bytes, Long.MAX_VALUE, Us3Error::tooLarge)) {
      return bucket.put(ObjectEntry.of(key, body, attributes, context.now()), body);
    }
  }

  private static InputStream bytes(Upload upload) {
    return new PartsInputStream(upload.parts().stream().map(part -> part.body().file()).toList());
  }

  private static ObjectAttributes attributes(Call call, Upload upload) {
    ObjectAttributes begun = upload.attributes();
    boolean replace = call.headers().first("X-Ufile-Metadata-Directive").equals("REPLACE");
    return replace
        ? new ObjectAttributes(
            begun.mimeType(), begun.storageClass(), ObjectAttributes.meta(call.headers()))
        : begun;
  }

  /** {@code newKey} is used only when the key exists. The page's syntax line names it newObject. */
  private static String key(Call call) {
    String newKey = call.query().find("newKey").orElseGet(() -> call.query().first("newObject"));
    boolean taken = call.bucket().find(call.key()).isPresent();
    return taken && !newKey.isEmpty() ? KeyRules.checked(newKey) : call.key();
  }
}
