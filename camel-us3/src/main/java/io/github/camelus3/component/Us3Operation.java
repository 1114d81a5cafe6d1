package io.github.camelus3.component;

/** What a {@code us3:} producer does with a message. */
public enum Us3Operation {
  /** Uploads the body, or finishes an upload, in one of the {@link Us3UploadMode}s. */
  upload,
  /** Begins an upload in parts; its ID is in {@code CamelUs3UploadId}. */
  initiateMultipartUpload,
  /** Uploads the body as one part. */
  uploadPart,
  /** Makes a piece of a stored object a part. */
  uploadPartCopy,
  /** Lists the parts of an upload. */
  listParts,
  /** Gives up an upload in parts. */
  abortMultipartUpload,
  /** Lists uploads that were begun and neither finished nor aborted. */
  listMultipartUploads,
  /** Opens an object, or a piece of it, as a stream. */
  getObject,
  /** Reads what the service says of an object. */
  headObject,
  /** Deletes one object. */
  deleteObject,
  /** Deletes many objects, some at a time. */
  deleteObjects,
  /** Lists objects. */
  listObjects,
  /** Copies an object, in parts when it is large. */
  copyObject,
  /** Gives an object another key. */
  renameObject,
  /** Makes an archived object readable. */
  restoreObject,
  /** Makes an object colder. */
  changeStorageClass,
  /** Changes an object's MIME type. */
  changeMimeType,
  /** Reads an object's tags. */
  getTagging,
  /** Replaces an object's tags. */
  putTagging,
  /** Removes an object's tags. */
  deleteTagging,
  /** Reads who may read an object. */
  getAcl,
  /** Sets who may read an object. */
  putAcl,
  /** Makes an object of content that the service has already. */
  uploadHit,
  /** Makes a pre-signed URL to GET an object. */
  createDownloadLink,
  /** Makes a pre-signed URL to PUT an object. */
  createUploadLink,
  /** Creates a bucket. */
  createBucket,
  /** Reads what the bucket API says of a bucket. */
  describeBucket,
  /** Lists buckets. */
  listBuckets,
  /** Changes who may read a bucket. */
  updateBucket,
  /** Deletes an empty bucket. */
  deleteBucket
}
