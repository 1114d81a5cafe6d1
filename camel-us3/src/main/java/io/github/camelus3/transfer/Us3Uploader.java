package io.github.camelus3.transfer;

import io.github.camelus3.client.IntegrityOptions;
import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.client.source.SourceChangedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Uploads objects without blocking the caller. Each request in flight takes one thread of the
 * executor: one for a PUT, {@code jobs} for an upload in parts. So the number of threads is bounded
 * by uploads in flight times {@code jobs}. An executor with fewer threads limits the parts in
 * flight.
 *
 * <p>The futures fail with the {@link io.github.camelus3.client.Us3Exception} itself, or with the
 * {@link IOException} of a source that cannot be read. Cancelling a future cancels its requests in
 * flight. The upload is then aborted unless it can be resumed; the future does not wait for that.
 * Closing a {@linkplain Us3Client#scoped() scoped} client cancels all its uploads in the same way,
 * and their futures complete after it. Thread safe. Client and executor stay the caller's to close.
 */
public final class Us3Uploader {
  /** The most parts of one upload that may be in flight at once. */
  public static final int MAX_JOBS = 256;

  private final Us3Client client;
  private final Executor executor;
  private final Executor startExecutor; // runs the first request of an upload
  private final Path spoolDirectory; // null for java.io.tmpdir

  /** Uploads through {@code client} on threads of {@code executor}. */
  public Us3Uploader(Us3Client client, Executor executor) {
    this(client, executor, executor, null);
  }

  private Us3Uploader(
      Us3Client client, Executor executor, Executor startExecutor, Path spoolDirectory) {
    this.client = Objects.requireNonNull(client, "client");
    this.executor = Objects.requireNonNull(executor, "executor");
    this.startExecutor = startExecutor;
    this.spoolDirectory = spoolDirectory;
  }

  /**
   * The same, for callers with a thread of their own. The calling thread sends the first request of
   * each upload, and parts, so an upload returns only when this thread has nothing left to send.
   */
  public Us3Uploader onCallingThread() {
    return new Us3Uploader(client, executor, Runnable::run, spoolDirectory);
  }

  /**
   * The same, with a folder for temporary files of streams. The folder is made with the first file.
   *
   * @param value null for {@code java.io.tmpdir}
   */
  public Us3Uploader spoolDirectory(Path value) {
    return new Us3Uploader(client, executor, startExecutor, value);
  }

  /**
   * Uploads with one PUT. A source of unknown length is first written to a temporary file, because
   * the request needs its length. So is a stream whose MD5 is sent.
   */
  public CompletableFuture<UploadResult> put(UploadRequest request, UploadListener listener) {
    CompletableFuture<UploadResult> result = new CompletableFuture<>();
    FutureTasks.execute(
        startExecutor, result, () -> put(request, request.source(), listener, result));
    return result;
  }

  /** As {@link #put(UploadRequest, UploadListener)}, without a listener. */
  public CompletableFuture<UploadResult> put(UploadRequest request) {
    return put(request, UploadListener.NONE);
  }

  /**
   * Uploads in parts of the size that the service asks for. Files are read by position and hold no
   * memory. A stream takes at most {@code jobs} buffers of one part. An empty source is uploaded
   * with one PUT, because an upload needs a part.
   *
   * <p>After a part has failed no other part starts. When the parts in flight have ended, the
   * upload is aborted. The future fails with the first failure, in which later ones are suppressed.
   *
   * @param jobs the most parts in flight: 1 to {@link #MAX_JOBS}
   */
  public CompletableFuture<UploadResult> multipart(
      UploadRequest request, int jobs, UploadListener listener) {
    if (jobs < 1 || jobs > MAX_JOBS) {
      throw new IllegalArgumentException("jobs must be 1 to " + MAX_JOBS + ": " + jobs);
    }
    CompletableFuture<UploadResult> result = new CompletableFuture<>();
    FutureTasks.execute(
        startExecutor,
        result,
        () -> {
          if (request.source().peek(1).length == 0) {
            put(request, emptySource(request), listener, result);
          } else {
            new MultipartTask(client, executor, request, jobs, listener, result).begin();
          }
        });
    return result;
  }

  /**
   * Finishes an upload whose parts are at the service.
   *
   * @param parts all parts, from 0 without gaps; null to list them
   * @param policyJson the put policy's JSON text; null for none
   * @throws IllegalArgumentException if a part is missing among {@code parts}
   */
  public CompletableFuture<UploadResult> finish(
      MultipartUpload upload,
      List<UploadedPart> parts,
      String policyJson,
      IntegrityOptions checks) {
    if (parts != null) {
      requireComplete(upload, parts);
    }
    CompletableFuture<UploadResult> result = new CompletableFuture<>();
    FutureTasks.execute(
        startExecutor,
        result,
        () -> {
          Us3Client scope = scopeOf(result);
          List<UploadedPart> all =
              parts != null ? parts : scope.listParts(upload.bucket(), upload.uploadId());
          requireComplete(upload, all);
          UploadedObject object = scope.finishMultipartUpload(upload, all, policyJson, checks);
          result.complete(new UploadResult(object, upload.uploadId(), all.size()));
        });
    return result;
  }

  /**
   * Uploads one part on the calling thread. A source of unknown length is first written to a
   * temporary file.
   *
   * @param partNumber from 0
   */
  public UploadedPart uploadPart(
      MultipartUpload upload, int partNumber, ObjectSource part, IntegrityOptions checks)
      throws IOException {
    try (Spool spool = Spool.of(part, checks, spoolDirectory)) {
      return client.uploadPart(upload, partNumber, spool.source(), checks);
    }
  }

  /** A source of known length stays as it is, because its emptiness may be an error. */
  private static ObjectSource emptySource(UploadRequest request) {
    boolean isKnown = request.source().length().isPresent();
    return isKnown ? request.source() : ObjectSource.bytes(new byte[0]);
  }

  private void put(
      UploadRequest request,
      ObjectSource source,
      UploadListener listener,
      CompletableFuture<UploadResult> result)
      throws IOException {
    Us3Client scope = scopeOf(result);
    UploadedObject object;
    try (Spool spool = Spool.of(source, request.object().checks(), spoolDirectory)) {
      object = scope.putObject(request.toPut(spool.source()));
    } catch (SourceChangedException e) {
      throw Us3IntegrityException.ofSource("PutFile", request.bucket(), request.key(), e);
    }
    long size = object.sizeBytes();
    listener.progressed(new UploadProgress(request.bucket(), request.key(), size, size, 0));
    result.complete(new UploadResult(object, null, 0));
  }

  /** A client whose requests are cancelled with {@code result}. */
  private Us3Client scopeOf(CompletableFuture<?> result) {
    Us3Client scope = client.scoped();
    result.whenComplete(
        (done, failed) -> {
          if (result.isCancelled()) {
            scope.close();
          }
        });
    return scope;
  }

  private static void requireComplete(MultipartUpload upload, List<UploadedPart> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("upload " + upload.uploadId() + " has no parts");
    }
    List<UploadedPart> sorted = parts.stream().sorted().toList();
    for (int number = 0; number < sorted.size(); number++) {
      if (sorted.get(number).partNumber() != number) {
        throw new IllegalArgumentException(
            "part " + number + " of upload " + upload.uploadId() + " is missing or there twice");
      }
    }
  }
}
