package io.github.camelus3.component;

/** The operations of the producer. */
public enum Us3Operation {
  /** Uploads the body, or finishes an upload, in one of the {@link Us3UploadMode}s. */
  upload,
  /** Starts an upload in parts; its ID is in {@code CamelUs3UploadId}. */
  initiateMultipartUpload,
  /** Uploads the body, or a range of its file, as one part. */
  uploadPart,
  /** Copies a range of a stored object as one part. */
  uploadPartCopy,
  /** Lists the parts of an upload. */
  listParts,
  /** Aborts an upload in parts. */
  abortMultipartUpload,
  /** Lists unfinished uploads in parts. */
  listMultipartUploads,
  /** Opens an object, or a range of it, as a stream. */
  getObject,
  /** Reads the properties of an object. */
  headObject,
  /** Deletes one object. */
  deleteObject,
  /** Deletes many objects, several at a time. */
  deleteObjects,
  /** Lists objects. */
  listObjects,
  /** Copies an object, in parts when it is large. */
  copyObject,
  /** Gives an object another key. */
  renameObject,
  /** Makes an archived object readable. */
  restoreObject,
  /** Changes the storage class of an object to a colder one. */
  changeStorageClass,
  /** Changes the MIME type of an object. */
  changeMimeType,
  /** Reads the tags of an object. */
  getTagging,
  /** Replaces the tags of an object. */
  putTagging,
  /** Removes the tags of an object. */
  deleteTagging,
  /** Reads the access to an object. */
  getAcl,
  /** Sets the access to an object. */
  putAcl,
  /** Stores an object whose content the service has already, without sending the content. */
  uploadHit,
  /** Makes a pre-signed URL to GET an object. */
  createDownloadLink,
  /** Makes a pre-signed URL to PUT an object. */
  createUploadLink,
  /** Creates a bucket. */
  createBucket,
  /** Reads the properties of a bucket. */
  describeBucket,
  /** Lists buckets. */
  listBuckets,
  /** Changes the access to a bucket. */
  updateBucket,
  /** Deletes an empty bucket. */
  deleteBucket
}
