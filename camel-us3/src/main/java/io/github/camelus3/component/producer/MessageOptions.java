package io.github.camelus3.component.producer;

import io.github.camelus3.client.ByteRange;
import io.github.camelus3.client.ListRequest;
import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.component.Us3Constants;
import io.github.camelus3.component.Us3Operation;
import io.github.camelus3.component.Us3UploadMode;
import io.github.camelus3.component.message.Values;
import io.github.camelus3.component.options.OptionChecks;
import io.github.camelus3.component.options.PolicyOption;
import io.github.camelus3.component.options.ProducerSettings;
import io.github.camelus3.component.options.UploadContext;
import io.github.camelus3.transfer.Us3Uploader;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * The options of one message: a header overrides the option of the endpoint. Headers are data and
 * never evaluated. Each method that reads a header throws {@link IllegalArgumentException} with its
 * name if the value cannot be used.
 */
record MessageOptions(Exchange exchange, ProducerSettings settings, HeaderReader headers) {

  MessageOptions(Exchange exchange, ProducerSettings settings) {
    this(exchange, settings, new HeaderReader(exchange.getMessage()));
  }

  Us3Operation operation() {
    return headers().anEnum(Us3Constants.OPERATION, Us3Operation.class, settings.operation());
  }

  Us3UploadMode mode() {
    return headers().anEnum(Us3Constants.MODE, Us3UploadMode.class, settings.upload().mode());
  }

  String bucket() {
    String header = headers().bucket(Us3Constants.OVERRIDE_BUCKET_NAME);
    return header != null ? header : settings.bucket();
  }

  /** Header {@code CamelUs3Key}, option {@code keyName}, header {@code CamelFileName}. */
  String key() {
    String key = headers().key(Us3Constants.KEY);
    if (key != null) {
      return key;
    }
    if (settings.object().keyName() != null) {
      return settings.object().keyName().evaluate(exchange);
    }
    String fileName = headers().key(Exchange.FILE_NAME);
    if (fileName == null) {
      throw new IllegalArgumentException(
          "object key must be set: header "
              + Us3Constants.KEY
              + ", option keyName or header "
              + Exchange.FILE_NAME);
    }
    return fileName;
  }

  /**
   * Header {@code CamelUs3MimeType}, option {@code mimeType}, header {@code CamelFileContentType};
   * null if none is set.
   */
  String declaredMimeType() {
    return firstText(
        mimeTypeHeader(),
        settings.object().mimeType(),
        OptionChecks.requireMimeType(
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
            ? settings.policy().option().json(upload)
            : PolicyOption.toJson(headers().values(), "header " + Us3Constants.POLICY, header);
    return json == null ? null : MessagePolicy.of(json, upload, settings.policy());
  }

  int jobs() {
    Integer header = headers().number(Us3Constants.JOBS);
    int jobs = header != null ? header : settings.upload().jobs();
    OptionChecks.requireWithin("header " + Us3Constants.JOBS, jobs, 1, Us3Uploader.MAX_JOBS);
    return jobs;
  }

  String storageClass() {
    return firstText(
        headers().anyText(Us3Constants.STORAGE_CLASS), settings.object().storageClass());
  }

  Map<String, String> metadata() {
    Map<String, String> header = headers().texts(Us3Constants.METADATA);
    return header != null ? header : settings.object().metadata();
  }

  /** The MIME type to change to; null if neither header nor option is set. */
  String newMimeType() {
    return firstText(
        headers().isUnchangedResult(Us3Constants.MIME_TYPE) ? null : mimeTypeHeader(),
        settings.object().mimeType());
  }

  /** The storage class to change to; null if neither header nor option is set. */
  String newStorageClass() {
    return firstText(
        headers().isUnchangedResult(Us3Constants.STORAGE_CLASS)
            ? null
            : headers().anyText(Us3Constants.STORAGE_CLASS),
        settings.object().storageClass());
  }

  /** The metadata to change to; null if neither header nor option is set. */
  Map<String, String> newMetadata() {
    if (!headers().isUnchangedResult(Us3Constants.METADATA)) {
      Map<String, String> header = headers().texts(Us3Constants.METADATA);
      if (header != null) {
        return header;
      }
    }
    return settings.object().metadata().isEmpty() ? null : settings.object().metadata();
  }

  private String mimeTypeHeader() {
    return OptionChecks.requireMimeType(
        "header " + Us3Constants.MIME_TYPE, headers().anyText(Us3Constants.MIME_TYPE));
  }

  String uploadId() {
    return headers().requiredText(Us3Constants.UPLOAD_ID);
  }

  /** The parts in the header; null if it is not set. */
  List<UploadedPart> parts() {
    return PartsHeader.read(
        headers().values(), exchange.getMessage().getHeader(Us3Constants.PARTS));
  }

  /** The range in the headers; null for the whole object. */
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
              + " must be a range: "
              + start
              + ", "
              + end);
    }
    return new ByteRange(first, last);
  }

  int partNumber() {
    int number = headers().requiredNumber(Us3Constants.PART_NUMBER);
    OptionChecks.requireWithin("header " + Us3Constants.PART_NUMBER, number, 0, Long.MAX_VALUE);
    return number;
  }

  String prefix() {
    return listing(Us3Constants.PREFIX, settings.listing().prefix());
  }

  String delimiter() {
    return listing(Us3Constants.DELIMITER, settings.listing().delimiter());
  }

  String marker() {
    return listing(Us3Constants.MARKER, "");
  }

  int maxResults() {
    Integer header = headers().number(Us3Constants.MAX_RESULTS);
    if (header == null) {
      return settings.listing().maxResults();
    }
    OptionChecks.requireWithin(
        "header " + Us3Constants.MAX_RESULTS, header, 1, ListRequest.MAX_KEYS);
    return header;
  }

  Duration urlExpiry() {
    Duration header = headers().duration(Us3Constants.URL_EXPIRY);
    if (header != null && header.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "header " + Us3Constants.URL_EXPIRY + " must be at least 1 second: " + header);
    }
    return header != null ? header : settings.requests().urlExpiry();
  }

  /** {@code public} or {@code private}; null if not set. */
  String bucketType() {
    String header = headers().text(Us3Constants.BUCKET_TYPE);
    return header != null ? header : settings.requests().bucketType();
  }

  /** An empty header overrides the option too. */
  private String listing(String name, String option) {
    String header = headers().anyText(name);
    return header != null ? header : option;
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
