package io.github.camelus3.transfer;

import io.github.camelus3.client.Clients;
import io.github.camelus3.client.Us3Client;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.emulator.ReceivedRequest;
import io.github.camelus3.emulator.Us3Api;
import io.github.camelus3.emulator.Us3Emulator;
import io.github.camelus3.emulator.Us3EmulatorExtension;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * An uploader to an emulator, with as many threads as it needs. As an extension in an instance
 * field it is opened for each test, behind the emulator's extension.
 */
final class Uploads implements BeforeEachCallback, AfterEachCallback, AutoCloseable {
  private final Supplier<Us3Emulator> emulators;
  private ExecutorService threads;
  private Us3Emulator emulator;
  private Us3Client client;
  private Us3Uploader uploader;

  /** Uploads to the emulator of each test. */
  Uploads(Us3EmulatorExtension us3) {
    this.emulators = us3::emulator;
  }

  /** Uploads to one more emulator until closed. */
  Uploads(Us3Emulator emulator) {
    this.emulators = () -> emulator;
    open();
  }

  private void open() {
    threads = Executors.newCachedThreadPool();
    emulator = emulators.get();
    client = Clients.of(emulator.endpoint());
    uploader = new Us3Uploader(client, threads);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    open();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    close();
  }

  Us3Client client() {
    return client;
  }

  Us3Uploader uploader() {
    return uploader;
  }

  /** A request for key {@code k}. */
  static UploadRequest request(ObjectSource source) {
    return UploadRequest.of(Clients.BUCKET, "k", "video/mp4", source);
  }

  /** Uploads in parts to key {@code k} and waits for the result. */
  UploadResult multipart(ObjectSource source, int jobs) {
    return result(uploader.multipart(request(source), jobs, UploadListener.NONE));
  }

  /** Uploads in parts to key {@code k} and waits for the failure. */
  Throwable multipartFailure(ObjectSource source, int jobs) {
    return failure(uploader.multipart(request(source), jobs, UploadListener.NONE));
  }

  static UploadResult result(CompletableFuture<UploadResult> upload) {
    return upload.join();
  }

  /** Returns the failure of an upload. Throws an AssertionError if the upload succeeds. */
  static Throwable failure(CompletableFuture<UploadResult> upload) {
    try {
      throw new AssertionError("the upload ended well: " + upload.get());
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The requests of that kind the emulator has seen. */
  List<ReceivedRequest> requests(Us3Api api) {
    return emulator.requests().stream().filter(request -> request.api() == api).toList();
  }

  /** Whether neither an object nor an upload is left at the emulator. */
  boolean nothingIsLeft() {
    return emulator.keys(Clients.BUCKET).isEmpty()
        && emulator.openUploads(Clients.BUCKET).isEmpty();
  }

  @Override
  public void close() {
    client.close();
    threads.shutdownNow();
  }
}
