package io.github.camelus3.transfer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.SourceLengthException;
import io.github.camelus3.client.UploadedObject;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.Us3IntegrityException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One upload in parts. Each worker takes a part, starts the next worker while fewer than {@code
 * jobs} were started, and sends its part; the worker that ends last finishes or aborts. No thread
 * waits for another one.
 */
final class MultipartRun {
  private static final Logger LOG = LoggerFactory.getLogger(MultipartRun.class);

  private final Us3Client client;
  private final Executor executor;
  private final UploadRequest request;
  private final int jobs;
  private final UploadListener listener;
  private final CompletableFuture<UploadResult> result;

  private final AtomicInteger started = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final ConcurrentLinkedQueue<UploadedPart> uploaded = new ConcurrentLinkedQueue<>();

  // written by begin() before the first worker starts, which the executor makes visible to all
  private MultipartUpload upload;
  private PartSupply supply;

  MultipartRun(
      Us3Client client,
      Executor executor,
      UploadRequest request,
      int jobs,
      UploadListener listener,
      CompletableFuture<UploadResult> result) {
    this.client = client;
    this.executor = executor;
    this.request = request;
    this.jobs = jobs;
    this.listener = listener;
    this.result = result;
  }

  /** Begins the upload and becomes its first worker. */
  void begin() throws IOException {
    upload = client.initiateMultipartUpload(request.bucket(), request.key(), request.attributes());
    supply = new PartSupply(request.source(), Math.toIntExact(upload.partSizeBytes()));
    listener.begun(upload);
    started.incrementAndGet();
    running.incrementAndGet();
    work();
  }

  private void work() {
    try {
      PartSupply.Worker worker = supply.new Worker();
      PartSupply.Part part = nextPart(worker);
      while (part != null) {
        startWorker();
        uploaded.add(client.uploadPart(upload, part.number(), part.source(), request.checks()));
        part = nextPart(worker);
      }
    } catch (SourceLengthException e) {
      fail(Us3IntegrityException.ofSource("UploadPart", request.bucket(), request.key(), e));
    } catch (Throwable e) { // an Error too must end the upload, or its parts stay at the service
      fail(e);
    } finally {
      if (running.decrementAndGet() == 0) {
        end();
      }
    }
  }

  private PartSupply.Part nextPart(PartSupply.Worker worker) throws IOException {
    return failure.get() == null ? worker.next() : null;
  }

  private void startWorker() {
    if (!supply.mayHaveMore() || started.getAndUpdate(n -> Math.min(n + 1, jobs)) == jobs) {
      return;
    }
    running.incrementAndGet();
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      running.decrementAndGet(); // never 0: the worker that is here still runs
      fail(e);
    }
  }

  private void fail(Throwable e) {
    if (!failure.compareAndSet(null, e) && failure.get() != e) {
      failure.get().addSuppressed(e);
    }
  }

  /** Runs once, on the thread of the worker that ended last. */
  private void end() {
    if (failure.get() != null) {
      abort();
    } else {
      finish();
    }
    if (failure.get() != null) {
      result.completeExceptionally(failure.get());
    }
  }

  private void finish() {
    List<UploadedPart> parts = List.copyOf(uploaded);
    try {
      UploadedObject object =
          client.finishMultipartUpload(upload, parts, request.policyJson(), request.checks());
      result.complete(new UploadResult(object, upload.uploadId(), parts.size()));
    } catch (Us3CallbackException | Us3IntegrityException e) {
      fail(e); // the parts have become an object, there is nothing to abort
    } catch (Throwable e) {
      fail(e);
      abort();
    }
  }

  private void abort() {
    try {
      client.abortMultipartUpload(upload.bucket(), upload.key(), upload.uploadId());
    } catch (IOException | RuntimeException e) {
      failure.get().addSuppressed(e);
      LOG.warn(
          "Upload {} of {}/{} could not be aborted; its parts stay at the service",
          upload.uploadId(),
          upload.bucket(),
          upload.key());
    }
  }
}
