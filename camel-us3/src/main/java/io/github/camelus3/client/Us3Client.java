package io.github.camelus3.client;

import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.sign.Us3Signer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.Response;

/**
 * The US3 object API: one method per API, one HTTP request per call, sent on the calling thread.
 *
 * <p>After broken connections, timeouts, 429 and 5xx, requests are retried according to {@link
 * RetryOptions}. A request is not retried if its source cannot be read again. If the service may
 * have executed it, the client first checks the outcome. The client never knowingly causes a second
 * callback.
 *
 * <p>A failed request throws a {@link Us3Exception}, an unreadable source of an upload its own
 * {@link IOException}. Misuse, such as an empty key, throws {@link IllegalArgumentException} before
 * anything is sent. Thread safe. The caller closes the client.
 */
public final class Us3Client implements AutoCloseable {
  /** RFC 9110, 5.6.7; the JDK's RFC 1123 format leaves out the zero of the 1st to 9th. */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private static final Set<Integer> WHOLE = Set.of(200);
  private static final Set<Integer> WHOLE_OR_RANGE = Set.of(200, 206);
  private static final int UNSATISFIABLE = 416; // status for a range beyond the object's end

  private final Us3Http http;
  private final Us3Links links;
  private final Us3Buckets buckets; // through the http of the client that was built

  Us3Client(
      ServiceHost host,
      String bucketHost,
      String projectId,
      Us3Signer signer,
      Transport transport) {
    this.http = new Us3Http(host, signer, transport);
    this.links = new Us3Links(host, signer, Clock.systemUTC());
    this.buckets = new Us3Buckets(bucketHost, signer, http, projectId);
  }

  private Us3Client(Us3Http http, Us3Links links, Us3Buckets buckets) {
    this.http = http;
    this.links = links;
    this.buckets = buckets;
  }

  /**
   * A client for calls that can be cancelled together. Closing it cancels its own calls and retry
   * delays, and leaves this client and its connections open. After close, only cleanup requests
   * (HEAD, ListParts, Abort) are still sent; closing this client cancels those too.
   */
  public Us3Client scoped() {
    return new Us3Client(http.inner(), links, buckets);
  }

  /**
   * As {@link #scoped()}, with a listener that is told of each request of the returned client,
   * cleanup requests included. Listeners of this client are told first.
   */
  public Us3Client scoped(RequestListener listener) {
    return new Us3Client(http.inner(listener), links, buckets);
  }

  /** The connections of this client, and of the clients it is a part of, as they are now. */
  public Us3Connections connections() {
    return http.connections();
  }

  /** Listings of objects. */
  public Us3Listing listing() {
    return new Us3Listing(http);
  }

  /** Tags, access rights, MIME type, storage class, and restoring of stored objects. */
  public Us3ObjectProperties attributes() {
    return new Us3ObjectProperties(http);
  }

  /** Pre-signed URLs. */
  public Us3Links links() {
    return links;
  }

  /** The bucket API. */
  public Us3Buckets buckets() {
    return buckets.over(http);
  }

  /** A builder; {@code host} and {@code credentials} are required. */
  public static Us3ClientBuilder builder() {
    return new Us3ClientBuilder();
  }

  /**
   * PutFile: stores an object with one PUT and overwrites an existing one. With a policy, US3 calls
   * the callback service once the object is stored, and the result holds its reply. Source: UCloud
   * API reference, "put_file".
   *
   * @throws Us3CallbackException if the object is stored, but its callback failed
   * @throws Us3IntegrityException if the source changed (nothing is stored), or the ETag still
   *     differs after retries (the wrong object is deleted)
   */
  public UploadedObject putObject(PutObjectRequest request) throws IOException {
    return new PutFile(http, request).run();
  }

  /**
   * InitiateMultipartUpload: starts an upload in parts. The service keeps an unfinished upload
   * until it is aborted. Source: UCloud API reference, "initiate_multipart_upload".
   */
  public MultipartUpload initiateMultipartUpload(
      String bucket, String key, ObjectAttributes attributes) throws IOException {
    return multipart().initiateMultipartUpload(bucket, key, attributes);
  }

