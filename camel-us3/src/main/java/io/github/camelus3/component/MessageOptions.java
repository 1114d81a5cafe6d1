package io.github.camelus3.component;

import io.github.camelus3.client.UploadedPart;
import io.github.camelus3.client.Us3InvalidPutPolicyException;
import io.github.camelus3.transfer.Us3Uploader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.TypeConversionException;

/**
 * Header over option, said once: what one message asks for. Headers are data and never evaluated.
 */
record MessageOptions(Exchange exchange, Us3Settings settings) {

  Us3Operation operation() {
    return anEnum(Us3Constants.OPERATION, Us3Operation.class, settings.options().getOperation());
  }

  Us3UploadMode mode() {
    return anEnum(Us3Constants.MODE, Us3UploadMode.class, settings.options().getMode());
  }

  String bucket() {
    String header = requireNotBlank(Us3Constants.OVERRIDE_BUCKET_NAME);
    return header != null ? header : settings.options().getBucketName();
  }

  /** Header {@code CamelUs3Key}, option {@code keyName}, header {@code CamelFileName}. */
  String key() {
    String key = requireNotBlank(Us3Constants.KEY);
    if (key != null) {
      return key;
    }
    if (settings.keyName() != null) {
      return settings.keyName().evaluate(exchange);
    }
    String fileName = requireNotBlank(Exchange.FILE_NAME);
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
        header(Us3Constants.MIME_TYPE, String.class),
        settings.options().getMimeType(),
        header(Exchange.FILE_CONTENT_TYPE, String.class));
  }

  /** The policy's JSON text, valid; null for none. */
  String policyJson() throws Us3InvalidPutPolicyException {
    Object header = message().getHeader(Us3Constants.POLICY);
    return header == null
        ? settings.policy().json(exchange)
        : PolicyOption.toJson("header " + Us3Constants.POLICY, header);
  }

  int jobs() {
    Integer header = header(Us3Constants.JOBS, Integer.class);
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
        header(Us3Constants.STORAGE_CLASS, String.class), settings.options().getStorageClass());
  }

  Map<String, String> metadata() {
    Map<?, ?> header = header(Us3Constants.METADATA, Map.class);
    if (header == null) {
      return settings.metadata();
    }
    Map<String, String> metadata = new LinkedHashMap<>();
    header.forEach((name, value) -> metadata.put(String.valueOf(name), String.valueOf(value)));
    return metadata;
  }

  String uploadId() {
    String uploadId = requireNotBlank(Us3Constants.UPLOAD_ID);
    if (uploadId == null) {
      throw new IllegalArgumentException("header " + Us3Constants.UPLOAD_ID + " is missing");
    }
    return uploadId;
  }

  /**
   * The parts that the message names: a map of part number to ETag, a list of such entries, or a
   * list of ETags from part 0; null when it names none.
   */
  List<UploadedPart> parts() {
    Object header = message().getHeader(Us3Constants.PARTS);
    if (header == null) {
      return null;
    }
    List<UploadedPart> parts = new ArrayList<>();
    if (header instanceof Map<?, ?> map) {
      map.forEach((number, eTag) -> parts.add(part(number, eTag)));
    } else if (header instanceof Iterable<?> list) {
      for (Object element : list) {
        addPart(parts, element);
      }
    } else {
      throw new IllegalArgumentException(
          "header "
              + Us3Constants.PARTS
              + " is neither a map nor a list of part number to ETag: "
              + header.getClass().getName());
    }
    return parts;
  }

  private static void addPart(List<UploadedPart> parts, Object element) {
    if (element instanceof UploadedPart part) {
      parts.add(part);
    } else if (element instanceof Map.Entry<?, ?> entry) {
      parts.add(part(entry.getKey(), entry.getValue()));
    } else if (element instanceof Map<?, ?> map) {
      map.forEach((number, eTag) -> parts.add(part(number, eTag)));
    } else {
      parts.add(part(parts.size(), element));
    }
  }

  private static UploadedPart part(Object number, Object eTag) {
    try {
      String unquoted = String.valueOf(eTag).replace("\"", "");
      return new UploadedPart(Integer.parseInt(String.valueOf(number)), unquoted, -1);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "header "
              + Us3Constants.PARTS
              + ": not a part number and its ETag: "
              + number
              + ", "
              + eTag,
          e);
    }
  }

  private Message message() {
    return exchange.getMessage();
  }

  private <T> T header(String name, Class<T> type) {
    try {
      return message().getHeader(name, type);
    } catch (TypeConversionException e) {
      throw new IllegalArgumentException(
          "header "
              + name
              + " is not of type "
              + type.getSimpleName()
              + ": "
              + message().getHeader(name),
          e);
    }
  }

  /** The text of a header; null when it is absent. */
  private String requireNotBlank(String name) {
    String value = header(name, String.class);
    if (value != null && value.isBlank()) {
      throw new IllegalArgumentException("header " + name + " is blank");
    }
    return value;
  }

  private <E extends Enum<E>> E anEnum(String header, Class<E> type, E option) {
    Object value = message().getHeader(header);
    if (value == null) {
      return option;
    }
    String name = value.toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "header "
                        + header
                        + " is none of "
                        + Arrays.toString(type.getEnumConstants())
                        + ": "
                        + value));
  }

  private static String firstText(String... values) {
    return Arrays.stream(values)
        .filter(value -> value != null && !value.isBlank())
        .findFirst()
        .orElse(null);
  }
}
