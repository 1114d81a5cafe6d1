package io.github.camelus3.component.message;

import io.github.camelus3.client.ObjectInfo;
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
    writeListed(message, info);
    ResultHeaders.write(message, Us3Constants.HTTP_STATUS, info.httpStatus());
    ResultHeaders.write(message, Us3Constants.SESSION_ID, info.sessionId());
  }

  /** Describes an object that the polling consumer has only listed. */
  public static void writeListed(Message message, ObjectInfo info) {
    describe(message, info, info.sizeBytes());
    if (info.lastModified() != null) {
      message.setHeader(Exchange.MESSAGE_TIMESTAMP, info.lastModified().toEpochMilli());
    }
  }

  private static void describe(Message message, ObjectInfo object, long contentLength) {
    ResultHeaders.write(message, Us3Constants.KEY, object.key());
    ResultHeaders.write(message, Us3Constants.BUCKET_NAME, object.bucket());
    ResultHeaders.write(message, Us3Constants.ETAG, object.eTag());
    ResultHeaders.write(
        message, Us3Constants.CONTENT_LENGTH, contentLength < 0 ? null : contentLength);
    ResultHeaders.write(message, Us3Constants.MIME_TYPE, object.mimeType());
    ResultHeaders.write(message, Us3Constants.STORAGE_CLASS, object.storageClass());
    ResultHeaders.write(message, Us3Constants.LAST_MODIFIED, object.lastModified());
    ResultHeaders.write(message, Us3Constants.METADATA, object.metadata());
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
