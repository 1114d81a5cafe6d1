package io.github.camelus3.component;

import org.apache.camel.spi.Metadata;

/**
 * Names of the message headers. Header values are data: they are taken as they are and never
 * evaluated.
 */
public final class Us3Constants {
  @Metadata(
      label = "producer",
      description =
          "The object's key. Before the upload it overrides the option keyName; afterwards it is"
              + " the key under which the object is stored.",
      javaType = "String",
      important = true)
  public static final String KEY = "CamelUs3Key";

  @Metadata(
      label = "producer",
      description = "The bucket for this message instead of the endpoint's.",
      javaType = "String")
  public static final String OVERRIDE_BUCKET_NAME = "CamelUs3OverrideBucketName";

  @Metadata(
      label = "producer",
      description = "The bucket in which the object is stored.",
      javaType = "String")
  public static final String BUCKET_NAME = "CamelUs3BucketName";

  @Metadata(
      label = "producer",
      description = "The operation for this message instead of the endpoint's.",
      javaType = "io.github.camelus3.component.Us3Operation")
  public static final String OPERATION = "CamelUs3Operation";

  @Metadata(
      label = "producer",
      description = "The upload mode for this message instead of the endpoint's.",
      javaType = "io.github.camelus3.component.Us3UploadMode")
  public static final String MODE = "CamelUs3Mode";

  @Metadata(
      label = "producer",
      description = "How many parts of this upload may be in flight: 1 to 256.",
      javaType = "Integer")
  public static final String JOBS = "CamelUs3Jobs";

  @Metadata(
      label = "producer",
      description =
          "The put policy for this message: a PutPolicy, a Map, a Jackson JsonNode or JSON text."
              + " JSON text is signed and sent byte for byte.",
      javaType = "Object")
  public static final String POLICY = "CamelUs3Policy";

  @Metadata(label = "producer", description = "The object's MIME type.", javaType = "String")
  public static final String MIME_TYPE = "CamelUs3MimeType";

  @Metadata(
      label = "producer",
      description = "The object's storage class: STANDARD, IA or ARCHIVE.",
      javaType = "String")
  public static final String STORAGE_CLASS = "CamelUs3StorageClass";

  @Metadata(
      label = "producer",
      description = "The object's user metadata, instead of the endpoint's.",
      javaType = "Map<String, String>")
  public static final String METADATA = "CamelUs3Metadata";

  @Metadata(
      label = "producer",
      description =
          "The ID of an unfinished upload: needed by the mode finish, set when an upload in parts"
              + " was begun.",
      javaType = "String")
  public static final String UPLOAD_ID = "CamelUs3UploadId";

  @Metadata(
      label = "producer",
      description =
          "For the mode finish: the parts' ETags by part number, from 0. Without it the parts are"
              + " listed from the service.",
      javaType = "Map<Integer, String>")
  public static final String PARTS = "CamelUs3Parts";

  @Metadata(
      label = "producer",
      description = "The object's ETag, without quotes.",
      javaType = "String")
  public static final String ETAG = "CamelUs3ETag";

  @Metadata(
      label = "producer",
      description = "The object's length in bytes, as it was stored.",
      javaType = "Long")
  public static final String CONTENT_LENGTH = "CamelUs3ContentLength";

  @Metadata(
      label = "producer",
      description = "What the upload was in the end, such as AsyncUploadWithPolicy or PutFile.",
      javaType = "String")
  public static final String UPLOAD_OPERATION = "CamelUs3UploadOperation";

  @Metadata(
      label = "producer",
      description = "How many parts were uploaded; 0 when the object went by one PUT.",
      javaType = "Integer")
  public static final String PART_COUNT = "CamelUs3PartCount";

  @Metadata(
      label = "producer",
      description = "The HTTP status of the last answer, also of a failure.",
      javaType = "Integer")
  public static final String HTTP_STATUS = "CamelUs3HttpStatus";

  @Metadata(
      label = "producer",
      description = "The X-SessionId of the last answer, by which UCloud finds the request.",
      javaType = "String")
  public static final String SESSION_ID = "CamelUs3SessionId";

  @Metadata(
      label = "producer",
      description = "After a failure: the service's RetCode.",
      javaType = "Integer",
      important = true)
  public static final String RET_CODE = "CamelUs3RetCode";

  @Metadata(
      label = "producer",
      description = "After a failure: the service's text.",
      javaType = "String")
  public static final String ERR_MSG = "CamelUs3ErrMsg";

  @Metadata(
      label = "producer",
      description = "After a failure: whether the same request, sent again, may succeed.",
      javaType = "Boolean")
  public static final String RETRYABLE = "CamelUs3Retryable";

  private Us3Constants() {}
}
