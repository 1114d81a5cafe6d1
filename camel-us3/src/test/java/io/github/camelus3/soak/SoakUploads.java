package io.github.camelus3.soak;

import io.github.camelus3.client.UnfinishedUpload;
import io.github.camelus3.client.Us3CallbackException;
import io.github.camelus3.client.Us3ObjectNotFoundException;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3UploadMode;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.file.GenericFile;

/** Makes uploads through the routes and returns their results. Thread safe. */
final class SoakUploads {
  /** Far more than random faults can require. */
  private static final int MAX_ATTEMPTS = 50;

  private final ProducerTemplate template;
  private final SoakCallbacks callbacks;
  private final Path outbox;

  SoakUploads(ProducerTemplate template, SoakCallbacks callbacks, Path outbox) {
    this.template = template;
    this.callbacks = callbacks;
    this.outbox = outbox;
  }

  /** Makes one attempt, or as many as needed for an upload that resumes. */
  SoakOutcome make(SoakUpload upload) throws IOException {
    byte[] bytes = upload.bytes();
    Path file = outbox.resolve(Integer.toString(upload.number()));
    Files.write(file, bytes);
    List<SoakOutcome.Attempt> attempts = new ArrayList<>();
    do {
      attempts.add(attempt(upload, upload.number() + "-" + attempts.size(), bytes, file));
    } while (upload.resume() && mustRetry(attempts));
    Files.delete(file);
    return new SoakOutcome(upload, attempts);
  }

  private static boolean mustRetry(List<SoakOutcome.Attempt> attempts) {
    Optional<Exception> failure = attempts.get(attempts.size() - 1).failure();
    return failure.isPresent()
        && !(failure.get() instanceof Us3CallbackException)
        && attempts.size() < MAX_ATTEMPTS;
  }

  private SoakOutcome.Attempt attempt(SoakUpload upload, String token, byte[] bytes, Path file) {
    Map<String, Object> headers = new HashMap<>();
    headers.put(Us3Constants.KEY, upload.key());
    headers.put(Us3Constants.MODE, upload.mode());
    headers.put(Us3Constants.JOBS, upload.jobs());
    if (upload.withPolicy()) {
      headers.put(Us3Constants.POLICY, callbacks.policy(token));
    }
    Exchange exchange =
        upload.mode() == Us3UploadMode.finish
            ? finish(upload, bytes, headers)
            : send(
                upload.resume() ? SoakRoutes.RESUME : SoakRoutes.UPLOAD,
                body(upload, bytes, file),
                headers);
    return new SoakOutcome.Attempt(
        token,
        Optional.ofNullable(exchange.getException()),
        upload.withPolicy() ? exchange.getMessage().getBody(String.class) : null,
        exchange.getMessage().getHeader(Us3Constants.ETAG, String.class),
        exchange.getMessage().getHeader(Us3Constants.UPLOAD_ID, String.class));
  }

  private Exchange send(String route, Object body, Map<String, Object> headers) {
    return template.send(
        route,
        exchange -> {
          exchange.getMessage().setBody(body);
          exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
  }

  private static Object body(SoakUpload upload, byte[] bytes, Path file) {
    return switch (upload.body()) {
      case FILE -> file;
      case BYTES -> bytes;
      case STREAM -> new FilterInputStream(new ByteArrayInputStream(bytes)) {};
      case STREAM_OF_KNOWN_LENGTH -> {
        GenericFile<String> remote = new GenericFile<>(); // as made by an FTP consumer
        remote.setFile(file.getFileName().toString());
        remote.setFileLength(bytes.length);
        remote.setBody(new ByteArrayInputStream(bytes));
        yield remote;
      }
    };
  }

  /** Initiates an upload, sends its parts and finishes it; aborts it after a failure. */
  private Exchange finish(SoakUpload upload, byte[] bytes, Map<String, Object> headers) {
    Exchange last = operation(Us3Operation.initiateMultipartUpload, null, upload.key(), Map.of());
    if (last.getException() != null) {
      return last;
    }
    String id = last.getMessage().getHeader(Us3Constants.UPLOAD_ID, String.class);
    int partSize = last.getMessage().getHeader(Us3Constants.BLOCK_SIZE, Integer.class);
    for (int part = 0; part * partSize < bytes.length && last.getException() == null; part++) {
      int from = part * partSize;
      byte[] slice = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + partSize));
      Map<String, Object> partHeaders =
          Map.of(Us3Constants.UPLOAD_ID, id, Us3Constants.PART_NUMBER, part);
      last = operation(Us3Operation.uploadPart, slice, upload.key(), partHeaders);
    }
    if (last.getException() == null) {
      headers.put(Us3Constants.UPLOAD_ID, id);
      last = send(SoakRoutes.UPLOAD, null, headers);
    }
    if (last.getException() != null && !(last.getException() instanceof Us3CallbackException)) {
      abort(upload.key(), id);
    }
    return last;
  }

  private void abort(String key, String uploadId) {
    operateUntilDone(
        Us3Operation.abortMultipartUpload, key, Map.of(Us3Constants.UPLOAD_ID, uploadId));
  }

  /** Aborts every unfinished upload, as an operator would. Returns their number. */
  int sweep() {
    int swept = 0;
    for (List<?> page = unfinished(); !page.isEmpty(); page = unfinished()) {
      for (Object entry : page) {
        UnfinishedUpload upload = (UnfinishedUpload) entry;
        abort(upload.key(), upload.uploadId());
        swept++;
      }
    }
    return swept;
  }

  private List<?> unfinished() {
    return operateUntilDone(Us3Operation.listMultipartUploads, "", Map.of())
        .getMessage()
        .getBody(List.class);
  }

  /** Runs an operation until it succeeds or its object is gone. */
  private Exchange operateUntilDone(
      Us3Operation operation, String key, Map<String, Object> headers) {
    Exchange exchange = operation(operation, null, key, headers);
    for (int n = 1; isRetryable(exchange) && n < MAX_ATTEMPTS; n++) {
      exchange = operation(operation, null, key, headers);
    }
    return exchange;
  }

  private static boolean isRetryable(Exchange exchange) {
    return exchange.getException() != null
        && !(exchange.getException() instanceof Us3ObjectNotFoundException);
  }

  private Exchange operation(
      Us3Operation operation, Object body, String key, Map<String, Object> extra) {
    Map<String, Object> headers = new HashMap<>(extra);
    headers.put(Us3Constants.OPERATION, operation);
    if (!key.isEmpty()) {
      headers.put(Us3Constants.KEY, key);
    }
    return send(SoakRoutes.UPLOAD, body, headers);
  }
}
