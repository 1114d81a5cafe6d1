package io.github.camelus3.transfer;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.ETags;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;

/**
 * Copies objects of any size within a region, at the service. Thread safe.
 *
 * @param executor runs all requests in flight but one, which runs on the calling thread
 * @param maxSimpleCopyBytes the largest object that one Copy may copy
 */
public record ObjectCopier(Us3Client client, Executor executor, long maxSimpleCopyBytes) {
  /** The largest object that one Copy may copy. Source: UCloud API reference, "copy", 100 MB. */
  public static final long MAX_SIMPLE_COPY_BYTES = 100_000_000;

  /** Copies with the service's own limit. */
  public ObjectCopier(Us3Client client, Executor executor) {
    this(client, executor, MAX_SIMPLE_COPY_BYTES);
  }

  /**
   * Copies an object and waits for it. An object under the new key is replaced. A large object is
   * copied in parts. If a part fails, the upload is aborted.
   *
   * @param attributes attributes of the copy, where a null MIME type means the source's; null for
   *     all of the source's
   * @param jobs the most parts in flight: 1 or more
   * @return the copy's ETag; null if the service sends none
   * @throws io.github.camelus3.client.Us3ObjectNotFoundException if there is no such source
   * @throws Us3IntegrityException if a large copy has another ETag than its source
   */
  public String copy(
      String sourceBucket,
      String sourceKey,
      String bucket,
      String key,
      ObjectAttributes attributes,
      int jobs)
      throws IOException {
    ParallelTasks.requireJobs(jobs);
    return copy(client.headObject(sourceBucket, sourceKey), bucket, key, attributes, jobs);
  }

  /**
   * As {@link #copy(String, String, String, String, ObjectAttributes, int)}, without a HEAD.
   *
   * @param source the object to copy, as the service has described it
   */
  public String copy(
      ObjectInfo source, String bucket, String key, ObjectAttributes attributes, int jobs)
      throws IOException {
    ParallelTasks.requireJobs(jobs);
    if (source.sizeBytes() <= maxSimpleCopyBytes) {
      ObjectAttributes own = attributes == null ? null : attributesOf(source, attributes);
      return client.copyObject(source.bucket(), source.key(), bucket, key, own);
    }
    MultipartUpload upload =
        client.initiateMultipartUpload(bucket, key, attributesOf(source, attributes));
    try {
      List<UploadedPart> parts = copyParts(source, upload, jobs);
      return requireSame(source, upload, client.finishMultipartUpload(upload, parts, null));
    } catch (Us3IntegrityException e) {
      throw e; // the object exists, so there is nothing to abort
    } catch (IOException | RuntimeException | Error e) {
      abort(upload, e);
      throw e;
    }
  }

  private static ObjectAttributes attributesOf(ObjectInfo source, ObjectAttributes attributes) {
    if (attributes == null) {
      return new ObjectAttributes(source.mimeType(), source.storageClass(), source.metadata());
    }
    String mimeType = attributes.mimeType() != null ? attributes.mimeType() : source.mimeType();
    return new ObjectAttributes(mimeType, attributes.storageClass(), attributes.metadata());
  }

  private List<UploadedPart> copyParts(ObjectInfo source, MultipartUpload upload, int jobs)
      throws IOException {
    ConcurrentLinkedQueue<UploadedPart> parts = new ConcurrentLinkedQueue<>();
    List<FutureTasks.Work> copies = new ArrayList<>();
    for (long first = 0; first < source.sizeBytes(); first += upload.partSizeBytes()) {
      int number = copies.size();
      ByteRange range =
          new ByteRange(first, Math.min(first + upload.partSizeBytes(), source.sizeBytes()) - 1);
      copies.add(
          () ->
              parts.add(
                  client.uploadPartCopy(upload, number, source.bucket(), source.key(), range)));
    }
    ParallelTasks.run(executor, jobs, copies);
    return List.copyOf(parts);
  }

  private void abort(MultipartUpload upload, Throwable failure) {
    try {
      client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private static String requireSame(ObjectInfo source, MultipartUpload upload, UploadedObject copy)
      throws Us3IntegrityException {
    boolean comparable =
        upload.partSizeBytes() == ETags.BLOCK_SIZE_BYTES
            && source.eTag() != null
            && copy.eTag() != null;
    if (comparable && !source.eTag().equals(copy.eTag())) {
      throw new Us3IntegrityException(
          "UploadPartCopy",
          upload.bucket(),
          upload.key(),
          "ETag of the source is " + source.eTag() + ", of the copy " + copy.eTag());
    }
    return copy.eTag();
  }
}
