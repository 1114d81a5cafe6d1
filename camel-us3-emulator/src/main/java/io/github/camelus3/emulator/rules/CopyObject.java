package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.BoundedInputStream;
import io.github.camelus3.emulator.protocol.HeaderFields;
import io.github.camelus3.emulator.protocol.HttpRange;
import io.github.camelus3.emulator.protocol.KeyRules;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.BucketStore;
import io.github.camelus3.emulator.store.ObjectAttributes;
import io.github.camelus3.emulator.store.ObjectEntry;
import io.github.camelus3.emulator.store.ObjectVersion;
import io.github.camelus3.emulator.store.OpenObject;
import io.github.camelus3.emulator.store.ReceivedBody;
import io.github.camelus3.emulator.store.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Calls that create an object or a part from stored bytes. */
final class CopyObject {
  /** Source: ufile-api copy.md. Larger objects are copied in parts. */
  private static final long MAX_COPY_BYTES = 100L * 1024 * 1024;

  private final ServiceContext context;
  private final Multipart multipart;

  CopyObject(ServiceContext context, Multipart multipart) {
    this.context = context;
    this.multipart = multipart;
  }

  Response copy(Call call) throws IOException {
    try (OpenObject source = CopySource.open(context.buckets(), call.headers(), call.now())) {
      if (source.object().size() > MAX_COPY_BYTES) {
        throw Us3Error.badRequest("object larger than " + MAX_COPY_BYTES + ", copy it in parts");
      }
      ObjectAttributes attributes = attributes(call.headers(), source.object());
      return store(call, KeyRules.checked(call.key()), source, attributes);
    }
  }

  private static ObjectAttributes attributes(HeaderFields headers, ObjectVersion source) {
    if (headers.first("X-Ufile-Metadata-Directive").equals("REPLACE")) {
      return ObjectAttributes.of(headers);
    }
    return new ObjectAttributes(
        source.mimeType(), ObjectAttributes.storageClass(headers), source.metadata());
  }

  private Response store(Call call, String key, OpenObject source, ObjectAttributes attributes)
      throws IOException {
    try (ReceivedBody body =
        context.receiver().receive(source.from(0), Long.MAX_VALUE, Us3Error::tooLarge)) {
      ObjectVersion object =
          call.bucket().put(ObjectEntry.of(key, body, attributes, context.now()), body);
      return Response.empty(200).withETag(object.eTag());
    }
  }

  /**
   * Stores an object whose content another object has. Source: ufile-sdk-java, UploadFileHitApi.
   */
  Response uploadHit(Call call) throws IOException {
    String hash = call.query().first("Hash");
    String size = call.query().first("FileSize");
    ObjectVersion known =
        context.buckets().all().stream()
            .flatMap(bucket -> withContent(bucket, hash, size).stream())
            .findFirst()
            .orElseThrow(Us3Error::fileNotExist);
    try (OpenObject same = context.buckets().get(known.bucket()).open(known.key())) {
      if (!same.object().eTag().equals(hash)) {
        throw Us3Error.fileNotExist(); // overwritten since
      }
      ObjectAttributes attributes =
          new ObjectAttributes(same.object().mimeType(), ObjectEntry.STANDARD, Map.of());
      return store(call, KeyRules.checked(call.query().first("FileName")), same, attributes);
    }
  }

  private static Optional<ObjectVersion> withContent(BucketStore bucket, String hash, String size) {
    return bucket
        .entriesAfter("", "")
        .filter(entry -> entry.eTag().equals(hash) && Long.toString(entry.size()).equals(size))
        .findFirst()
        .flatMap(entry -> bucket.find(entry.key()));
  }

  /** Status 419 for an invalid range: ufile-api upload_part_copy.md. */
  Response uploadPartCopy(Call call) throws IOException {
    Upload upload = Multipart.upload(call);
    int number = Multipart.partNumber(call.query());
    try (OpenObject source = CopySource.open(context.buckets(), call.headers(), call.now())) {
      return copyPart(call, upload, number, source);
    }
  }

  /** The ETag is in the JSON too, since the Java SDK reads it there (MultiUploadPartState). */
  private Response copyPart(Call call, Upload upload, int number, OpenObject source)
      throws IOException {
    HttpRange range =
        HttpRange.inCopy(call.headers().first("X-Ufile-Copy-Source-Range"), source.object().size())
            .orElseThrow(() -> new Us3Error(419, Us3Error.BAD_REQUEST, "invalid copy range"));
    Multipart.checkPartSize(upload, range.length());
    InputStream stretch = new BoundedInputStream(source.from(range.first()), range.length());
    try (ReceivedBody body = receive(stretch)) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("PartNumber", number);
      json.put("ETag", body.partETag());
      return multipart
          .store(upload, number, body, json)
          .with("Content-Range", range.contentRange());
    }
  }

  /** Undocumented. Source: ufile-sdk-java AppendObjectApi. Position 0 creates the object. */
  Response append(Call call) throws IOException {
    String key = KeyRules.checked(call.key());
    if (call.bucket().find(key).isEmpty()) {
      return append(call, key, Optional.empty(), InputStream.nullInputStream());
    }
    try (OpenObject before = call.bucket().open(key)) {
      return append(call, key, Optional.of(before.object()), before.from(0));
    }
  }

  private Response append(
      Call call, String key, Optional<ObjectVersion> before, InputStream bytesBefore)
      throws IOException {
    String position = call.query().first("position");
    if (!position.equals(Long.toString(before.map(ObjectVersion::size).orElse(0L)))) {
      throw invalidPosition(position);
    }
    ObjectAttributes attributes = ObjectAttributes.of(call.headers());
    try (ReceivedBody added = receive(call.body())) {
      added.checkMd5(call.headers().first("Content-MD5"));
      try (InputStream first = bytesBefore;
          InputStream second = Files.newInputStream(added.file());
          ReceivedBody whole = receive(new SequenceInputStream(first, second))) {
        ObjectVersion object =
            call.bucket()
                .put(
                    ObjectEntry.of(key, whole, attributes, context.now()),
                    whole,
                    now -> checkUnchanged(before, now, position));
        return Response.empty(200).withETag(object.eTag());
      }
    }
  }

  /** Of two appends to one position at a time the second comes too late. */
  private static void checkUnchanged(
      Optional<ObjectVersion> before, Optional<ObjectVersion> now, String position) {
    if (!now.map(ObjectVersion::file).equals(before.map(ObjectVersion::file))) {
      throw invalidPosition(position);
    }
  }

  private static Us3Error invalidPosition(String position) {
    return Us3Error.badRequest("invalid position:" + position);
  }

  private ReceivedBody receive(InputStream in) throws IOException {
    return context.receiver().receive(in, context.settings().maxPutBytes(), Us3Error::tooLarge);
  }
}
