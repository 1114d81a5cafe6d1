package io.github.camelus3.component;

import org.apache.camel.spi.Metadata;

/** Names of the message headers. Header values are data and never evaluated. */
public final class Us3Constants {
  @Metadata(
      label = "common",
      description =
          "The key of the object. Before an upload this header overrides the option "
              + "keyName. Afterwards it is the key of the stored object.",
      javaType = "String",
      important = true)
  public static final String KEY = "CamelUs3Key";

  @Metadata(
      label = "producer",
      description = "The bucket for this message instead of the bucket of the endpoint.",
      javaType = "String")
  public static final String OVERRIDE_BUCKET_NAME = "CamelUs3OverrideBucketName";

  @Metadata(label = "common", description = "The bucket of the stored object.", javaType = "String")
  public static final String BUCKET_NAME = "CamelUs3BucketName";

  @Metadata(
      label = "producer",
      description = "The operation for this message instead of the option operation.",
      javaType = "io.github.camelus3.component.Us3Operation")
  public static final String OPERATION = "CamelUs3Operation";

  @Metadata(
      label = "producer",
      description = "The upload mode for this message instead of the option mode.",
      javaType = "io.github.camelus3.component.Us3UploadMode")
  public static final String MODE = "CamelUs3Mode";

  @Metadata(
      label = "producer",
      description = "The number of parts in flight for this upload, 1 to 256.",
      javaType = "Integer")
  public static final String JOBS = "CamelUs3Jobs";

  @Metadata(
      label = "common",
      description =
          "The put policy for this message: a PutPolicy, a Map, a Jackson JsonNode or "
              + "JSON text. JSON text is signed and sent byte for byte.",
      javaType = "Object")
  public static final String POLICY = "CamelUs3Policy";

  @Metadata(label = "producer", description = "The MIME type of the object.", javaType = "String")
  public static final String MIME_TYPE = "CamelUs3MimeType";

  @Metadata(
      label = "common",
      description = "The storage class of the object: STANDARD, IA or ARCHIVE.",
      javaType = "String")
  public static final String STORAGE_CLASS = "CamelUs3StorageClass";

  @Metadata(
      label = "common",
      description = "The user metadata of the object, instead of the option metadata.",
      javaType = "Map<String, String>")
  public static final String METADATA = "CamelUs3Metadata";

  @Metadata(
      label = "producer",
      description =
          "The ID of an unfinished upload. Required by the mode finish, set when an "
              + "upload in parts was started.",
      javaType = "String")
  public static final String UPLOAD_ID = "CamelUs3UploadId";

  @Metadata(
      label = "producer",
      description =
          "For the mode finish: the ETags of the parts by part number, from 0. If not "
              + "set, the parts are listed from the service. Set by listParts when all parts "
              + "were listed.",
      javaType = "Map<Integer, String>")
  public static final String PARTS = "CamelUs3Parts";

  @Metadata(
      label = "common",
      description = "The ETag of the object or part, without quotes.",
      javaType = "String")
  public static final String ETAG = "CamelUs3ETag";

  @Metadata(
      label = "common",
      description = "The size of the stored object in bytes.",
      javaType = "Long")
  public static final String CONTENT_LENGTH = "CamelUs3ContentLength";

  @Metadata(
      label = "producer",
      description =
          "The name of the upload that was made, such as AsyncUploadWithPolicy or " + "PutFile.",
      javaType = "String")
  public static final String UPLOAD_OPERATION = "CamelUs3UploadOperation";

  @Metadata(
      label = "producer",
      description = "The number of uploaded parts. 0 if the object was sent with one PUT.",
      javaType = "Integer")
  public static final String PART_COUNT = "CamelUs3PartCount";

  @Metadata(
      label = "common",
      description = "The HTTP status of the last response, also after a failure.",
      javaType = "Integer")
  public static final String HTTP_STATUS = "CamelUs3HttpStatus";

  @Metadata(
      label = "common",
      description = "The X-SessionId of the last response, by which UCloud finds the request.",
      javaType = "String")
  public static final String SESSION_ID = "CamelUs3SessionId";

