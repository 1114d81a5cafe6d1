package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.KeyRules;
import io.github.camelus3.emulator.protocol.QueryParameters;
import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import io.github.camelus3.emulator.store.ObjectAttributes;
import io.github.camelus3.emulator.store.ReceivedBody;
import io.github.camelus3.emulator.store.Upload;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All calls of a multipart upload but Finish. Source: ufile-api, the pages of the same names. */
final class Multipart {
  private static final int DEFAULT_MAX_PARTS = 1000;

  private final ServiceContext context;

  Multipart(ServiceContext context) {
    this.context = context;
  }

  Response initiate(Call call) {
    String id = UUID.randomUUID().toString();
    String key = KeyRules.checked(call.key());
    int partSize = call.fault().blockSizeBytes().orElse(context.settings().blockSizeBytes());
    call.bucket()
        .addUpload(
            new Upload(
                id,
                key,
                ObjectAttributes.of(call.headers()),
                context.now(),
                partSize,
                context.partsDirectory()));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("UploadId", id);
    json.put("BlkSize", partSize);
    json.put("Bucket", call.bucket().name());
    json.put("Key", key);
    return Response.json(200, json);
  }

  Response uploadPart(Call call) throws IOException {
    Upload upload = upload(call);
    int number = partNumber(call.query());
    checkPartSize(upload, call.request().contentLength());
    try (ReceivedBody body = receive(call, upload.partSizeBytes())) {
      if (context.switches().checkPartMd5()) {
        body.checkMd5(call.headers().first("Content-MD5"));
      }
      return store(upload, number, body, Map.of("PartNumber", number));
    }
  }

  Response store(Upload upload, int number, ReceivedBody body, Map<String, Object> json)
      throws IOException {
    if (body.size() == 0) {
      throw Us3Error.badRequest("empty part");
    }
    upload.add(number, body, context.now(), context.switches().allowPartOverwrite());
    return Response.json(200, json).withETag(body.partETag());
  }

  Response abort(Call call) {
    return abort(call, "uploadId");
  }

  /** Aborts the upload whose ID is the value of a parameter. */
  Response abort(Call call, String parameter) {
    call.bucket().removeUpload(upload(call, parameter));
    return Response.empty(200);
  }

  /** The upload that the request names. Its key must be the same. */
  static Upload upload(Call call) {
    return upload(call, "uploadId");
  }

  private static Upload upload(Call call, String parameter) {
    Upload upload = call.bucket().upload(call.query().first(parameter));
    if (!upload.key().equals(call.key())) {
      throw Us3Error.fileNotExist();
    }
    return upload;
  }

  static int partNumber(QueryParameters query) {
    String text = query.first("partNumber");
    int number = query.intValue("partNumber", -1, "invalid part number:", Us3Error.BAD_REQUEST);
    if (number < 0) {
      throw Us3Error.badRequest("invalid part number:" + text);
    }
    return number;
  }

  /** Text of the live service: juicefs issue 3763. */
  static void checkPartSize(Upload upload, long size) {
    int blockSize = upload.partSizeBytes();
    if (size > blockSize) {
      throw Us3Error.badRequest("content length:" + size + " larger than block size:" + blockSize);
    }
  }

  private ReceivedBody receive(Call call, int blockSize) throws IOException {
    return context
        .receiver()
        .receive(
            call.body(),
            blockSize,
            limit -> Us3Error.badRequest("content length larger than block size:" + limit));
  }

  /**
   * The marker is inclusive, contrary to the page: the live response in ufile-sdk-java PR 61 and
   * the SDKs' first marker 0 show it.
   */
  Response listParts(Call call) {
    QueryParameters query = call.query();
    Upload upload = call.bucket().upload(query.first("uploadId"));
    int max = query.intValue("max-parts", DEFAULT_MAX_PARTS, "invalid max-parts:", -15005);
    int marker = query.intValue("part-number-marker", 0, "invalid part-number-marker:", -15005);
    List<Upload.Part> rest =
        upload.parts().stream().filter(part -> part.number() >= marker).toList();
    List<Upload.Part> page = rest.stream().limit(Math.max(0, max)).toList();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("RetCode", 0);
    json.put("ErrMsg", "");
    json.put("Action", "GetMultiUploadPart");
    json.put("Bucket", call.bucket().name());
    json.put("Key", upload.key());
    json.put("StorageClass", upload.attributes().storageClass());
    json.put("UploadId", upload.id());
    json.put("Status", 0);
    json.put(
        "NextPartNumberMarker", page.isEmpty() ? marker : page.get(page.size() - 1).number() + 1);
    json.put("MaxParts", max);
    json.put("IsTruncated", page.size() < rest.size());
    json.put("Parts", page.stream().map(Multipart::json).toList());
    return Response.json(200, json);
  }

  private static Map<String, Object> json(Upload.Part part) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("PartNum", part.number());
    json.put("LastModified", part.stored().getEpochSecond());
    json.put("Etag", part.body().partETag());
    json.put("Size", part.body().size());
    return json;
  }
}
