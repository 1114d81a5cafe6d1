package io.github.camelus3.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.camelus3.sign.Credentials;
import io.github.camelus3.sign.Us3Signer;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * The US3 object API: one method an API, one HTTP request a call, sent on the calling thread.
 *
 * <p>Nothing is sent twice. A failure is a {@link Us3Exception}; a source of an upload that cannot
 * be read fails with its own {@link IOException}; misuse, such as an empty key, is an {@link
 * IllegalArgumentException} before anything is sent. Thread safe. Whoever builds a client closes
 * it.
 */
public final class Us3Client implements AutoCloseable {
  static final String USER_AGENT = "camel-us3/1.0";

  private static final int PARTS_PER_PAGE = 1000;

  private final HttpStack stack;
  private final Us3Http http;

  Us3Client(ServiceHost host, Credentials credentials, HttpStack stack) {
    this.stack = stack;
    this.http = new Us3Http(host, new Us3Signer(credentials), stack.http(), stack.callbackHttp());
  }

  /** Begins a client; {@code host} and {@code credentials} are required. */
  public static Us3ClientBuilder builder() {
    return new Us3ClientBuilder();
  }

  /**
   * PutFile: stores an object with one PUT and overwrites an existing one. With a policy, US3 calls
   * the callback service once the object is stored, and its reply is in the result. Source: UCloud
   * API reference, "put_file".
   *
   * @throws Us3CallbackException if the object is stored, but its callback failed
   * @throws Us3IntegrityException if the source changed its length (nothing is stored), or the ETag
   *     disagrees (a wrong object is stored)
   */
  public UploadedObject putObject(PutObjectRequest request) throws IOException {
    Checks checks = request.checks();
    // with a policy always: should the answer be lost, the object is recognised by its ETag
    boolean hashed = checks.verifyETag() || request.policyJson() != null;
    ETagDigest digest = hashed ? new ETagDigest() : null;
    ObjectBody body =
        new ObjectBody(
            request.source(), digest == null ? ObjectBody.ByteObserver.NONE : digest::update);
    ApiRequest put =
        ApiRequest.object("PutFile", "PUT", request.bucket(), request.key())
            .attributes(request.attributes())
            .contentMd5(checks.sendContentMd5() ? Integrity.md5(request.source()) : null)
            .policy(request.policyJson())
            .body(body);
    Answer answer = sendHashed(put, digest);
    String reply = request.policyJson() == null ? null : answer.requireReply(put);
    String eTag = reply == null ? answer.requireETag(put) : answer.eTag();
    if (checks.verifyETag()) {
      eTag = Integrity.requireETag(put, digest.eTag(), eTag);
    }
    return new UploadedObject(
        request.bucket(),
        request.key(),
        eTag,
        request.source().length().orElse(-1),
        reply,
        answer.status(),
        answer.sessionId());
  }

  /**
   * InitiateMultipartUpload: begins an upload in parts. An upload that is not finished stays at the
   * service until it is aborted. Source: UCloud API reference, "initiate_multipart_upload".
   */
  public MultipartUpload initiateMultipartUpload(
      String bucket, String key, ObjectAttributes attributes) throws IOException {
    ApiRequest request =
        ApiRequest.object("InitiateMultipartUpload", "POST", bucket, key)
            .query("uploads", "")
            .attributes(attributes);
    Answer answer = http.send(request);
    JsonNode json = answer.requireJson(request);
    String uploadId = json.path("UploadId").asText("");
    long partSize = json.path("BlkSize").asLong(0);
    if (uploadId.isBlank() || partSize <= 0 || partSize > Integer.MAX_VALUE) {
      throw answer.unexpected(request, "no UploadId and BlkSize in the answer");
    }
    return new MultipartUpload(bucket, key, uploadId, attributes.mimeType(), partSize);
  }