  @Metadata(
      label = "producer",
      description = "After a failure: the RetCode of the service.",
      javaType = "Integer",
      important = true)
  public static final String RET_CODE = "CamelUs3RetCode";

  @Metadata(
      label = "producer",
      description = "After a failure: the error message of the service.",
      javaType = "String")
  public static final String ERR_MSG = "CamelUs3ErrMsg";

  @Metadata(
      label = "producer",
      description = "After a failure: whether the same request may succeed when sent again.",
      javaType = "Boolean")
  public static final String RETRYABLE = "CamelUs3Retryable";

  @Metadata(
      label = "producer",
      description =
          "After initiateMultipartUpload: the part size that the service requires, in " + "bytes.",
      javaType = "Long")
  public static final String BLOCK_SIZE = "CamelUs3BlockSize";

  @Metadata(
      label = "producer",
      description = "For uploadPart and uploadPartCopy: the part number, from 0.",
      javaType = "Integer")
  public static final String PART_NUMBER = "CamelUs3PartNumber";

  @Metadata(
      label = "producer",
      description = "For uploadPartCopy: the key of the source object.",
      javaType = "String")
  public static final String SOURCE_KEY = "CamelUs3SourceKey";

  @Metadata(
      label = "producer",
      description =
          "For uploadPartCopy: the bucket of the source object. If not set, the bucket of"
              + " the message.",
      javaType = "String")
  public static final String SOURCE_BUCKET_NAME = "CamelUs3SourceBucketName";

  @Metadata(
      label = "producer",
      description = "For copyObject and renameObject: the new key.",
      javaType = "String")
  public static final String DESTINATION_KEY = "CamelUs3DestinationKey";

  @Metadata(
      label = "producer",
      description = "For copyObject: the bucket to copy to. If not set, the bucket of the message.",
      javaType = "String")
  public static final String DESTINATION_BUCKET_NAME = "CamelUs3DestinationBucketName";

  @Metadata(
      label = "producer",
      description =
          "For renameObject: whether to overwrite an object that has the new key. If not "
              + "set, false.",
      javaType = "Boolean")
  public static final String FORCE = "CamelUs3Force";

  @Metadata(
      label = "producer",
      description =
          "For getObject, uploadPart of a File or Path, and uploadPartCopy: the position of the"
              + " first byte, from 0. If not set, getObject and uploadPart read from 0.",
      javaType = "Long")
  public static final String RANGE_START = "CamelUs3RangeStart";

  @Metadata(
      label = "producer",
      description =
          "For getObject, uploadPart of a File or Path, and uploadPartCopy: the position of the"
              + " last byte, inclusive. If not set, getObject and uploadPart read to the end.",
      javaType = "Long")
  public static final String RANGE_END = "CamelUs3RangeEnd";

  @Metadata(
      label = "producer",
      description =
          "For getObject: the response is 304 without a body if the object was not "
              + "changed since. An Instant, a Date, or milliseconds.",
      javaType = "java.time.Instant")
  public static final String IF_MODIFIED_SINCE = "CamelUs3IfModifiedSince";

  @Metadata(
      label = "common",
      description = "The time of the last change of the object.",
      javaType = "java.time.Instant")
  public static final String LAST_MODIFIED = "CamelUs3LastModified";

  @Metadata(
      label = "producer",
      description = "Whether the object exists. Set by getObject and headObject.",
      javaType = "Boolean")
  public static final String OBJECT_EXISTS = "CamelUs3ObjectExists";

  @Metadata(
      label = "producer",
      description = "Whether the bucket exists. Set by describeBucket.",
      javaType = "Boolean")
  public static final String BUCKET_EXISTS = "CamelUs3BucketExists";

  @Metadata(
      label = "producer",
      description = "For listings: only keys that begin with this prefix.",
      javaType = "String")
  public static final String PREFIX = "CamelUs3Prefix";

  @Metadata(
      label = "producer",
      description = "For listObjects: / groups deeper keys into common prefixes.",
      javaType = "String")
  public static final String DELIMITER = "CamelUs3Delimiter";

  @Metadata(
      label = "producer",
      description = "For listings: the start of the page. For listParts a part number.",
      javaType = "String")
  public static final String MARKER = "CamelUs3Marker";

