package io.github.camelus3.emulator.rules;

import io.github.camelus3.emulator.protocol.Response;
import io.github.camelus3.emulator.protocol.Us3Error;
import java.io.IOException;

/** Passes each call to the class that handles it. */
final class CallDispatcher {
  private final ServiceContext context;
  private final PutFile putFile;
  private final Multipart multipart;
  private final FinishUpload finishUpload;
  private final CopyObject copyObject;
  private final ObjectChanges objectChanges;

  CallDispatcher(ServiceContext context) {
    this.context = context;
    this.putFile = new PutFile(context);
    this.multipart = new Multipart(context);
    this.finishUpload = new FinishUpload(context);
    this.copyObject = new CopyObject(context, multipart);
    this.objectChanges = new ObjectChanges(context);
  }

  Response perform(Call call) throws IOException {
    return switch (call.api()) {
      case PUT_FILE -> putFile.put(call);
      case GET_FILE -> GetFile.get(call);
      case HEAD_FILE -> GetFile.head(call);
      case DELETE_FILE -> delete(call);
      case INITIATE_MULTIPART_UPLOAD -> multipart.initiate(call);
      case UPLOAD_PART -> multipart.uploadPart(call);
      case FINISH_MULTIPART_UPLOAD -> finishUpload.finish(call);
      case ABORT_MULTIPART_UPLOAD -> multipart.abort(call);
      case LIST_PARTS -> multipart.listParts(call);
      case LIST_MULTIPART_UPLOADS -> PrefixFileList.multipartUploads(call);
      case PREFIX_FILE_LIST -> PrefixFileList.prefixFileList(call);
      case LIST_OBJECTS -> ObjectListing.list(call);
      case UPLOAD_PART_COPY -> copyObject.uploadPartCopy(call);
      case COPY -> copyObject.copy(call);
      case UPLOAD_HIT -> copyObject.uploadHit(call);
      case APPEND -> copyObject.append(call);
      case RENAME -> objectChanges.rename(call);
      case RESTORE -> objectChanges.restore(call);
      case CLASS_SWITCH -> objectChanges.switchClass(call);
      case OP_META -> objectChanges.opMeta(call);
      case PUT_TAGGING -> objectChanges.putTagging(call);
      case GET_TAGGING -> ObjectChanges.getTagging(call);
      case DELETE_TAGGING -> ObjectChanges.deleteTagging(call);
      case GET_ACL -> ObjectChanges.getAcl(call);
      case PUT_ACL -> ObjectChanges.putAcl(call);
      case POST_FILE, BUCKET_API, CORS_PREFLIGHT, UNKNOWN ->
          throw Us3Error.badRequest("unsupported request");
    };
  }

  private Response delete(Call call) throws IOException {
    if (context.switches().abortByUploads() && !call.query().first("uploads").isEmpty()) {
      return multipart.abort(call, "uploads"); // source: juicefs, pkg/object/ufile.go
    }
    call.bucket().delete(call.key());
    return Response.empty(204).with("Content-Length", "0");
  }
}
