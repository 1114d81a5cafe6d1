package io.github.camelus3.transfer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3BucketNotFoundException;
import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3CallbackReplyLostException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3Exception;
import io.github.camelus3.client.Us3IntegrityException;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.client.Us3ServiceException;
import io.github.camelus3.client.source.SourceChangedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload in parts. Each worker takes a part, starts the next worker if fewer than {@code jobs}
 * have started, and sends its part. The worker that ends last finishes or aborts the upload. No
 * thread waits for another one.
 */
final class MultipartTask {
  private static final Logger LOG = LoggerFactory.getLogger(MultipartTask.class);

  private final Us3Client client;
  private final Executor executor;
  private final UploadRequest request;
  private final int jobs;
  private final UploadListener listener;
  private final CompletableFuture<UploadResult> result;
  private final boolean mayRestart;
  private final Us3Client scope; // for requests that cancelling the upload cancels

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final FirstFailure failure = new FirstFailure();
  private final ConcurrentSkipListMap<Integer, UploadedPart> uploaded =
      new ConcurrentSkipListMap<>();

  // written by begin() before the first worker starts, which the executor makes visible to all
  private MultipartUpload upload;
  private PartReader reader;
  private Optional<ResumableUpload> resumable = Optional.empty();
  private boolean isResumed;
  private volatile boolean isKept; // written by the first worker, read by the last one
  private UploadResult finished; // by an earlier attempt, or by the worker that ends last
  private long sentBytes; // guarded by this

  MultipartTask(
      Us3Client client,
      Executor executor,
      UploadRequest request,
      int jobs,
      UploadListener listener,
      CompletableFuture<UploadResult> result) {
    this(client, executor, request, jobs, listener, result, request.source().repeatable());
  }

  private MultipartTask(
      Us3Client client,
      Executor executor,
      UploadRequest request,
      int jobs,
      UploadListener listener,
      CompletableFuture<UploadResult> result,
      boolean mayRestart) {
    this.client = client;
    this.executor = executor;
    this.request = request;
    this.jobs = jobs;
    this.listener = listener;
    this.result = result;
    this.mayRestart = mayRestart;
    this.scope = client.scoped();
  }

  /** Begins the upload or resumes an earlier one, and becomes its first worker. */
  void begin() throws IOException {
    result.whenComplete((done, failed) -> cancelIfAsked());
    if (result.isDone()) {
      return;
    }
    resumable = ResumableUpload.of(scope, request);
    boolean isBegun = false;
    try {
      isBegun = findOrInitiate();
    } catch (SourceChangedException e) {
      throw changed(e);
    } finally {
      if (!isBegun) {
        releaseClaim();
      }
    }
    if (isBegun) {
      work(!isResumed);
    } else {
      result.complete(finished);
    }
  }

  /** Returns false if an earlier attempt has finished the upload already. */
  private boolean findOrInitiate() throws IOException {
    ResumableUpload.Earlier earlier =
        resumable.isPresent() ? resumable.get().find() : ResumableUpload.Earlier.NOTHING;
    if (earlier.finished() != null) {
      listener.begun(earlier.saved().upload());
      if (request.policyJson() != null) {
        throw new Us3CallbackReplyLostException(
            "FinishMultipartUpload", request.bucket(), request.key(), earlier.evidence());
      }
      finished = earlier.finished();
      return false;
    }
    isResumed = earlier.saved() != null;
    if (isResumed) {
      upload = earlier.saved().upload();
      earlier.saved().parts().forEach(this::acknowledge);
    } else {
      upload =
          scope.initiateMultipartUpload(
              request.bucket(), request.key(), request.object().attributes());
    }
    reader =
        new PartReader(
            request.source(), Math.toIntExact(upload.partSizeBytes()), uploaded.keySet());
    started.incrementAndGet();
    running.incrementAndGet();
    return true;
  }

  /** Begins no more parts and cancels those in flight, if the future was cancelled. */
  private void cancelIfAsked() {
    if (result.isCancelled()) {
      failure.add(new CancellationException("the upload was cancelled"));
      scope.close();
    }
  }

  /**
   * Sends parts until there are no more.
   *
   * @param isNew whether the upload has no saved state yet
   */
  private void work(boolean isNew) {
    try {
      if (isNew && resumable.isPresent()) {
        resumable.get().started(upload);
      }
      if (started.get() == 1) {
        isKept = resumable.isPresent();
        listener.begun(upload);
      }
      PartReader.Worker worker = reader.new Worker();
      PartReader.Part part = nextPart(worker);
      while (part != null) {
        startWorker();
        send(part);
        part = nextPart(worker);
      }
    } catch (SourceChangedException e) {
      failure.add(changed(e));
    } catch (Throwable e) { // an Error too must abort the upload
      failure.add(e);
    } finally {
      if (running.decrementAndGet() == 0) {
        end();
      }
    }
  }

  private Us3IntegrityException changed(SourceChangedException e) {
    return Us3IntegrityException.ofSource("UploadPart", request.bucket(), request.key(), e);
  }

  private void send(PartReader.Part part) throws IOException {
    UploadedPart sent =
        isResumed // an earlier request may have stored the part meanwhile
            ? scope.resumePart(upload, part.number(), part.source(), request.object().checks())
            : scope.uploadPart(upload, part.number(), part.source(), request.object().checks());
    if (resumable.isPresent()) {
      resumable.get().uploaded(sent);
    }
    acknowledge(sent);
  }

  private synchronized void acknowledge(UploadedPart part) {
    uploaded.put(part.partNumber(), part);
    sentBytes += part.sizeBytes();
    listener.progressed(
        new UploadProgress(
            request.bucket(),
            request.key(),
            sentBytes,
            request.source().length().orElse(-1),
            uploaded.size()));
  }