  /**
   * UploadPart: stores one part. Parts can be sent in any order and concurrently. A stored part
   * cannot be replaced. Source: UCloud API reference, "upload_part".
   *
   * @param partNumber from 0
   * @param part exactly {@link MultipartUpload#partSizeBytes()} long, the last part may be shorter
   * @throws Us3DuplicatePartException if the part is already stored
   * @throws Us3IntegrityException if the source changed (nothing is stored), or the part's ETag
   *     differs
   */
  public UploadedPart uploadPart(
      MultipartUpload upload, int partNumber, ObjectSource part, IntegrityOptions checks)
      throws IOException {
    return new PartUpload(http, upload, partNumber, part, checks, false).run();
  }

  /**
   * UploadPart of a part that an earlier process may have sent. If the service already has the same
   * part, the call succeeds.
   *
   * @throws Us3IntegrityException if the service has another part under that number, or the source
   *     changed
   */
  public UploadedPart resumePart(
      MultipartUpload upload, int partNumber, ObjectSource part, IntegrityOptions checks)
      throws IOException {
    return new PartUpload(http, upload, partNumber, part, checks, true).run();
  }

  /**
   * FinishMultipartUpload: joins the parts to an object. With a policy, US3 calls the callback
   * service once the object is stored, and the result holds its reply. Source: UCloud API
   * reference, "finish_multipart_upload".
   *
   * @param parts all parts, in any order
   * @param policyJson the put policy's JSON text, signed and sent as it is; null for none
   * @throws Us3CallbackException if the object is stored, but its callback failed
   * @throws Us3IntegrityException if the object's length differs from that of its parts
   */
  public UploadedObject finishMultipartUpload(
      MultipartUpload upload, Collection<UploadedPart> parts, String policyJson)
      throws IOException {
    return finishMultipartUpload(upload, parts, policyJson, IntegrityOptions.DEFAULT);
  }

  /** FinishMultipartUpload with other checks than {@link IntegrityOptions#DEFAULT}. */
  public UploadedObject finishMultipartUpload(
      MultipartUpload upload,
      Collection<UploadedPart> parts,
      String policyJson,
      IntegrityOptions checks)
      throws IOException {
    return new FinishUpload(http, upload, parts, policyJson, checks, false).run();
  }

  /**
   * FinishMultipartUpload of an upload whose Finish an earlier process may have sent. After a
   * refusal, HEAD checks whether the object is stored.
   *
   * @throws Us3CallbackReplyLostException if that earlier Finish was executed, with a policy
   */
  public UploadedObject resumeFinish(
      MultipartUpload upload,
      Collection<UploadedPart> parts,
      String policyJson,
      IntegrityOptions checks)
      throws IOException {
    return new FinishUpload(http, upload, parts, policyJson, checks, true).run();
  }

  /**
   * AbortMultipartUpload: ends an upload and deletes its parts. Its ID becomes invalid. Source:
   * UCloud API reference, "abort_multipart_upload".
   */
  public void abortMultipartUpload(String bucket, String key, String uploadId) throws IOException {
    multipart().abortMultipartUpload(bucket, key, uploadId);
  }

  /**
   * ListParts: one page of the parts of an upload.
   *
   * @param marker the first part number to list, from 0. The documents call it exclusive; a live
   *     response and the SDKs' default of 0 show it inclusive (ufile-sdk-java PR 61)
   * @param maxParts the maximum of parts, 1 or more
   */
  public PartPage listParts(String bucket, String uploadId, int marker, int maxParts)
      throws IOException {
    return new PartListing(http).page(bucket, uploadId, marker, maxParts);
  }

  /**
   * ListParts: all parts of an upload, read page by page.
   *
   * @throws Us3ServiceException if a page does not advance
   */
  public List<UploadedPart> listParts(String bucket, String uploadId) throws IOException {
    return new PartListing(http).all(bucket, uploadId);
  }

  /**
   * UploadPartCopy: stores a range of an existing object as a part. Source: UCloud API reference,
   * "upload_part_copy".
   *
   * @param partNumber from 0
   * @param range with an end; exactly {@link MultipartUpload#partSizeBytes()} long, the last part
   *     may be shorter
   */
  public UploadedPart uploadPartCopy(
      MultipartUpload upload,
      int partNumber,
      String sourceBucket,
      String sourceKey,
      ByteRange range)
      throws IOException {
    return multipart().uploadPartCopy(upload, partNumber, sourceBucket, sourceKey, range);
  }

