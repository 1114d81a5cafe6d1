package io.github.camelus3.component;

import org.apache.camel.spi.Metadata;

/**
 * Names of the message headers. Header values are data: they are taken as they are and never
 * evaluated.
 */
public final class Us3Constants {
  @Metadata(
      label = "common",
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
      label = "common",
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
      label = "common",
      description =
          "The put policy for this message: a PutPolicy, a Map, a Jackson JsonNode or JSON text."
              + " JSON text is signed and sent byte for byte.",
      javaType = "Object")
  public static final String POLICY = "CamelUs3Policy";

  @Metadata(label = "producer", description = "The object's MIME type.", javaType = "String")
  public static final String MIME_TYPE = "CamelUs3MimeType";

  @Metadata(
      label = "common",
      description = "The object's storage class: STANDARD, IA or ARCHIVE.",
      javaType = "String")
  public static final String STORAGE_CLASS = "CamelUs3StorageClass";

  @Metadata(
      label = "common",
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
              + " listed from the service. Set by listParts when it lists all.",
      javaType = "Map<Integer, String>")
  public static final String PARTS = "CamelUs3Parts";

  @Metadata(
      label = "common",
      description = "The object's or part's ETag, without quotes.",
      javaType = "String")
  public static final String ETAG = "CamelUs3ETag";

  @Metadata(
      label = "common",
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
      label = "common",
      description = "The HTTP status of the last response, also of a failure.",
      javaType = "Integer")
  public static final String HTTP_STATUS = "CamelUs3HttpStatus";