  private PartReader.Part nextPart(PartReader.Worker worker) throws IOException {
    return failure.get() == null ? worker.next() : null;
  }

  private void startWorker() {
    if (!reader.mayHaveMore() || started.getAndUpdate(n -> Math.min(n + 1, jobs)) == jobs) {
      return;
    }
    boolean isStarted = false;
    running.incrementAndGet();
    try {
      executor.execute(() -> work(false));
      isStarted = true;
    } finally {
      if (!isStarted) {
        running.decrementAndGet(); // never 0: the calling worker still runs
      }
    }
  }

  /** Called once, by the worker that ends last. */
  private void end() {
    try {
      finishOrAbort();
    } catch (Throwable e) { // an Error too must reach the caller
      result.completeExceptionally(e);
    }
  }

  private void finishOrAbort() {
    if (failure.get() == null) {
      finish();
    } else {
      abortUnlessResumable();
    }
    releaseClaim();
    if (finished != null) {
      result.complete(finished);
      return;
    }
    Throwable first = failure.get();
    if (mayRestart && first instanceof Us3IntegrityException e && canRestart(e)) {
      restart(e);
    } else if (mayRestart && isRefusedState(first)) {
      restart((Us3ServiceException) first);
    } else {
      result.completeExceptionally(first);
    }
  }

  private void finish() {
    List<UploadedPart> parts = List.copyOf(uploaded.values());
    UploadedObject object;
    try {
      requireWholeSource(parts);
      request.source().requireUnchanged();
    } catch (IOException e) {
      failure.add(e instanceof SourceChangedException change ? changed(change) : e);
      abortUnlessResumable();
      return;
    }
    try {
      object = finish(parts);
    } catch (Us3CallbackException | Us3IntegrityException e) {
      failure.add(e); // the object exists, so there is nothing to abort
      deleteState();
      return;
    } catch (Us3ObjectNotFoundException e) {
      failure.add(e);
      if (!isResumed || request.abortOnFailure()) {
        abortUnlessResumable();
      } // else an earlier Finish may still be running, and the next attempt checks again
      return;
    } catch (Throwable e) {
      failure.add(e);
      abortUnlessResumable();
      return;
    }
    deleteState();
    finished = new UploadResult(object, upload.uploadId(), parts.size());
  }

  private UploadedObject finish(List<UploadedPart> parts) throws IOException {
    return isResumed // a Finish of an earlier process may have succeeded, or still be running
        ? scope.resumeFinish(upload, parts, request.policyJson(), request.object().checks())
        : scope.finishMultipartUpload(
            upload, parts, request.policyJson(), request.object().checks());
  }

  /** Checks the lengths, because a saved state can be wrong about its parts. */
  private void requireWholeSource(List<UploadedPart> parts) throws Us3IntegrityException {
    long length = request.source().length().orElse(-1);
    long sent = parts.stream().mapToLong(UploadedPart::sizeBytes).sum();
    if (length >= 0 && sent != length) {
      throw new Us3IntegrityException(
          "UploadPart",
          request.bucket(),
          request.key(),
          "the parts must have the " + length + " bytes of the source: " + sent);
    }
  }

  /** Whether the service has refused a resumed upload, possibly because of a wrong state. */
  private boolean isRefusedState(Throwable e) {
    return isResumed
        && e instanceof Us3ServiceException refused
        && refused.getHttpStatus() == 400
        && refused.getRetCode() != 0
        && !refused.isRetryable()
        && !(e instanceof Us3BucketNotFoundException)
        && !(e instanceof Us3InvalidPutPolicyException);
  }

  /** Aborts the upload, unless another attempt can resume it. */
  private void abortUnlessResumable() {
    boolean useless =
        failure.get() instanceof Us3IntegrityException
            || failure.get() instanceof Us3ObjectNotFoundException
            || isRefusedState(failure.get());
    boolean isOfUse = !useless && (request.store() == null || isKept);
    if (!request.abortOnFailure() && isOfUse) {
      return;
    }
    try {
      client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
      deleteState();
    } catch (Us3ObjectNotFoundException gone) {
      deleteState(); // aborted already
    } catch (IOException | RuntimeException e) {
      failure.add(e);
      LOG.warn(
          "Cannot abort upload {} of {}/{}; its parts stay at the service",
          upload.uploadId(),
          upload.bucket(),
          upload.key());
    }
  }

  /** Logs a failure only: the next attempt finds that the state is of no use. */
  private void deleteState() {
    try {
      if (resumable.isPresent()) {
        resumable.get().delete();
      }
    } catch (IOException | RuntimeException e) { // of a user's store, too
      LOG.warn("Cannot delete the state of upload {}", upload.uploadId(), e);
    }
  }

  private void releaseClaim() {
    try {
      if (resumable.isPresent()) {
        resumable.get().close();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("Cannot release the lock on the state of {}/{}", request.bucket(), request.key(), e);
    }
  }

  /** Whether no callback can have been sent and the source is unchanged. */
  private boolean canRestart(Us3IntegrityException mismatch) {
    boolean finished = !"UploadPart".equals(mismatch.getOperation());
    return !mismatch.isSourceChanged() && !(finished && request.hasPolicy());
  }

  private void restart(Us3Exception mismatch) {
    LOG.debug("Restarting upload {}: {}", upload.uploadId(), mismatch.getMessage());
    try {
      new MultipartTask(client, executor, request, jobs, listener, result, false).begin();
    } catch (Throwable e) { // an Error too must reach the caller
      e.addSuppressed(mismatch);
      result.completeExceptionally(e);
    }
  }
}