  /**
   * UploadPart: stores one part. Any order, any number at once; a part that is stored cannot be
   * stored again. Source: UCloud API reference, "upload_part".
   *
   * @param partNumber from 0
   * @param part exactly {@link MultipartUpload#partSizeBytes()} long, the last part may be shorter
   * @throws Us3DuplicatePartException if that part is stored already
   * @throws Us3IntegrityException if the source changed its length (nothing is stored), or the
   *     part's ETag disagrees
   */
  public UploadedPart uploadPart(
      MultipartUpload upload, int partNumber, ObjectSource part, Checks checks) throws IOException {
    OptionalLong length = part.length();
    if (partNumber < 0 || length.isEmpty()) {
      throw new IllegalArgumentException(
          partNumber < 0 ? "partNumber < 0: " + partNumber : "a part needs a known length");
    }
    MessageDigest sha1 = checks.verifyETag() ? ETags.sha1() : null;
    ObjectBody body =
        new ObjectBody(part, sha1 == null ? ObjectBody.ByteObserver.NONE : sha1::update);
    ApiRequest request =
        ApiRequest.object("UploadPart", "PUT", upload.bucket(), upload.key())
            .query("partNumber", Integer.toString(partNumber))
            .query("uploadId", upload.uploadId())
            .contentType(upload.mimeType())
            .contentMd5(checks.sendContentMd5() ? Integrity.md5(part) : null)
            .body(body);
    Answer answer = http.send(request);
    String eTag = answer.requireETag(request);
    if (sha1 != null) {
      Integrity.requirePartETag(request, partNumber, length.getAsLong(), sha1.digest(), eTag);
    }
    return new UploadedPart(partNumber, eTag, length.getAsLong());
  }

  /**
   * FinishMultipartUpload: makes the parts an object. With a policy, US3 calls the callback service
   * once the object is stored, and its reply is in the result. Source: UCloud API reference,
   * "finish_multipart_upload".
   *
   * @param parts all parts; sent in the order of their numbers
   * @param policyJson the put policy's JSON text, signed and sent as it is; null for none
   * @throws Us3CallbackException if the object is stored, but its callback failed
   * @throws Us3IntegrityException if the object has another length than its parts together
   */
  public UploadedObject finishMultipartUpload(
      MultipartUpload upload, Collection<UploadedPart> parts, String policyJson)
      throws IOException {
    String eTags = parts.stream().sorted().map(UploadedPart::eTag).collect(Collectors.joining(","));
    ApiRequest request =
        ApiRequest.object("FinishMultipartUpload", "POST", upload.bucket(), upload.key())
            .query("uploadId", upload.uploadId())
            .contentType(upload.mimeType())
            .policy(policyJson)
            .body(
                new ObjectBody(
                    ObjectSource.bytes(eTags.getBytes(UTF_8)), ObjectBody.ByteObserver.NONE));
    Answer answer = http.send(request);
    String key = upload.key();
    String reply = null;
    long size = knownSize(parts);
    if (policyJson != null) {
      reply = answer.requireReply(request);
    } else {
      JsonNode json = answer.requireJson(request);
      key = json.path("Key").asText("");
      if (key.isEmpty()) {
        throw answer.unexpected(request, "no Key in the answer");
      }
      size = Integrity.requireSize(request, size, json.path("FileSize").asLong(-1));
    }
    return new UploadedObject(
        upload.bucket(), key, answer.eTag(), size, reply, answer.status(), answer.sessionId());
  }

  /**
   * AbortMultipartUpload: gives up an upload; its parts are deleted and its ID is of no more use.
   * Source: UCloud API reference, "abort_multipart_upload".
   */
  public void abortMultipartUpload(String bucket, String key, String uploadId) throws IOException {
    ApiRequest request =
        ApiRequest.object("AbortMultipartUpload", "DELETE", bucket, key)
            .query("uploadId", requireUploadId(uploadId));
    http.send(request).requireNoPage(request);
  }

  /**
   * ListParts: one page of the parts that an upload has.
   *
   * @param marker the first part number to list. The documents call it exclusive; a live answer and
   *     the SDKs' default of 0 show it inclusive (ufile-sdk-java PR 61)
   * @param maxParts at most so many
   */
  public PartPage listParts(String bucket, String uploadId, int marker, int maxParts)
      throws IOException {
    ApiRequest request =
        ApiRequest.bucket("ListParts", "GET", bucket)
            .query("muploadpart", "")
            .query("max-parts", Integer.toString(maxParts))
            .query("part-number-marker", Integer.toString(marker))
            .query("uploadId", requireUploadId(uploadId));
    Answer answer = http.send(request);
    JsonNode json = answer.requireJson(request);
    if (!json.path("Parts").isArray() && json.path("IsTruncated").isMissingNode()) {
      throw answer.unexpected(request, "no Parts in the answer");
    }
    List<UploadedPart> parts = new ArrayList<>();
    for (JsonNode part : json.path("Parts")) {
      int number = part.path("PartNum").asInt(-1);
      String eTag = part.path("Etag").asText("");
      if (number < 0 || eTag.isBlank()) {
        throw answer.unexpected(request, "a part without PartNum or Etag");
      }
      parts.add(new UploadedPart(number, eTag, part.path("Size").asLong(-1)));
    }
    return new PartPage(
        parts.stream().sorted().toList(),
        json.path("NextPartNumberMarker").asInt(),
        json.path("IsTruncated").asBoolean());
  }