  @Metadata(
      label = "producer",
      description = "After a listing: the start of the next page. Not set after the last page.",
      javaType = "String")
  public static final String NEXT_MARKER = "CamelUs3NextMarker";

  @Metadata(
      label = "producer",
      description = "For listings: the number of entries per page, 1 to 1000.",
      javaType = "Integer")
  public static final String MAX_RESULTS = "CamelUs3MaxResults";

  @Metadata(
      label = "producer",
      description = "After a listing: whether there is a next page.",
      javaType = "Boolean")
  public static final String TRUNCATED = "CamelUs3Truncated";

  @Metadata(
      label = "producer",
      description = "After listObjects with a delimiter: the common prefixes of deeper keys.",
      javaType = "List<String>")
  public static final String COMMON_PREFIXES = "CamelUs3CommonPrefixes";

  @Metadata(
      label = "producer",
      description = "For deleteObjects: the keys. If not set, the body.",
      javaType = "Collection<String>")
  public static final String KEYS_TO_DELETE = "CamelUs3KeysToDelete";

  @Metadata(
      label = "producer",
      description =
          "For restoreObject: Expedited (within 15 minutes) or Standard (1 to 5 hours). "
              + "If not set, Standard.",
      javaType = "String")
  public static final String RESTORE_TIER = "CamelUs3RestoreTier";

  @Metadata(
      label = "producer",
      description =
          "The tags of the object. Used by putTagging (if not set, the body), set by "
              + "getTagging.",
      javaType = "Map<String, String>")
  public static final String TAGS = "CamelUs3Tags";

  @Metadata(
      label = "producer",
      description =
          "The access to the object: default or public-read. Used by putAcl (if not set, "
              + "the body), set by getAcl.",
      javaType = "String")
  public static final String ACL = "CamelUs3Acl";

  @Metadata(
      label = "producer",
      description =
          "After uploadHit: whether the service had the content already, so that the "
              + "object is stored.",
      javaType = "Boolean")
  public static final String UPLOAD_HIT = "CamelUs3UploadHit";

  @Metadata(
      label = "producer",
      description =
          "For createUploadLink: the MD5 that the link is bound to, in lower-case "
              + "hexadecimal.",
      javaType = "String")
  public static final String CONTENT_MD5 = "CamelUs3ContentMD5";

  @Metadata(
      label = "producer",
      description =
          "For links: how long they are valid. A Duration, milliseconds, or text such as " + "15m.",
      javaType = "java.time.Duration")
  public static final String URL_EXPIRY = "CamelUs3UrlExpiry";

  @Metadata(
      label = "producer",
      description = "For createDownloadLink: the file name under which a browser saves the object.",
      javaType = "String")
  public static final String ATTACHMENT_NAME = "CamelUs3AttachmentName";

  @Metadata(
      label = "producer",
      description = "After createBucket and describeBucket: the ID of the bucket.",
      javaType = "String")
  public static final String BUCKET_ID = "CamelUs3BucketId";

  @Metadata(
      label = "producer",
      description = "For createBucket and updateBucket: public or private.",
      javaType = "String")
  public static final String BUCKET_TYPE = "CamelUs3BucketType";

  @Metadata(
      label = "producer",
      description = "For createBucket: the region. If not set, the option region.",
      javaType = "String")
  public static final String REGION = "CamelUs3Region";

  @Metadata(
      label = "producer",
      description =
          "During and after an upload: its progress. The same value is sent to the event "
              + "notifiers of Camel as Us3UploadProgressEvent.",
      javaType = "io.github.camelus3.transfer.UploadProgress")
  public static final String PROGRESS = "CamelUs3Progress";

  @Metadata(
      label = "consumer",
      description =
          "For a webhook: whether the callback has a valid token of a route with the same"
              + " callbackSecret. CamelUs3Key and CamelUs3BucketName are then taken from the "
              + "token. All other values are unverified.",
      javaType = "Boolean")
  public static final String CALLBACK_VERIFIED = "CamelUs3CallbackVerified";

  private Us3Constants() {}
}
