package io.github.camelus3.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** ListParts: the parts that the service holds of an upload. Thread safe. */
final class PartListing {
  private static final int PARTS_PER_PAGE = 1000;

  private final Us3Http http;

  PartListing(Us3Http http) {
    this.http = http;
  }

  /** One page; see {@link Us3Client#listParts(String, String, int, int)}. */
  PartPage page(String bucket, String uploadId, int marker, int maxParts) throws IOException {
    if (marker < 0) {
      throw new IllegalArgumentException("marker must be 0 or more: " + marker);
    }
    if (maxParts < 1) {
      throw new IllegalArgumentException("maxParts must be 1 or more: " + maxParts);
    }
    return read(bucket, uploadId, marker, maxParts);
  }

  private PartPage read(String bucket, String uploadId, int marker, int maxParts)
      throws IOException {
    ApiRequest request =
        ApiRequest.bucket("ListParts", "GET", bucket)
            .query("muploadpart", "")
            .query("max-parts", Integer.toString(maxParts))
            .query("part-number-marker", Integer.toString(marker))
            .query("uploadId", Arguments.requireUploadId(uploadId));
    return http.read(request, response -> parse(request, response));
  }

  private static PartPage parse(ApiRequest request, HttpResponse response)
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

  /** All parts of an upload, in the order of their numbers. */
  List<UploadedPart> all(String bucket, String uploadId) throws IOException {
    TreeMap<Integer, UploadedPart> parts = new TreeMap<>();
    int marker = 0;
    boolean isTruncated = true;
    while (isTruncated) {
      PartPage page = read(bucket, uploadId, marker, PARTS_PER_PAGE);
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

  /** The part with this number, whether the service's marker is inclusive or exclusive. */
  Optional<UploadedPart> find(MultipartUpload upload, int partNumber) throws IOException {
    PartPage page = read(upload.bucket(), upload.uploadId(), partNumber, 1);
    Optional<UploadedPart> found = find(page, partNumber);
    return found.isPresent() ? found : partAtMarker(upload.bucket(), upload.uploadId(), partNumber);
  }

  /** The part that a page from its number on leaves out when the marker is exclusive. */
  private Optional<UploadedPart> partAtMarker(String bucket, String uploadId, int partNumber)
      throws IOException {
    try {
      return find(read(bucket, uploadId, partNumber - 1, 2), partNumber);
    } catch (Us3ServiceException refused) {
      if (partNumber == 0 && !refused.isRetryable()) {
        return Optional.empty(); // some services refuse a marker of -1
      }
      throw refused;
    }
  }

  private static Optional<UploadedPart> find(PartPage page, int partNumber) {
    return page.parts().stream().filter(part -> part.partNumber() == partNumber).findFirst();
  }
}