  /**
   * ListParts: all parts that an upload has, page after page.
   *
   * @throws Us3ServiceException if the service repeats a page instead of going on
   */
  public List<UploadedPart> listParts(String bucket, String uploadId) throws IOException {
    TreeMap<Integer, UploadedPart> parts = new TreeMap<>();
    int marker = 0;
    PartPage page = listParts(bucket, uploadId, marker, PARTS_PER_PAGE);
    page.parts().forEach(part -> parts.put(part.partNumber(), part));
    while (page.isTruncated()) {
      if (page.nextMarker() <= marker) {
        throw new Us3ServiceException(
            new FailedCall("ListParts", bucket, ""),
            "the marker does not advance: " + marker + ", then " + page.nextMarker(),
            null);
      }
      marker = page.nextMarker();
      page = listParts(bucket, uploadId, marker, PARTS_PER_PAGE);
      page.parts().forEach(part -> parts.put(part.partNumber(), part));
    }
    return List.copyOf(parts.values());
  }

  /**
   * GetFile: opens a whole object.
   *
   * @return the caller closes it
   * @throws Us3ObjectNotFoundException if there is no such object
   */
  public ObjectContent getObject(String bucket, String key) throws IOException {
    return open(ApiRequest.object("GetFile", "GET", bucket, key), null);
  }

  /**
   * GetFile: opens a piece of an object.
   *
   * @return the caller closes it
   * @throws Us3ServiceException if the service answers with anything but that piece
   */
  public ObjectContent getObject(String bucket, String key, ByteRange range) throws IOException {
    return open(
        ApiRequest.object("GetFile", "GET", bucket, key).header("Range", range.header()), range);
  }

  /**
   * HeadFile: what the service says of an object.
   *
   * @throws Us3ObjectNotFoundException if there is no such object
   */
  public ObjectInfo headObject(String bucket, String key) throws IOException {
    Answer answer = http.send(ApiRequest.object("HeadFile", "HEAD", bucket, key));
    long size = ObjectInfo.lengthOf(answer.headers());
    return ObjectInfo.of(bucket, key, answer.status(), answer.headers(), size);
  }

  /**
   * DeleteFile: deletes an object.
   *
   * @throws Us3ObjectNotFoundException if there is no such object
   */
  public void deleteObject(String bucket, String key) throws IOException {
    ApiRequest request = ApiRequest.object("DeleteFile", "DELETE", bucket, key);
    http.send(request).requireNoPage(request);
  }

  /** Breaks off the calls in flight, which then fail, and closes all connections. */
  @Override
  public void close() {
    stack.close();
  }

  private Answer sendHashed(ApiRequest put, ETagDigest digest) throws IOException {
    try {
      return http.send(put);
    } catch (Us3TransportException e) {
      boolean known = digest != null && put.body().complete();
      throw known ? e.withSentETag(digest.eTag()) : e;
    }
  }

  private ObjectContent open(ApiRequest request, ByteRange range) throws IOException {
    Response response = http.open(request);
    try {
      Headers headers = response.headers();
      long length = ObjectInfo.lengthOf(headers);
      long total = range == null ? length : requireRange(request, range, response);
      FailedCall call = request.call();
      return new ObjectContent(
          ObjectInfo.of(call.bucket(), call.key(), response.code(), headers, total),
          length,
          response.body().byteStream());
    } catch (IOException | RuntimeException e) {
      response.close();
      throw e;
    }
  }

  /** The whole object's length, if the answer is the piece asked for. */
  private static long requireRange(ApiRequest request, ByteRange range, Response response)
      throws Us3ServiceException {
    String contentRange = response.header("Content-Range");
    long length = ObjectInfo.lengthOf(response.headers());
    OptionalLong total = range.totalIn(contentRange, length);
    if (response.code() != 206 || total.isEmpty()) {
      throw Answer.of(response, new byte[0]) // its body is an object's, not for a message
          .unexpected(
              request, "not the range asked for: " + contentRange + ", Content-Length " + length);
    }
    return total.getAsLong();
  }

  private static String requireUploadId(String uploadId) {
    if (Objects.requireNonNull(uploadId, "uploadId").isBlank()) {
      throw new IllegalArgumentException("upload ID is blank");
    }
    return uploadId;
  }

  private static long knownSize(Collection<UploadedPart> parts) {
    boolean known = parts.stream().allMatch(part -> part.sizeBytes() >= 0);
    return known ? parts.stream().mapToLong(UploadedPart::sizeBytes).sum() : -1;
  }
}
