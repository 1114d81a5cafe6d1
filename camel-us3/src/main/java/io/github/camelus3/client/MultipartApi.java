package io.github.camelus3.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The calls of an upload in parts that are neither {@link PartUpload}, {@link FinishUpload} nor
 * {@link PartListing}. Documented where {@link Us3Client} offers them.
 */
final class MultipartApi {
  private static final int MAX_UPLOADS_PER_PAGE = 1000;

  private final Us3Http http;

  MultipartApi(Us3Http http) {
    this.http = http;
  }

  MultipartUpload initiateMultipartUpload(String bucket, String key, ObjectAttributes attributes)
      throws IOException {
    ApiRequest request =
        ApiRequest.object("InitiateMultipartUpload", "POST", bucket, key)
            .query("uploads", "")
            .attributes(attributes);
    HttpResponse response = http.read(request, initiated -> requireUploadId(request, initiated));
    JsonNode json = response.requireJson(request);
    String uploadId = json.path("UploadId").asText();
    String blkSize = json.path("BlkSize").asText("");
    long partSize = blkSize.matches("[0-9]{1,18}") ? Long.parseLong(blkSize) : -1;
    if (partSize <= 0 || partSize > MultipartUpload.MAX_PART_SIZE_BYTES) {
      String what = "BlkSize must be 1 to " + MultipartUpload.MAX_PART_SIZE_BYTES;
      Us3ServiceException unusable = response.unexpected(request, what);
      abortSuppressed(bucket, key, uploadId, unusable);
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

  private void abortSuppressed(String bucket, String key, String uploadId, Us3Exception failure) {
    try {
      abortMultipartUpload(bucket, key, uploadId);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  void abortMultipartUpload(String bucket, String key, String uploadId) throws IOException {
    http.forCleanup()
        .remove(
            ApiRequest.object("AbortMultipartUpload", "DELETE", bucket, key)
                .query("uploadId", Arguments.requireUploadId(uploadId)));
  }

  UploadedPart uploadPartCopy(
      MultipartUpload upload,
      int partNumber,
      String sourceBucket,
      String sourceKey,
      ByteRange range)
      throws IOException {
    Arguments.requirePartNumber(partNumber);
    if (range.last() == Long.MAX_VALUE) {
      throw new IllegalArgumentException("range must have an end: " + range.first() + "-");
    }
    ApiRequest request =
        ApiRequest.object("UploadPartCopy", "PUT", upload.bucket(), upload.key())
            .query("partNumber", Integer.toString(partNumber))
            .query("uploadId", upload.uploadId())
            .contentType(upload.mimeType())
            .copySource(sourceBucket, sourceKey)
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
      return new PartListing(http.forCleanup())
          .find(upload, partNumber)
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
          "maxUploads must be 1 to " + MAX_UPLOADS_PER_PAGE + ": " + maxUploads);
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
}
