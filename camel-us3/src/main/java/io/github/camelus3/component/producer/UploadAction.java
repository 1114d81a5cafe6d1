package io.github.camelus3.component.producer;

import io.github.camelus3.client.MultipartUpload;
import io.github.camelus3.client.ObjectAttributes;
import io.github.camelus3.client.PutObjectRequest;
import io.github.camelus3.client.source.ObjectSource;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.component.activity.OperationActivity;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Us3Operation#upload} of one exchange: reads the message, uploads, writes the result. */
final class UploadAction {
  private static final Logger LOG = LoggerFactory.getLogger(UploadAction.class);

  /** The parts in flight of {@link Us3UploadMode#asyncMput}, as in the Go SDK. */
  private static final int ASYNC_MPUT_JOBS = 10;

  private final MessageOptions options;
  private final Exchange exchange;
  private final ProducerSettings settings;
  private final Us3Uploader uploader;
  private final OperationActivity activity;

  UploadAction(MessageOptions options, Us3Uploader uploader, OperationActivity activity) {
    this.options = options;
    this.exchange = options.exchange();
    this.settings = options.settings();
    this.uploader = uploader;
    this.activity = activity;
  }

  /**
   * Starts the upload. When the future completes, the result is on the exchange. When it fails, or
   * this throws, only {@code CamelUs3UploadId} is.
   */
  CompletableFuture<?> start() throws IOException {
    Us3UploadMode mode = options.mode();
    exchange.getMessage().removeHeader(Us3Constants.PROGRESS);
    if (mode != Us3UploadMode.finish) {
      exchange.getMessage().removeHeader(Us3Constants.UPLOAD_ID); // of an earlier attempt
    }
    int jobs = options.jobs();
    return mode == Us3UploadMode.finish ? finish() : upload(mode, jobs);
  }

  private CompletableFuture<?> upload(Us3UploadMode mode, int jobs) throws IOException {
    String bucket = options.bucket();
    String key = options.key();
    ObjectSource source = BodySource.open(exchange);
    try {
      ObjectAttributes attributes = attributes(source, key);
      MessagePolicy policy =
          options.policy(
              new UploadContext(exchange, bucket, key, attributes::mimeType, source.length()));
      Us3UploadMode chosen = choose(mode, source);
      UploadRequest request =
          new UploadRequest(
              new PutObjectRequest(
                  bucket, key, source, attributes, null, settings.upload().checks()),
              policy,
              settings.upload().store(),
              settings.upload().abortOnFailure());
      activity.uploading(bucket, key, chosen.name(), source.length().orElse(-1), policy != null);
      UploadLog log = UploadLog.begun(bucket, key, chosen, source.length(), policy != null);
      return send(request, chosen, jobs(chosen, jobs))
          .whenComplete(log::ended)
          .whenComplete((result, failure) -> close(source))
          .thenAccept(result -> writeResult(result, chosen, policy != null));
    } catch (IOException | RuntimeException | Error e) {
      close(source);
      throw e;
    }
  }

  private CompletableFuture<UploadResult> send(
      UploadRequest request, Us3UploadMode mode, int jobs) {
    UploadListener listener = new ProgressReporter(exchange, activity);
    return isMultipart(mode)
        ? uploader.multipart(request, jobs, listener)
        : uploader.put(request, listener);
  }

  private CompletableFuture<?> finish() throws IOException {
    String bucket = options.bucket();
    String key = options.key();
    String declared = options.declaredMimeType();
    String mimeType = declared != null ? declared : MimeDetector.detect(key);
    MessagePolicy policy =
        options.policy(
            new UploadContext(exchange, bucket, key, () -> mimeType, OptionalLong.empty()));
    MultipartUpload upload = new MultipartUpload(bucket, key, options.uploadId(), mimeType, 0);
    String json = policy == null ? null : policy.get();
    activity.uploading(bucket, key, Us3UploadMode.finish.name(), -1, json != null);
    activity.begun(upload.uploadId(), 0);
    UploadLog log =
        UploadLog.begun(bucket, key, Us3UploadMode.finish, OptionalLong.empty(), json != null);
    return uploader
        .finish(upload, options.parts(), json, settings.upload().checks())
        .whenComplete(log::ended)
        .thenAccept(result -> writeResult(result, Us3UploadMode.finish, json != null));
  }

  private Us3UploadMode choose(Us3UploadMode mode, ObjectSource source) {
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

  /** The parts in flight of a mode; {@code jobs} is the value of the message or endpoint. */
  private static int jobs(Us3UploadMode mode, int jobs) {
    return switch (mode) {
      case mput -> 1;
      case asyncMput -> ASYNC_MPUT_JOBS;
      case auto, put, asyncUpload, finish -> jobs;
    };
  }

  /** The name of a mode in the official SDKs. */
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

  private ObjectAttributes attributes(ObjectSource source, String key) throws IOException {
    String declared = options.declaredMimeType();
    String mimeType = declared != null ? declared : MimeDetector.detect(source::peek, key);
    return new ObjectAttributes(mimeType, options.storageClass(), options.metadata());
  }

  private void writeResult(UploadResult result, Us3UploadMode mode, boolean withPolicy) {
    Message message = exchange.getMessage();
    if (withPolicy) {
      message.setBody(result.object().callbackReply());
    }
    // an empty object is sent by PUT in every mode
    Us3UploadMode used = result.uploadId() == null ? Us3UploadMode.put : mode;
    long size = result.object().sizeBytes();
    Map<String, Object> headers = new HashMap<>();
    headers.put(Us3Constants.UPLOAD_OPERATION, operationName(used, withPolicy));
    headers.put(Us3Constants.KEY, result.object().key());
    headers.put(Us3Constants.BUCKET_NAME, result.object().bucket());
    headers.put(Us3Constants.ETAG, result.object().eTag());
    headers.put(Us3Constants.CONTENT_LENGTH, size < 0 ? null : size);
    headers.put(Us3Constants.PART_COUNT, result.partCount());
    headers.put(Us3Constants.UPLOAD_ID, result.uploadId());
    headers.put(Us3Constants.HTTP_STATUS, result.object().httpStatus());
    headers.put(Us3Constants.SESSION_ID, result.object().sessionId());
    ResultHeaders.write(message, headers);
  }

  private static void close(ObjectSource source) {
    try {
      source.close();
    } catch (IOException e) {
      // all bytes were read, or the upload has failed: the result stands
      LOG.debug("The body could not be closed", e);
    }
  }
}
