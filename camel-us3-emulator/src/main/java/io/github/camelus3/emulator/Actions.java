package io.github.camelus3.emulator;

import java.io.IOException;

/** Chooses what answers a call; does nothing itself. */
final class Actions {
  private final PutFile putFile;
  private final Multipart multipart;
  private final FinishUpload finishUpload;

  Actions(Workshop workshop) {
    this.putFile = new PutFile(workshop);
    this.multipart = new Multipart(workshop);
    this.finishUpload = new FinishUpload(workshop);
  }

  Answer perform(Call call) throws IOException {
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
      case POST_FILE,
          UPLOAD_PART_COPY,
          LIST_MULTIPART_UPLOADS,
          PREFIX_FILE_LIST,
          LIST_OBJECTS,
          COPY,
          RENAME,
          APPEND,
          RESTORE,
          CLASS_SWITCH,
          OP_META,
          GET_TAGGING,
          PUT_TAGGING,
          DELETE_TAGGING,
          GET_ACL,
          PUT_ACL,
          UPLOAD_HIT,
          BUCKET_API,
          CORS_PREFLIGHT,
          UNKNOWN ->
          throw Us3Error.badRequest("unsupported request");
    };
  }

  private static Answer delete(Call call) throws IOException {
    call.bucket().delete(call.key());
    return Answer.empty(204).with("Content-Length", "0");
  }
}
