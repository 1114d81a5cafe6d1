package io.github.camelus3.component.producer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.component.message.ResultHeaders;
import io.github.camelus3.component.options.ProducerSettings;
import io.github.camelus3.component.options.UploadContext;
import io.github.camelus3.transfer.UploadListener;
import io.github.camelus3.transfer.UploadRequest;
import io.github.camelus3.transfer.UploadResult;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** {@link Us3Operation#upload}: reads the exchange, uploads, writes the response. */
final class UploadAction implements Action {
  /** What {@link Us3UploadMode#asyncMput} means, as in the Go SDK. */
  private static final int ASYNC_MPUT_JOBS = 10;

  private final ProducerSettings settings;
  private final Us3Uploader uploader;

  UploadAction(ProducerSettings settings, Us3Uploader uploader) {
    this.settings = settings;
    this.uploader = uploader;
  }

  @Override
  public CompletableFuture<?> start(Exchange exchange) throws IOException {
    MessageOptions options = new MessageOptions(exchange, settings);
    Us3UploadMode mode = options.mode();
    exchange.getMessage().removeHeader(Us3Constants.PROGRESS);
    if (mode != Us3UploadMode.finish) {
      exchange.getMessage().removeHeader(Us3Constants.UPLOAD_ID); // of an earlier attempt
    }
    int jobs = options.jobs();
    return mode == Us3UploadMode.finish
        ? finish(exchange, options)
        : upload(exchange, options, mode, jobs);
  }

  private CompletableFuture<?> upload(
      Exchange exchange, MessageOptions options, Us3UploadMode mode, int jobs) throws IOException {
    String bucket = options.bucket();
    String key = options.key();
    ObjectSource source = BodySource.open(exchange);
    try {
      MessagePolicy policy =
          options.policy(
              new UploadContext(
                  exchange,
                  bucket,
                  key,
                  () -> attributes(options, source, key).mimeType(),
                  source.length()));
      Us3UploadMode chosen = choose(exchange, mode, source);
      UploadRequest request =
          new UploadRequest(
              new PutObjectRequest(
                  bucket,
                  key,
                  source,
                  attributes(options, source, key),
                  null,
                  settings.upload().checks()),
              policy,
              settings.upload().store(),
              settings.upload().abortOnFailure());
      return run(exchange, request, chosen, jobs(chosen, jobs))
          .whenComplete((result, failure) -> close(source))
          .thenAccept(result -> writeAnswer(exchange, result, chosen, policy != null));
    } catch (IOException | RuntimeException | Error e) {
      close(source);
      throw e;
    }
  }

  private CompletableFuture<UploadResult> run(
      Exchange exchange, UploadRequest request, Us3UploadMode mode, int jobs) {
    UploadListener listener = new ProgressReporter(exchange);
    return isMultipart(mode)
        ? uploader.multipart(request, jobs, listener)
        : uploader.put(request, listener);
  }

  private CompletableFuture<?> finish(Exchange exchange, MessageOptions options)
      throws IOException {
    String bucket = options.bucket();
    String key = options.key();
    String declared = options.declaredMimeType();
    String mimeType = declared != null ? declared : MimeDetector.detect(key);
    MessagePolicy policy =
        options.policy(
            new UploadContext(exchange, bucket, key, () -> mimeType, OptionalLong.empty()));
    MultipartUpload upload = new MultipartUpload(bucket, key, options.uploadId(), mimeType, 0);
    String json = policy == null ? null : policy.get();
    return uploader
        .finish(upload, options.parts(), json, settings.upload().checks())
        .thenAccept(result -> writeAnswer(exchange, result, Us3UploadMode.finish, json != null));
  }

  private Us3UploadMode choose(Exchange exchange, Us3UploadMode mode, ObjectSource source) {
    if (mode != Us3UploadMode.auto) {
      return mode;
    }
    long length = source.length().orElseGet(() -> BodySource.expectedLength(exchange));
    return length < settings.upload().multipartThreshold()
        ? Us3UploadMode.put
        : Us3UploadMode.asyncUpload;
  }

  private static boolean isMultipart(Us3UploadMode mode) {
    return switch (mode) {
      case mput, asyncMput, asyncUpload -> true;
      case auto, put, finish -> false;
    };
  }

  /** How many parts may be in flight, when the message and endpoint ask for {@code jobs}. */
  private static int jobs(Us3UploadMode mode, int jobs) {
    return switch (mode) {
      case mput -> 1;
      case asyncMput -> ASYNC_MPUT_JOBS;
      case auto, put, asyncUpload, finish -> jobs;
    };
  }

  /** The name under which the official SDKs know this mode. */
  private static String operationName(Us3UploadMode mode, boolean withPolicy) {
    String name =
        switch (mode) {
          case put -> "PutFile";
          case mput -> "MPut";
          case asyncMput -> "AsyncMPut";
          case asyncUpload -> "AsyncUpload";
          case finish -> "FinishMultipartUpload";
          case auto -> throw new IllegalArgumentException("mode must be chosen: auto");
        };
    return withPolicy ? name + "WithPolicy" : name;
  }

  private static ObjectAttributes attributes(
      MessageOptions options, ObjectSource source, String key) throws IOException {
    String declared = options.declaredMimeType();
    String mimeType = declared != null ? declared : MimeDetector.detect(source::peek, key);
    return new ObjectAttributes(mimeType, options.storageClass(), options.metadata());
  }

  private static void writeAnswer(
      Exchange exchange, UploadResult result, Us3UploadMode mode, boolean withPolicy) {
    Message message = exchange.getMessage();
    if (withPolicy) {
      message.setBody(result.object().callbackReply());
    }
    // an object without bytes goes by PUT in every mode
    Us3UploadMode used = result.uploadId() == null ? Us3UploadMode.put : mode;
    long size = result.object().sizeBytes();
    Map<String, Object> answers = new HashMap<>();
    answers.put(Us3Constants.UPLOAD_OPERATION, operationName(used, withPolicy));
    answers.put(Us3Constants.KEY, result.object().key());
    answers.put(Us3Constants.BUCKET_NAME, result.object().bucket());
    answers.put(Us3Constants.ETAG, result.object().eTag());
    answers.put(Us3Constants.CONTENT_LENGTH, size < 0 ? null : size);
    answers.put(Us3Constants.PART_COUNT, result.partCount());
    answers.put(Us3Constants.UPLOAD_ID, result.uploadId());
    answers.put(Us3Constants.HTTP_STATUS, result.object().httpStatus());
    answers.put(Us3Constants.SESSION_ID, result.object().sessionId());
    ResultHeaders.write(message, answers);
  }

  private static void close(ObjectSource source) {
    try {
      source.close();
    } catch (IOException e) {
      // all bytes were read or the upload has failed already: closing decides nothing
      LOG.debug("The body could not be closed", e);
    }
  }
}
