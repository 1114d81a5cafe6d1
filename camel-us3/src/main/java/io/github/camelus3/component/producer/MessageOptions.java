package io.github.camelus3.component.producer;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.component.message.Values;
import io.github.camelus3.component.options.PolicyOption;
import io.github.camelus3.component.options.UploadContext;
import io.github.camelus3.component.options.Us3Settings;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * Header over option, said once: what one message asks for. Headers are data and never evaluated.
 */
record MessageOptions(Exchange exchange, Us3Settings settings, HeaderReader headers) {

  MessageOptions(Exchange exchange, Us3Settings settings) {
    this(exchange, settings, new HeaderReader(exchange.getMessage()));
  }

  Us3Operation operation() {
    return headers()
        .anEnum(Us3Constants.OPERATION, Us3Operation.class, settings.options().getOperation());
  }

  Us3UploadMode mode() {
    return headers().anEnum(Us3Constants.MODE, Us3UploadMode.class, settings.options().getMode());
  }

  String bucket() {
    String header = headers().bucket(Us3Constants.OVERRIDE_BUCKET_NAME);
    return header != null ? header : settings.options().getBucketName();
  }

  /** Header {@code CamelUs3Key}, option {@code keyName}, header {@code CamelFileName}. */
  String key() {
    String key = headers().key(Us3Constants.KEY);
    if (key != null) {
      return key;
    }
    if (settings.keyName() != null) {
      return settings.keyName().evaluate(exchange);
    }
    String fileName = headers().key(Exchange.FILE_NAME);
    if (fileName == null) {
      throw new IllegalArgumentException(
          "no object key: neither header "
              + Us3Constants.KEY
              + " nor option keyName nor header "
              + Exchange.FILE_NAME
              + " is set");
    }
    return fileName;
  }

  /**
   * Header {@code CamelUs3MimeType}, option {@code mimeType}, header {@code CamelFileContentType};
   * null when none says anything.
   */
  String declaredMimeType() {
    return firstText(
        mimeTypeHeader(),
        settings.options().getMimeType(),
        Us3Settings.requireMimeType(
            "header " + Exchange.FILE_CONTENT_TYPE, headers().anyText(Exchange.FILE_CONTENT_TYPE)));
  }

  /**
   * The policy for an upload; null for none.
   *
   * @throws Us3InvalidPutPolicyException if the policy is not valid
   * @throws IOException if the body cannot be read
   */
  MessagePolicy policy(UploadContext upload) throws IOException {
    Object header = Values.plain(exchange.getMessage().getHeader(Us3Constants.POLICY));
    String json =
        header == null
            ? settings.policy().json(upload)
            : PolicyOption.toJson(headers().values(), "header " + Us3Constants.POLICY, header);
    return json == null ? null : MessagePolicy.of(json, upload, settings);
  }

  int jobs() {
    Integer header = headers().number(Us3Constants.JOBS);
    int jobs = header != null ? header : settings.options().getJobs();
    if (jobs < 1 || jobs > Us3Uploader.MAX_JOBS) {
      throw new IllegalArgumentException(
          "header "
              + Us3Constants.JOBS
              + " is not within 1 to "
              + Us3Uploader.MAX_JOBS
              + ": "
              + jobs);
    }
    return jobs;
  }

  String storageClass() {
    return firstText(
        headers().anyText(Us3Constants.STORAGE_CLASS), settings.options().getStorageClass());
  }

  Map<String, String> metadata() {
    Map<String, String> header = headers().texts(Us3Constants.METADATA);
    return header != null ? header : settings.metadata();
  }

  /** The MIME type that header or option asks for; null for none. */
  String newMimeType() {
    return firstText(
        headers().isUnchangedResult(Us3Constants.MIME_TYPE) ? null : mimeTypeHeader(),
        settings.options().getMimeType());
  }

  /** The storage class that header or option asks for; null for none. */
  String newStorageClass() {
    return firstText(asked(Us3Constants.STORAGE_CLASS), settings.options().getStorageClass());
  }

  /** The metadata that header or option asks for; null for none. */
  Map<String, String> newMetadata() {
    if (!headers().isUnchangedResult(Us3Constants.METADATA)) {
      Map<String, String> header = headers().texts(Us3Constants.METADATA);
      if (header != null) {
        return header;
      }
    }
    return settings.metadata().isEmpty() ? null : settings.metadata();
  }

  private String mimeTypeHeader() {
    return Us3Settings.requireMimeType(
        "header " + Us3Constants.MIME_TYPE, headers().anyText(Us3Constants.MIME_TYPE));
  }

  private String asked(String name) {
    return headers().isUnchangedResult(name) ? null : headers().anyText(name);
  }

  String uploadId() {
    return headers().requiredText(Us3Constants.UPLOAD_ID);
  }

  /** The parts that the message names; null when it names none. */
  List<UploadedPart> parts() {
    return PartsHeader.read(
        headers().values(), exchange.getMessage().getHeader(Us3Constants.PARTS));
  }

  /** The piece of an object that the message names; null for the whole. */
  ByteRange range() {
    Long start = headers().longNumber(Us3Constants.RANGE_START);
    Long end = headers().longNumber(Us3Constants.RANGE_END);
    if (start == null && end == null) {
      return null;
    }
    long first = start == null ? 0 : start;
    long last = end == null ? Long.MAX_VALUE : end;
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(
          "headers "
              + Us3Constants.RANGE_START
              + " and "
              + Us3Constants.RANGE_END
              + " are not a range: "
              + start
              + ", "
              + end);
    }
    return new ByteRange(first, last);
  }

  int partNumber() {
    int number = headers().requiredNumber(Us3Constants.PART_NUMBER);
    if (number < 0) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.PART_NUMBER + " is negative: " + number);
    }
    return number;
  }

  String prefix() {
    return listing(Us3Constants.PREFIX, settings.options().getPrefix());
  }

  String delimiter() {
    return listing(Us3Constants.DELIMITER, settings.options().getDelimiter());
  }

  String marker() {
    return listing(Us3Constants.MARKER, null);
  }

  int maxResults() {
    Integer header = headers().number(Us3Constants.MAX_RESULTS);
    if (header != null && (header < 1 || header > ListRequest.MAX_KEYS)) {
      throw new IllegalArgumentException(
          "header "
              + Us3Constants.MAX_RESULTS
              + " is not within 1 to "
              + ListRequest.MAX_KEYS
              + ": "
              + header);
    }
    return header != null ? header : settings.options().getMaxResults();
  }

  Duration urlExpiry() {
    Duration header = headers().duration(Us3Constants.URL_EXPIRY);
    if (header != null && header.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.URL_EXPIRY + " is less than a second: " + header);
    }
    return header != null ? header : Duration.ofMillis(settings.options().getUrlExpiry());
  }

  /** {@code public} or {@code private}; null when not set. */
  String bucketType() {
    String header = headers().text(Us3Constants.BUCKET_TYPE);
    return header != null ? header : settings.options().getBucketType();
  }

  /** Empty is a value here, and what stands for absent. */
  private String listing(String name, String option) {
    String header = headers().anyText(name);
    String value = header != null ? header : option;
    return value == null ? "" : value;
  }

  private static String firstText(String... values) {
    for (String value : values) {
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return null;
  }
}