  /**
   * GetMultiUploadId: one page of the uploads that were neither finished nor aborted. Not available
   * in every region. Source: UCloud API reference, "get_multi_upload_id".
   *
   * @param marker the {@link UploadPage#nextMarker()} of the previous page, or a key to start
   *     after; empty for the first page
   * @param maxUploads 1 to 1000
   */
  public UploadPage listMultipartUploads(
      String bucket, String prefix, String marker, int maxUploads) throws IOException {
    return multipart().listMultipartUploads(bucket, prefix, marker, maxUploads);
  }

  /**
   * GetFile: opens a whole object.
   *
   * @return the content, which the caller closes
   * @throws Us3ObjectNotFoundException if there is no such object
   */
  public ObjectContent getObject(String bucket, String key) throws IOException {
    return open(ApiRequest.object("GetFile", "GET", bucket, key), null);
  }

  /**
   * GetFile: opens a range of an object. If the object ends before the range does, the content ends
   * there; that of an empty object is empty for a range from 0.
   *
   * @return the content, which the caller closes
   * @throws Us3ServiceException if the response is not that range
   */
  public ObjectContent getObject(String bucket, String key, ByteRange range) throws IOException {
    ApiRequest request =
        ApiRequest.object("GetFile", "GET", bucket, key).header("Range", range.header());
    try {
      return open(request, range);
    } catch (Us3ServiceException e) {
      if (e.getHttpStatus() != UNSATISFIABLE || range.first() > 0) {
        throw e;
      }
      return openEmpty(bucket, key, range, e);
    }
  }

  /** The service refuses every range of an empty object. */
  private ObjectContent openEmpty(
      String bucket, String key, ByteRange range, Us3ServiceException unsatisfiable)
      throws IOException {
    ObjectContent whole = getObject(bucket, key);
    if (range.isWhole(whole.contentLength())) {
      return whole;
    }
    whole.close();
    throw unsatisfiable;
  }

  /**
   * GetFile: opens an object if it was modified after a time.
   *
   * @return the content, which the caller closes; empty if the object was not modified
   * @throws Us3ObjectNotFoundException if there is no such object
   */
  public Optional<ObjectContent> getObjectIfModifiedSince(String bucket, String key, Instant since)
      throws IOException {
    ApiRequest request =
        ApiRequest.object("GetFile", "GET", bucket, key)
            .header("If-Modified-Since", HTTP_DATE.format(since.atOffset(ZoneOffset.UTC)));
    Response response = http.open(request, Set.of(200, 304));
    if (response.code() == 304) {
      response.close();
      return Optional.empty();
    }
    return Optional.of(content(request, response, null));
  }

  /**
   * HeadFile: the metadata of an object.
   *
   * @throws Us3ObjectNotFoundException if there is no such object
   */
  public ObjectInfo headObject(String bucket, String key) throws IOException {
    HttpResponse response = http.send(ApiRequest.object("HeadFile", "HEAD", bucket, key));
    long size = ObjectInfo.lengthOf(response.headers());
    return ObjectInfo.of(bucket, key, response.status(), response.headers(), size);
  }

  /**
   * DeleteFile: deletes an object.
   *
   * @throws Us3ObjectNotFoundException if there is no such object
   */
  public void deleteObject(String bucket, String key) throws IOException {
    http.remove(ApiRequest.object("DeleteFile", "DELETE", bucket, key));
  }

  /**
   * Copy: copies an object of up to 100 MB within a region, and overwrites an existing one. Larger
   * objects are copied in parts by UploadPartCopy. Source: UCloud API reference, "copy".
   *
   * @param attributes storage class and metadata of the copy; null to copy the source's
   * @return the copy's ETag
   * @throws Us3ObjectNotFoundException if there is no such source
   */
  public String copyObject(
      String sourceBucket, String sourceKey, String bucket, String key, ObjectAttributes attributes)
      throws IOException {
    ApiRequest copy =
        ApiRequest.object("Copy", "PUT", bucket, key).copySource(sourceBucket, sourceKey);
    if (attributes != null) {
      copy.attributes(attributes).header("X-Ufile-Metadata-Directive", "REPLACE");
    }
    return http.read(
        copy,
        response ->
            ETags.isOfObject(response.eTag())
                ? response.eTag()
                : eTagOfCopy(copy, response, sourceBucket, sourceKey));
  }

