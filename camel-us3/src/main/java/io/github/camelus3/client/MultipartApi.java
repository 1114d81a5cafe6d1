package io.github.camelus3.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.client.source.ObjectSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The calls of an upload in parts; documented where {@link Us3Client} offers them. */
final class MultipartApi {
  private static final int PARTS_PER_PAGE = 1000;
  private static final int MAX_UPLOADS_PER_PAGE = 1000;

  private final Us3Http http;

  MultipartApi(Us3Http http) {
    this.http = http;
  }

  /** For what is asked also when the requests of this one were ended. */
  private MultipartApi forCleanup() {
    return new MultipartApi(http.forCleanup());
  }

  MultipartUpload initiateMultipartUpload(String bucket, String key, ObjectAttributes attributes)
      throws IOException {
    ApiRequest request =
        ApiRequest.object("InitiateMultipartUpload", "POST", bucket, key)
            .query("uploads", "")
            .attributes(attributes);
    HttpResponse response = http.read(request, begun -> requireUploadId(request, begun));
    JsonNode json = response.requireJson(request);
    String uploadId = json.path("UploadId").asText();
    String blkSize = json.path("BlkSize").asText("");
    long partSize = blkSize.matches("[0-9]{1,18}") ? Long.parseLong(blkSize) : -1;
    if (partSize <= 0 || partSize > MultipartUpload.MAX_PART_SIZE_BYTES) {
      String what = "BlkSize is not within 1 to " + MultipartUpload.MAX_PART_SIZE_BYTES;
      Us3ServiceException unusable = response.unexpected(request, what);
      abort(bucket, key, uploadId, unusable);
      throw unusable;
    }
    return new MultipartUpload(bucket, key, uploadId, attributes.mimeType(), partSize);
  }

  private static HttpResponse requireUploadId(ApiRequest request, HttpResponse response)
      throws Us3ServiceException {
    if (response.requireJson(request).path("UploadId").asText("").isBlank()) {
      throw response.unexpected(request, "no UploadId in the response");
    }
    return response;
  }

