package io.github.camelus3.component;

import io.github.camelus3.client.ObjectInfo;

/** Writes what the service says of an object into headers. */
final class ObjectHeaders {
  private ObjectHeaders() {}

  static void write(OperationCall call, ObjectInfo info, long contentLength) {
    call.answer(Us3Constants.OBJECT_EXISTS, true);
    call.answer(Us3Constants.KEY, info.key());
    call.answer(Us3Constants.BUCKET_NAME, info.bucket());
    call.answer(Us3Constants.ETAG, info.eTag());
    call.answer(Us3Constants.CONTENT_LENGTH, contentLength < 0 ? null : contentLength);
    call.answer(Us3Constants.MIME_TYPE, info.mimeType());
    call.answer(Us3Constants.STORAGE_CLASS, info.storageClass());
    call.answer(Us3Constants.LAST_MODIFIED, info.lastModified());
    call.answer(Us3Constants.METADATA, info.metadata());
    call.answer(Us3Constants.HTTP_STATUS, info.httpStatus());
    call.answer(Us3Constants.SESSION_ID, info.sessionId());
  }

  /** Says that there is no object, and leaves nothing that speaks of another one. */
  static void writeMissing(OperationCall call) {
    call.answer(Us3Constants.OBJECT_EXISTS, false);
    forget(call);
    call.answer(Us3Constants.HTTP_STATUS, 404);
  }

  /** Says that the object was not changed, and no more. */
  static void writeUnchanged(OperationCall call) {
    call.answer(Us3Constants.OBJECT_EXISTS, true);
    forget(call);
    call.answer(Us3Constants.HTTP_STATUS, 304);
  }

  private static void forget(OperationCall call) {
    call.answer(Us3Constants.ETAG, null);
    call.answer(Us3Constants.CONTENT_LENGTH, null);
    call.answer(Us3Constants.LAST_MODIFIED, null);
    // what the route itself has put here is for an upload to come
    Answers.forget(call.message(), Us3Constants.MIME_TYPE);
    Answers.forget(call.message(), Us3Constants.STORAGE_CLASS);
    Answers.forget(call.message(), Us3Constants.METADATA);
  }
}
