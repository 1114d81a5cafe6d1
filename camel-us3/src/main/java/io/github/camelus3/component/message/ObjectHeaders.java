package io.github.camelus3.component.message;

import io.github.camelus3.client.ObjectInfo;
import io.github.camelus3.client.ObjectSummary;
import io.github.camelus3.component.Us3Constants;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Sets the headers that describe an object. */
public final class ObjectHeaders {
  private ObjectHeaders() {}

  /**
   * Describes an existing object.
   *
   * @param contentLength of the body, which may be a range of the object; negative if unknown
   */
  public static void write(Message message, ObjectInfo info, long contentLength) {
    ResultHeaders.write(message, Us3Constants.OBJECT_EXISTS, true);
    describe(message, info, contentLength);
    ResultHeaders.write(message, Us3Constants.HTTP_STATUS, info.httpStatus());
    ResultHeaders.write(message, Us3Constants.SESSION_ID, info.sessionId());
  }

  /** Marks the object as missing, and removes headers that describe another one. */
  public static void writeMissing(Message message) {
    ResultHeaders.write(message, Us3Constants.OBJECT_EXISTS, false);
    removeDescription(message);
    ResultHeaders.write(message, Us3Constants.HTTP_STATUS, 404);
  }

  /** Marks the object as not modified, and removes headers that describe another one. */
  public static void writeUnchanged(Message message) {
    ResultHeaders.write(message, Us3Constants.OBJECT_EXISTS, true);
    removeDescription(message);
    ResultHeaders.write(message, Us3Constants.HTTP_STATUS, 304);
  }

  /** Describes an object that the polling consumer has opened. */
  public static void writeOpened(Message message, ObjectInfo info) {
    writePolled(message, info);
    ResultHeaders.write(message, Us3Constants.HTTP_STATUS, info.httpStatus());
    ResultHeaders.write(message, Us3Constants.SESSION_ID, info.sessionId());
  }

  /** Describes an object that the polling consumer has listed, but not opened. */
  public static void writeListed(Message message, ObjectSummary object) {
    writePolled(
        message,
        new ObjectInfo(
            object.bucket(),
            object.key(),
            object.eTag(),
            object.sizeBytes(),
            object.mimeType(),
            object.storageClass(),
            object.lastModified(),
            object.metadata(),
            0,
            null));
  }

  private static void writePolled(Message message, ObjectInfo info) {
    describe(message, info, info.sizeBytes());
    if (info.lastModified() != null) {
      message.setHeader(Exchange.MESSAGE_TIMESTAMP, info.lastModified().toEpochMilli());
    }
  }

  private static void describe(Message message, ObjectInfo info, long contentLength) {
    ResultHeaders.write(message, Us3Constants.KEY, info.key());
    ResultHeaders.write(message, Us3Constants.BUCKET_NAME, info.bucket());
    ResultHeaders.write(message, Us3Constants.ETAG, info.eTag());
    ResultHeaders.write(
        message, Us3Constants.CONTENT_LENGTH, contentLength < 0 ? null : contentLength);
    ResultHeaders.write(message, Us3Constants.MIME_TYPE, info.mimeType());
    ResultHeaders.write(message, Us3Constants.STORAGE_CLASS, info.storageClass());
    ResultHeaders.write(message, Us3Constants.LAST_MODIFIED, info.lastModified());
    ResultHeaders.write(message, Us3Constants.METADATA, info.metadata());
  }

  private static void removeDescription(Message message) {
    ResultHeaders.write(message, Us3Constants.ETAG, null);
    ResultHeaders.write(message, Us3Constants.CONTENT_LENGTH, null);
    ResultHeaders.write(message, Us3Constants.LAST_MODIFIED, null);
    // a value that the route has set is meant for a later upload, and stays
    ResultHeaders.removeUnchanged(message, Us3Constants.MIME_TYPE);
    ResultHeaders.removeUnchanged(message, Us3Constants.STORAGE_CLASS);
    ResultHeaders.removeUnchanged(message, Us3Constants.METADATA);
  }
}