  private void abort(String bucket, String key, String uploadId, Us3Exception failure) {
    try {
      abortMultipartUpload(bucket, key, uploadId);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  UploadedPart uploadPart(
      MultipartUpload upload,
      int partNumber,
      ObjectSource part,
      IntegrityOptions checks,
      boolean mayBeStored)
      throws IOException {
    OptionalLong length = part.length();
    if (partNumber < 0 || length.isEmpty()) {
      throw new IllegalArgumentException(
          partNumber < 0 ? "partNumber < 0: " + partNumber : "a part needs a known length");
    }
    return new PartUpload(http, forCleanup(), upload, partNumber, part, checks, mayBeStored).run();
  }

  UploadedObject finishMultipartUpload(
      MultipartUpload upload,
      Collection<UploadedPart> parts,
      String policyJson,
      IntegrityOptions checks,
      boolean mayBeFinished)
      throws IOException {
    return new FinishUpload(http, forCleanup(), upload, parts, policyJson, checks, mayBeFinished)
        .run();
  }

  void abortMultipartUpload(String bucket, String key, String uploadId) throws IOException {
    http.forCleanup()
        .remove(
            ApiRequest.object("AbortMultipartUpload", "DELETE", bucket, key)
                .query("uploadId", requireUploadId(uploadId)));
  }

  PartPage listParts(String bucket, String uploadId, int marker, int maxParts) throws IOException {
    if (marker < 0 || maxParts < 1) {
      throw new IllegalArgumentException(
          marker < 0 ? "marker < 0: " + marker : "maxParts < 1: " + maxParts);
    }
    return page(bucket, uploadId, marker, maxParts);
  }

  private PartPage page(String bucket, String uploadId, int marker, int maxParts)
      throws IOException {
    ApiRequest request =
        ApiRequest.bucket("ListParts", "GET", bucket)
            .query("muploadpart", "")
            .query("max-parts", Integer.toString(maxParts))
            .query("part-number-marker", Integer.toString(marker))
            .query("uploadId", requireUploadId(uploadId));
    return http.read(request, response -> parts(request, response));
  }

  private static PartPage parts(ApiRequest request, HttpResponse response)
      throws Us3ServiceException {
    JsonNode json = response.requireJson(request);
    if (!json.path("Parts").isArray() && json.path("IsTruncated").isMissingNode()) {
      throw response.unexpected(request, "no Parts in the response");
    }
    List<UploadedPart> parts = new ArrayList<>();
    for (JsonNode part : json.path("Parts")) {
      int number = part.path("PartNum").asInt(-1);
      String eTag = part.path("Etag").asText("");
      if (number < 0 || eTag.isBlank()) {
        throw response.unexpected(request, "a part without PartNum or Etag");
      }
      parts.add(new UploadedPart(number, eTag, part.path("Size").asLong(-1)));
    }
    return new PartPage(
        parts.stream().sorted().toList(),
        json.path("NextPartNumberMarker").asInt(),
        json.path("IsTruncated").asBoolean());
  }

  List<UploadedPart> listParts(String bucket, String uploadId) throws IOException {
    TreeMap<Integer, UploadedPart> parts = new TreeMap<>();
    int marker = 0;
    boolean isTruncated = true;
    while (isTruncated) {
      PartPage page = page(bucket, uploadId, marker, PARTS_PER_PAGE);
      if (page.isTruncated() && page.nextMarker() <= marker) {
        throw new Us3ServiceException(
            new ApiCall("ListParts", bucket, ""),
            "the marker does not advance: " + marker + ", then " + page.nextMarker(),
            null);
      }
      page.parts().forEach(part -> parts.put(part.partNumber(), part));
      if (!parts.containsKey(marker)) {
        partAtMarker(bucket, uploadId, marker)
            .ifPresent(part -> parts.put(part.partNumber(), part));
      }
      marker = page.nextMarker();
      isTruncated = page.isTruncated();
    }
    return List.copyOf(parts.values());
  }

  /** The part with this number, whether the service lists from the marker on or behind it. */
  Optional<UploadedPart> findPart(MultipartUpload upload, int partNumber) throws IOException {
    PartPage page = page(upload.bucket(), upload.uploadId(), partNumber, 1);
    Optional<UploadedPart> found = numbered(page, partNumber);
    return found.isPresent() ? found : partAtMarker(upload.bucket(), upload.uploadId(), partNumber);
  }

  /** The part that a listing from its number on leaves out where the marker is exclusive. */
  private Optional<UploadedPart> partAtMarker(String bucket, String uploadId, int partNumber)
      throws IOException {
    try {
      return numbered(page(bucket, uploadId, partNumber - 1, 2), partNumber);
    } catch (Us3ServiceException refused) {
      if (partNumber == 0 && !refused.isRetryable()) {
        return Optional.empty(); // a marker of -1 is not for every service
      }
      throw refused;
    }
  }

  private static Optional<UploadedPart> numbered(PartPage page, int partNumber) {
    return page.parts().stream().filter(part -> part.partNumber() == partNumber).findFirst();
  }

  UploadedPart uploadPartCopy(
      MultipartUpload upload,
      int partNumber,
      String sourceBucket,
      String sourceKey,
      ByteRange range)
      throws IOException {
    if (partNumber < 0 || range.last() == Long.MAX_VALUE) {
      throw new IllegalArgumentException(
          partNumber < 0 ? "partNumber < 0: " + partNumber : "a part's range needs an end");
    }
    ApiRequest request =
        ApiRequest.object("UploadPartCopy", "PUT", upload.bucket(), upload.key())
            .query("partNumber", Integer.toString(partNumber))
            .query("uploadId", upload.uploadId())
            .contentType(upload.mimeType())
            .header("X-Ufile-Copy-Source", Us3Client.copySource(sourceBucket, sourceKey))
            .header("X-Ufile-Copy-Source-Range", range.header());
    long length = range.last() - range.first() + 1;
    return http.send(
        request,
        response -> new UploadedPart(partNumber, response.requireETag(request), length),
        (failure, attempt) ->
            attempt > 1 && failure instanceof Us3DuplicatePartException
                ? copied(upload, partNumber, length, failure)
                : null);
  }

  /** The part that an earlier attempt has copied; null when it has another length. */
  private UploadedPart copied(
      MultipartUpload upload, int partNumber, long length, Us3Exception failure)
      throws Us3Exception {
    try {
      return forCleanup()
          .findPart(upload, partNumber)
          .filter(part -> part.sizeBytes() == length)
          .orElse(null);
    } catch (IOException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  UploadPage listMultipartUploads(String bucket, String prefix, String marker, int maxUploads)
      throws IOException {
    if (maxUploads < 1 || maxUploads > MAX_UPLOADS_PER_PAGE) {
      throw new IllegalArgumentException(
          "uploads a page are not within 1 to " + MAX_UPLOADS_PER_PAGE + ": " + maxUploads);
    }
    UploadMarker from = UploadMarker.parse(marker);
    ApiRequest request =
        ApiRequest.bucket("GetMultiUploadId", "GET", bucket)
            .query("muploadid", "")
            .query("limit", Integer.toString(maxUploads))
            .query("marker", from.key())
            .query("prefix", prefix);
    if (!from.uploadId().isEmpty()) {
      request.query("upload-id-marker", from.uploadId());
    }
    return http.read(request, response -> uploads(bucket, request, response));
  }

  private static UploadPage uploads(String bucket, ApiRequest request, HttpResponse response)
      throws Us3ServiceException {
    JsonNode json = response.requireJson(request);
    if (!json.path("DataSet").isArray() && !json.has("NextMarker")) {
      throw response.unexpected(request, "no DataSet");
    }
    List<UnfinishedUpload> uploads = new ArrayList<>();
    for (JsonNode node : json.path("DataSet")) {
      if (node.path("FileName").asText("").isEmpty()
          || node.path("UploadId").asText("").isEmpty()) {
        throw response.unexpected(request, "an upload without FileName or UploadId");
      }
      uploads.add(
          new UnfinishedUpload(
              bucket,
              node.path("FileName").asText(),
              node.path("UploadId").asText(),
              node.path("StorageClass").asText(null),
              Instant.ofEpochSecond(node.path("StartTime").asLong())));
    }
    UploadMarker next =
        new UploadMarker(
            json.path("NextMarker").asText(""), json.path("UploadIdMarker").asText(""));
    return new UploadPage(uploads, next.toText());
  }

  private static String requireUploadId(String uploadId) {
    if (Objects.requireNonNull(uploadId, "uploadId").isBlank()) {
      throw new IllegalArgumentException("upload ID is blank");
    }
    return uploadId;
  }
}
