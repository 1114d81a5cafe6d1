package io.github.camelus3.component.producer;

import io.github.camelus3.component.Us3Operation;
import java.util.EnumMap;
import java.util.Map;

/** The operations beside {@link Us3Operation#upload}, which has an action of its own. */
final class Operations {
  private static final Map<Us3Operation, Operation> ALL = new EnumMap<>(Us3Operation.class);

  static {
    for (Us3Operation operation : Us3Operation.values()) {
      if (operation != Us3Operation.upload) {
        ALL.put(operation, choose(operation));
      }
    }
  }

  private Operations() {}

  static Operation of(Us3Operation operation) {
    return ALL.get(operation);
  }

  private static Operation choose(Us3Operation operation) {
    return switch (operation) { // no default: a new operation does not compile until it is here
      case upload -> throw new IllegalArgumentException("upload is not one request");
      case initiateMultipartUpload -> new InitiateMultipartUpload();
      case uploadPart -> new UploadPart();
      case uploadPartCopy -> new UploadPartCopy();
      case listParts -> new ListParts();
      case abortMultipartUpload -> new AbortMultipartUpload();
      case listMultipartUploads -> new ListMultipartUploads();
      case getObject -> new GetObject();
      case headObject -> new HeadObject();
      case deleteObject -> new DeleteObject();
      case deleteObjects -> new DeleteObjects();
      case listObjects -> new ListObjects();
      case copyObject -> new CopyObject();
      case renameObject -> new RenameObject();
      case restoreObject -> new RestoreObject();
      case changeStorageClass -> new ChangeStorageClass();
      case changeMimeType -> new ChangeMimeType();
      case getTagging -> new GetTagging();
      case putTagging -> new PutTagging();
      case deleteTagging -> new DeleteTagging();
      case getAcl -> new GetAcl();
      case putAcl -> new PutAcl();
      case uploadHit -> new UploadHit();
      case createDownloadLink -> new CreateDownloadLink();
      case createUploadLink -> new CreateUploadLink();
      case createBucket -> new CreateBucket();
      case describeBucket -> new DescribeBucket();
      case listBuckets -> new ListBuckets();
      case updateBucket -> new UpdateBucket();
      case deleteBucket -> new DeleteBucket();
    };
  }
}