  @Metadata(
      label = "common",
      description = "The X-SessionId of the last response, by which UCloud finds the request.",
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

  @Metadata(
      label = "producer",
      description =
          "The part size that the service asks for, in bytes, after initiateMultipartUpload.",
      javaType = "Long")
  public static final String BLOCK_SIZE = "CamelUs3BlockSize";

  @Metadata(
      label = "producer",
      description = "The part's number, from 0, for uploadPart and uploadPartCopy.",
      javaType = "Integer")
  public static final String PART_NUMBER = "CamelUs3PartNumber";

  @Metadata(
      label = "producer",
      description = "For uploadPartCopy: the key of the object to copy from.",
      javaType = "String")
  public static final String SOURCE_KEY = "CamelUs3SourceKey";

  @Metadata(
      label = "producer",
      description =
          "For uploadPartCopy: the bucket to copy from; the message's bucket when absent.",
      javaType = "String")
  public static final String SOURCE_BUCKET_NAME = "CamelUs3SourceBucketName";

  @Metadata(
      label = "producer",
      description = "For copyObject and renameObject: the new key.",
      javaType = "String")
  public static final String DESTINATION_KEY = "CamelUs3DestinationKey";

  @Metadata(
      label = "producer",
      description = "For copyObject: the bucket to copy to; the message's bucket when absent.",
      javaType = "String")
  public static final String DESTINATION_BUCKET_NAME = "CamelUs3DestinationBucketName";

  @Metadata(
      label = "producer",
      description =
          "For renameObject: whether to overwrite an object that has the new key; false when"
              + " absent.",
      javaType = "Boolean")
  public static final String FORCE = "CamelUs3Force";

  @Metadata(
      label = "producer",
      description = "For getObject and uploadPartCopy: the position of the first byte, from 0.",
      javaType = "Long")
  public static final String RANGE_START = "CamelUs3RangeStart";

  @Metadata(
      label = "producer",
      description =
          "For getObject and uploadPartCopy: the position of the last byte, inclusive; for"
              + " getObject the object's end when absent.",
      javaType = "Long")
  public static final String RANGE_END = "CamelUs3RangeEnd";

  @Metadata(
      label = "producer",
      description =
          "For getObject: response 304 and no body when the object was not changed since. An"
              + " Instant, a Date, or milliseconds.",
      javaType = "java.time.Instant")
  public static final String IF_MODIFIED_SINCE = "CamelUs3IfModifiedSince";

  @Metadata(
      label = "common",
      description = "When the object was last changed.",
      javaType = "java.time.Instant")
  public static final String LAST_MODIFIED = "CamelUs3LastModified";

  @Metadata(
      label = "producer",
      description = "Whether the object exists; set by getObject and headObject.",
      javaType = "Boolean")
  public static final String OBJECT_EXISTS = "CamelUs3ObjectExists";

  @Metadata(
      label = "producer",
      description = "Whether the bucket exists; set by describeBucket.",
      javaType = "Boolean")
  public static final String BUCKET_EXISTS = "CamelUs3BucketExists";

  @Metadata(
      label = "producer",
      description = "For listings: only keys that begin with it.",
      javaType = "String")
  public static final String PREFIX = "CamelUs3Prefix";

  @Metadata(
      label = "producer",
      description = "For listObjects: / to roll deeper keys up to common prefixes.",
      javaType = "String")
  public static final String DELIMITER = "CamelUs3Delimiter";

  @Metadata(
      label = "producer",
      description = "For listings: where the page begins; a part number for listParts.",
      javaType = "String")
  public static final String MARKER = "CamelUs3Marker";

  @Metadata(
      label = "producer",
      description = "After a listing: where the next page begins; absent behind the last one.",
      javaType = "String")
  public static final String NEXT_MARKER = "CamelUs3NextMarker";

  @Metadata(
      label = "producer",
      description = "For listings: how many entries a page may have, 1 to 1000.",
      javaType = "Integer")
  public static final String MAX_RESULTS = "CamelUs3MaxResults";

  @Metadata(
      label = "producer",
      description = "After a listing: whether there is a next page.",
      javaType = "Boolean")
  public static final String TRUNCATED = "CamelUs3Truncated";

  @Metadata(
      label = "producer",
      description = "After listObjects with a delimiter: what deeper keys were rolled up to.",
      javaType = "List<String>")
  public static final String COMMON_PREFIXES = "CamelUs3CommonPrefixes";

  @Metadata(
      label = "producer",
      description = "For deleteObjects: the keys; the body when absent.",
      javaType = "Collection<String>")
  public static final String KEYS_TO_DELETE = "CamelUs3KeysToDelete";

  @Metadata(
      label = "producer",
      description =
          "For restoreObject: Expedited (within 15 minutes) or Standard (the default, 1 to 5"
              + " hours).",
      javaType = "String")
  public static final String RESTORE_TIER = "CamelUs3RestoreTier";

  @Metadata(
      label = "producer",
      description =
          "The object's tags, for putTagging (the body when absent) and after getTagging.",
      javaType = "Map<String, String>")
  public static final String TAGS = "CamelUs3Tags";

  @Metadata(
      label = "producer",
      description =
          "Who may read the object: default or public-read; for putAcl (the body when absent) and"
              + " after getAcl.",
      javaType = "String")
  public static final String ACL = "CamelUs3Acl";

  @Metadata(
      label = "producer",
      description =
          "After uploadHit: whether the service had the content, so that the object is stored.",
      javaType = "Boolean")
  public static final String UPLOAD_HIT = "CamelUs3UploadHit";

  @Metadata(
      label = "producer",
      description =
          "For createUploadLink: the MD5 that the link is bound to, in lower-case hexadecimal.",
      javaType = "String")
  public static final String CONTENT_MD5 = "CamelUs3ContentMD5";

  @Metadata(
      label = "producer",
      description =
          "For links: how long they are valid. A Duration, milliseconds, or text such as 15m.",
      javaType = "java.time.Duration")
  public static final String URL_EXPIRY = "CamelUs3UrlExpiry";

  @Metadata(
      label = "producer",
      description = "For createDownloadLink: the file name under which a browser saves the object.",
      javaType = "String")
  public static final String ATTACHMENT_NAME = "CamelUs3AttachmentName";

  @Metadata(
      label = "producer",
      description = "After createBucket and describeBucket: the bucket's ID.",
      javaType = "String")
  public static final String BUCKET_ID = "CamelUs3BucketId";

  @Metadata(
      label = "producer",
      description = "For createBucket and updateBucket: public or private.",
      javaType = "String")
  public static final String BUCKET_TYPE = "CamelUs3BucketType";

  @Metadata(
      label = "producer",
      description = "For createBucket: the region; the option region when absent.",
      javaType = "String")
  public static final String REGION = "CamelUs3Region";

  @Metadata(
      label = "producer",
      description =
          "While an upload runs and afterwards: how far it is; the same is sent to Camel's event"
              + " notifiers as Us3UploadProgressEvent.",
      javaType = "io.github.camelus3.transfer.UploadProgress")
  public static final String PROGRESS = "CamelUs3Progress";

  @Metadata(
      label = "consumer",
      description =
          "For a webhook: whether the callback has shown by its token that it belongs to an upload"
              + " of a route with the same callbackSecret. CamelUs3Key and CamelUs3BucketName are"
              + " then what the token says; all else is what the callback claims.",
      javaType = "Boolean")
  public static final String CALLBACK_VERIFIED = "CamelUs3CallbackVerified";

  private Us3Constants() {}
}