  /** Compares the ETags of copy and source by HEAD: a success without an ETag may be a proxy's. */
  private String eTagOfCopy(
      ApiRequest copy, HttpResponse response, String sourceBucket, String sourceKey)
      throws IOException {
    response.requireNoPage(copy);
    ObjectInfo stored;
    try {
      stored = headObject(copy.call().bucket(), copy.call().key());
    } catch (Us3ObjectNotFoundException e) {
      throw response.unexpected(copy, "a success, but there is no object");
    }
    String wanted = headObject(sourceBucket, sourceKey).eTag();
    if (wanted == null || !wanted.equals(stored.eTag())) {
      throw response.unexpected(copy, "a success, but the object is not a copy of the source");
    }
    return stored.eTag();
  }

  /**
   * Rename: changes the key of an object in its bucket. No longer documented; the official
   * replacement is copy and delete. Source: ufile-sdk-java, RenameObjectApi.
   *
   * @param force whether to overwrite an object that has the new key
   * @throws Us3ServiceException with 406 if such an object exists and {@code force} is false
   */
  public void renameObject(String bucket, String key, String newKey, boolean force)
      throws IOException {
    http.send(
        ApiRequest.object("Rename", "PUT", bucket, key)
            .query("newFileName", Arguments.requireKey(newKey))
            .query("force", Boolean.toString(force))
            .retryOnlyUnsent());
  }

  /**
   * UploadHit: stores an object whose content the service already has, without sending it. No
   * longer documented. Source: juicefs, pkg/object/ufile.go, which uses it.
   *
   * @param eTag the content's ETag; see {@link ETags}
   * @return whether the service had the content; if not, nothing is stored
   */
  public boolean uploadHit(String bucket, String key, String eTag, long sizeBytes)
      throws IOException {
    try {
      http.send(
          ApiRequest.object("UploadHit", "POST", bucket, key)
              .path("uploadhit")
              .query("Hash", Objects.requireNonNull(eTag, "eTag"))
              .query("FileName", key)
              .query("FileSize", Long.toString(sizeBytes)));
      return true;
    } catch (Us3ObjectNotFoundException e) {
      return false;
    }
  }

  /**
   * Cancels the calls in flight and their retry delays, and closes all connections. Cancelled and
   * later calls fail with {@link Us3TransportException}.
   */
  @Override
  public void close() {
    http.close();
  }

  private MultipartApi multipart() {
    return new MultipartApi(http);
  }

  private ObjectContent open(ApiRequest request, ByteRange range) throws IOException {
    // a whole object in place of a range is refused by requireRange, with a better message
    return content(request, http.open(request, range == null ? WHOLE : WHOLE_OR_RANGE), range);
  }

  private static ObjectContent content(ApiRequest request, Response response, ByteRange range)
      throws IOException {
    try {
      Headers headers = response.headers();
      long length = ObjectInfo.lengthOf(headers);
      long total = range == null ? length : requireRange(request, range, response);
      ApiCall call = request.call();
      return new ObjectContent(
          ObjectInfo.of(call.bucket(), call.key(), response.code(), headers, total),
          length,
          response.body().byteStream());
    } catch (IOException | RuntimeException e) {
      response.close();
      throw e;
    }
  }

  /** The whole object's length; fails if the response is not the requested range. */
  private static long requireRange(ApiRequest request, ByteRange range, Response response)
      throws Us3ServiceException {
    String contentRange = response.header("Content-Range");
    long length = ObjectInfo.lengthOf(response.headers());
    if (contentRange == null && isWhole(range, response.code(), length)) {
      return length;
    }
    OptionalLong total = range.totalIn(contentRange, length);
    if (response.code() != 206 || total.isEmpty()) {
      throw HttpResponse.of(response, new byte[0]) // without its body, which is an object's content
          .unexpected(
              request, "not the requested range: " + contentRange + ", Content-Length " + length);
    }
    return total.getAsLong();
  }

  /**
   * Whether a response without Content-Range holds the whole object and the range covers it. In the
   * documents, some ranges get 206 and the whole object. With 206, a response of the range's own
   * length may be the start of a longer object.
   */
  private static boolean isWhole(ByteRange range, int status, long length) {
    if (length < 0) {
      return status == 200 && range.first() == 0 && range.last() == Long.MAX_VALUE;
    }
    return range.isWhole(length) && (status == 200 || length - 1 < range.last());
  }
}
