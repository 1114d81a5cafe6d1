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
 * One upload in parts. Each worker takes a part, starts the next worker while fewer than {@code
 * jobs} were started, and sends its part; the worker that ends last finishes or aborts. No thread
 * waits for another one.
 */
final class MultipartTask {
  private static final Logger LOG = LoggerFactory.getLogger(MultipartTask.class);

  private final Us3Client client;
  private final Executor executor;
  private final UploadRequest request;
  private final int jobs;
  private final UploadListener listener;
  private final CompletableFuture<UploadResult> result;
  private final boolean mayStartOver;
  private final Us3Client scope; // for what ends when the upload is cancelled

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final FirstFailure failure = new FirstFailure();
  private final ConcurrentSkipListMap<Integer, UploadedPart> uploaded =
      new ConcurrentSkipListMap<>();

  // written by begin() before the first worker starts, which the executor makes visible to all
  private MultipartUpload upload;
  private PartReader supply;
  private Optional<ResumableUpload> resumption = Optional.empty();
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
      boolean mayStartOver) {
    this.client = client;
    this.executor = executor;
    this.request = request;
    this.jobs = jobs;
    this.listener = listener;
    this.result = result;
    this.mayStartOver = mayStartOver;
    this.scope = client.scoped();
  }

  /** Begins the upload, or goes on with an earlier one, and becomes its first worker. */
  void begin() throws IOException {
    result.whenComplete((done, failed) -> cancelIfAsked());
    if (result.isDone()) {
      return;
    }
    resumption = ResumableUpload.of(scope, request);
    boolean isBegun = false;
    try {
      isBegun = findOrInitiate();
    } catch (SourceChangedException e) {
      throw changed(e);
    } finally {
      if (!isBegun) {
        release();
      }
    }
    if (isBegun) {
      work(!isResumed);
    } else {
      result.complete(finished);
    }
  }

  /** Whether there is anything to do; not when an earlier attempt has done it all. */
  private boolean findOrInitiate() throws IOException {
    ResumableUpload.Earlier earlier =
        resumption.isPresent() ? resumption.get().find() : ResumableUpload.Earlier.NOTHING;
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
    supply =
        new PartReader(
            request.source(), Math.toIntExact(upload.partSizeBytes()), uploaded.keySet());
    started.incrementAndGet();
    running.incrementAndGet();
    return true;
  }

  /** Ends the upload when its future was cancelled: no other part begins, those in flight end. */
  private void cancelIfAsked() {
    if (result.isCancelled()) {
      failure.add(new CancellationException("the upload was cancelled"));
      scope.close();
    }
  }

  /**
   * Works.
   *
   * @param isNew whether this is the first worker of an upload whose state is not kept yet
   */
  private void work(boolean isNew) {
    try {
      if (isNew && resumption.isPresent()) {
        resumption.get().begun(upload);
      }
      if (started.get() == 1) {
        isKept = resumption.isPresent();
        listener.begun(upload);
      }
      PartReader.Worker worker = supply.new Worker();
      PartReader.Part part = nextPart(worker);
      while (part != null) {
        startWorker();
        send(part);
        part = nextPart(worker);
      }
    } catch (SourceChangedException e) {
      failure.add(changed(e));
    } catch (Throwable e) { // an Error too must end the upload, or its parts stay at the service
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
        isResumed // a part that was in flight when the process ended may be stored by now
            ? scope.resumePart(upload, part.number(), part.source(), request.object().checks())
            : scope.uploadPart(upload, part.number(), part.source(), request.object().checks());
    if (resumption.isPresent()) {
      resumption.get().uploaded(sent);
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
    if (!supply.mayHaveMore() || started.getAndUpdate(n -> Math.min(n + 1, jobs)) == jobs) {
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

  /** Runs once, on the thread of the worker that ended last. */
  private void end() {
    try {
      endNow();
    } catch (Throwable e) { // whatever it is, the caller must hear of it
      result.completeExceptionally(e);
    }
  }

  private void endNow() {
    if (failure.get() == null) {
      finish();
    } else {
      giveUp();
    }
    release();
    if (finished != null) {
      result.complete(finished);
      return;
    }
    Throwable first = failure.get();
    if (mayStartOver && first instanceof Us3IntegrityException e && canStartOver(e)) {
      startOver(e);
    } else if (mayStartOver && isRefusedState(first)) {
      startOver((Us3ServiceException) first);
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
      giveUp();
      return;
    }
    try {
      object = finish(parts);
    } catch (Us3CallbackException | Us3IntegrityException e) {
      failure.add(e); // the parts have become an object, there is nothing to abort
      forget();
      return;
    } catch (Us3ObjectNotFoundException e) {
      failure.add(e);
      if (!isResumed || request.abortOnFailure()) {
        giveUp();
      } // else the next attempt looks again: an earlier Finish may still be carried out
      return;
    } catch (Throwable e) {
      failure.add(e);
      giveUp();
      return;
    }
    forget();
    finished = new UploadResult(object, upload.uploadId(), parts.size());
  }

  private UploadedObject finish(List<UploadedPart> parts) throws IOException {
    return isResumed // an earlier process may have sent a Finish, which may even be under way
        ? scope.resumeFinish(upload, parts, request.policyJson(), request.object().checks())
        : scope.finishMultipartUpload(
            upload, parts, request.policyJson(), request.object().checks());
  }

  /** The parts of an earlier attempt are what a state says, which can be wrong. */
  private void requireWholeSource(List<UploadedPart> parts) throws Us3IntegrityException {
    long length = request.source().length().orElse(-1);
    long sent = parts.stream().mapToLong(UploadedPart::sizeBytes).sum();
    if (length >= 0 && sent != length) {
      throw new Us3IntegrityException(
          "UploadPart",
          request.bucket(),
          request.key(),
          "the parts have " + sent + " bytes, the source has " + length);
    }
  }

  /** Whether the service refuses what was made from a state, which the state's fault can be. */
  private boolean isRefusedState(Throwable e) {
    return isResumed
        && e instanceof Us3ServiceException refused
        && refused.getHttpStatus() == 400
        && refused.getRetCode() != 0
        && !refused.isRetryable()
        && !(e instanceof Us3BucketNotFoundException)
        && !(e instanceof Us3InvalidPutPolicyException);
  }

  /** Aborts, unless the upload is kept for another attempt and can be of use to it. */
  private void giveUp() {
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
      forget();
    } catch (Us3ObjectNotFoundException gone) {
      forget(); // there is nothing to abort any more
    } catch (IOException | RuntimeException e) {
      failure.add(e);
      LOG.warn(
          "Upload {} of {}/{} could not be aborted; its parts stay at the service",
          upload.uploadId(),
          upload.bucket(),
          upload.key());
    }
  }

  /** A state that stays is found useless by the next attempt; it decides nothing. */
  private void forget() {
    try {
      if (resumption.isPresent()) {
        resumption.get().ended();
      }
    } catch (IOException | RuntimeException e) { // the store may be the user's
      LOG.warn("The state of upload {} could not be deleted", upload.uploadId(), e);
    }
  }

  /** Lets another upload of the same file have the state. */
  private void release() {
    try {
      if (resumption.isPresent()) {
        resumption.get().close();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The lock on the state of {}/{} stays", request.bucket(), request.key(), e);
    }
  }

  /** Once, and never when the callback may have been sent. */
  private boolean canStartOver(Us3IntegrityException mismatch) {
    boolean finished = !"UploadPart".equals(mismatch.getOperation());
    return !mismatch.isSourceChanged() && !(finished && request.hasPolicy());
  }

  private void startOver(Us3Exception mismatch) {
    LOG.debug("Upload {} starts over: {}", upload.uploadId(), mismatch.getMessage());
    try {
      new MultipartTask(client, executor, request, jobs, listener, result, false).begin();
    } catch (Throwable e) { // whatever it is, the caller must hear of it
      e.addSuppressed(mismatch);
      result.completeExceptionally(e);
    }
  }
}
