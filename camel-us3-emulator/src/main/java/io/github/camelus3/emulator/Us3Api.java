package io.github.camelus3.emulator;

/**
 * The calls of the native US3 protocol that the emulator distinguishes. Source: ufile-api pages.
 */
public enum Us3Api {
  /** {@code PUT /key} with the object's bytes. */
  PUT_FILE,
  /** {@code POST /} with a browser form. */
  POST_FILE,
  /** {@code POST /key?uploads}. */
  INITIATE_MULTIPART_UPLOAD,
  /** {@code PUT /key?uploadId=&partNumber=} with the part's bytes. */
  UPLOAD_PART,
  /** As {@link #UPLOAD_PART}, with the bytes of a stored object. */
  UPLOAD_PART_COPY,
  /** {@code POST /key?uploadId=} with the part ETags. */
  FINISH_MULTIPART_UPLOAD,
  /** {@code DELETE /key?uploadId=}. */
  ABORT_MULTIPART_UPLOAD,
  /** {@code GET /?muploadpart&uploadId=}. */
  LIST_PARTS,
  /** {@code GET /?muploadid}. */
  LIST_MULTIPART_UPLOADS,
  /** {@code GET /key}. */
  GET_FILE,
  /** {@code HEAD /key}. */
  HEAD_FILE,
  /** {@code DELETE /key}. */
  DELETE_FILE,
  /** {@code GET /?list}. */
  PREFIX_FILE_LIST,
  /** {@code GET /?listobjects}. */
  LIST_OBJECTS,
  /** {@code PUT /key} with {@code X-Ufile-Copy-Source}. */
  COPY,
  /** {@code PUT /key?newFileName=}. */
  RENAME,
  /** {@code PUT /key?append&position=}. */
  APPEND,
  /** {@code PUT /key?restore}. */
  RESTORE,
  /** {@code PUT /key?storageClass=}. */
  CLASS_SWITCH,
  /** {@code POST /key?opmeta}. */
  OP_META,
  /** {@code GET /key?tagging}. */
  GET_TAGGING,
  /** {@code PUT /key?tagging}. */
  PUT_TAGGING,
  /** {@code DELETE /key?tagging}. */
  DELETE_TAGGING,
  /** {@code GET /key?acl}. */
  GET_ACL,
  /** {@code PUT /key?acl}. */
  PUT_ACL,
  /** {@code POST /uploadhit?Hash=&FileName=&FileSize=}. */
  UPLOAD_HIT,
  /** {@code GET /?Action=} or the same as a POST: bucket management. */
  BUCKET_API,
  /** {@code OPTIONS}, sent by a browser before a request to another origin. */
  CORS_PREFLIGHT,
  /** Anything else. */
  UNKNOWN
}
