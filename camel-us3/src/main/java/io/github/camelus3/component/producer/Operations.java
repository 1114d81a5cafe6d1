package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Operation;

/**
 * Chooses the {@link Operation}. {@link Us3Operation#upload} is none: {@link UploadAction} runs it.
 */
final class Operations {
  private Operations() {}

  /**
   * The operation of a constant.
   *
   * @throws IllegalArgumentException for {@link Us3Operation#upload}
   */
  static Operation of(Us3Operation operation) {
    return switch (operation) { // no default: a new operation does not compile until it is here
      case upload -> throw new IllegalArgumentException("operation must not be upload");
      case initiateMultipartUpload -> PartOperations::initiateMultipartUpload;
      case uploadPart -> PartOperations::uploadPart;
      case uploadPartCopy -> new UploadPartCopy();
      case listParts -> new ListParts();
      case abortMultipartUpload -> PartOperations::abortMultipartUpload;
      case listMultipartUploads -> PartOperations::listMultipartUploads;
      case getObject -> new GetObject();
      case headObject -> ObjectOperations::headObject;
      case deleteObject -> ObjectOperations::deleteObject;
      case deleteObjects -> new DeleteObjects();
      case listObjects -> new ListObjects();
      case copyObject -> new CopyObject();
      case renameObject -> ObjectOperations::renameObject;
      case restoreObject -> AttributeOperations::restoreObject;
      case changeStorageClass -> AttributeOperations::changeStorageClass;
      case changeMimeType -> AttributeOperations::changeMimeType;
      case getTagging -> AttributeOperations::getTagging;
      case putTagging -> AttributeOperations::putTagging;
      case deleteTagging -> AttributeOperations::deleteTagging;
      case getAcl -> AttributeOperations::getAcl;
      case putAcl -> AttributeOperations::putAcl;
      case uploadHit -> new UploadHit();
      case createDownloadLink -> ObjectOperations::createDownloadLink;
      case createUploadLink -> new CreateUploadLink();
      case createBucket -> BucketOperations::createBucket;
      case describeBucket -> BucketOperations::describeBucket;
      case listBuckets -> BucketOperations::listBuckets;
      case updateBucket -> BucketOperations::updateBucket;
      case deleteBucket -> BucketOperations::deleteBucket;
    };
  }
}
